"""XML that may come from anybody: a document type, and with it every entity, is refused before anything is built.

Without a document type there are no entities, so neither “billion laughs” nor files from elsewhere; nothing is fetched.
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
_PART = 1 << 23  # expat reads a long attribute anew with each part: a text of 50 MB must not be read a thousand times
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARED_TEXT = re.compile(r"""\ufeff?\s*<\?xml[^>]*\?>""")
_NATIVE = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check(open_: Callable[[], IO[bytes]], place: str) -> None:
    """Read a document to its end and refuse, with the line, what is broken, has a document type or nests too deeply."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse_type(*_: object) -> None:
        raise ImportFailed(f"{place}:{parser.CurrentLineNumber}: A document type (DOCTYPE) is not allowed here.")

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ImportFailed(f"{place}:{parser.CurrentLineNumber}: Elements nest deeper than {DEEPEST} levels.")

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
    """The bytes of a document, in UTF-8 when it is in an encoding that expat does not know."""
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
    """The encoding that a document declares; empty when expat reads it by itself."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    match = _DECLARED.match(head)
    name = match[1].decode() if match else ""
    if not name or name.lower() in _NATIVE:
        return ""
    try:
        return encoding_named(name).codec
    except ClaimdeskError:
        told = f"This declares the encoding “{name}”, which is not known. Save it in UTF-8."
        raise ImportFailed(f"{place}:1: {told}") from None


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def fit(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def fit_json(json: bytes) -> str:
    """JSON as a text without such characters, that means the same."""
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", json.decode()).rstrip("\n")
