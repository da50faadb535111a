"""Untrusted XML: any document type, and therefore any entity, is refused before anything is parsed.

Without a document type there are no entities, so no “billion laughs” and no external files. Nothing is fetched.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat

from annotations.errors import ClaimdeskError, ImportFailed
from annotations.files.encodings import encoding_named

DEEPEST = 500
_PART = 1 << 23  # expat parses a long attribute again with each chunk: do not parse a text of 50 MB a thousand times
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARED_TEXT = re.compile(r"""\ufeff?\s*<\?xml[^>]*\?>""")
_NATIVE = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check(open_: Callable[[], IO[bytes]], place: str) -> None:
    """Check a whole document. Refuses one that is not well-formed, has a document type or is nested too deeply."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse_type(*_: object) -> None:
        raise ImportFailed(f"{place}:{parser.CurrentLineNumber}: A document type (DOCTYPE) is not allowed here.")

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ImportFailed(
                f"{place}:{parser.CurrentLineNumber}: Elements are nested more than {DEEPEST} levels deep."
            )

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        for part in _parts(open_, place):
            parser.Parse(part, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ImportFailed(f"{place}:{error.lineno}: This is not well-formed XML ({reason}).") from None


def elements(open_: Callable[[], IO[bytes]], place: str) -> Iterator[tuple[str, Element]]:
    """Each element of a checked document at its `start` and `end`, with its name without a namespace."""
    try:
        parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
        for part in _parts(open_, place):
            parser.feed(part)
            yield from parser.read_events()  # type: ignore[misc]
        parser.close()
        yield from parser.read_events()  # type: ignore[misc]
    except ParseError as error:
        raise ImportFailed(f"{place}: This is not well-formed XML ({error}).") from None


def _parts(open_: Callable[[], IO[bytes]], place: str) -> Iterator[bytes]:
    """The bytes of a document, converted to UTF-8 if expat does not know its encoding."""
    with open_() as file:
        head = file.read(_PART)
        codec = _codec(head, place)
        if not codec:
            while head:
                yield head
                head = file.read(_PART)
            return
        decoder = codecs.getincrementaldecoder(codec)()
        text = _DECLARED_TEXT.sub("", decoder.decode(head), count=1)
        while head:
            yield text.encode(errors="replace")
            head = file.read(_PART)
            text = decoder.decode(head, not head)
        yield text.encode(errors="replace")


def _codec(head: bytes, place: str) -> str:
    """The encoding that a document declares. Empty if expat reads it by itself."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    match = _DECLARED.match(head)
    name = match[1].decode() if match else ""
    if not name or name.lower() in _NATIVE:
        return ""
    try:
        return encoding_named(name).codec
    except ClaimdeskError:
        message = f"This declares an unknown encoding, “{name}”. Save it as UTF-8."
        raise ImportFailed(f"{place}:1: {message}") from None


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def fit(text: str) -> str:
    """A text without the characters that XML does not allow."""
    return _UNFIT.sub("\ufffd", text)


def fit_json(json: bytes) -> str:
    """JSON that means the same, without such characters."""
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", json.decode()).rstrip("\n")
