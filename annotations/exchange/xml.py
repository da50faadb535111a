"""XML that may come from anybody: a document type, and with it every entity, is refused before anything is built.

Without a document type there are no entities, so neither “billion laughs” nor files from elsewhere; nothing is fetched.
"""

import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers import expat

from annotations.errors import ImportFailed

DEEPEST = 500
_PART = 1 << 23  # expat reads a long attribute anew with each part: a text of 50 MB must not be read a thousand times
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
        with open_() as file:
            while part := file.read(_PART):
                parser.Parse(part, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ImportFailed(f"{place}:{error.lineno}: This is no sound XML ({reason}).") from None


def elements(open_: Callable[[], IO[bytes]], place: str) -> Iterator[tuple[str, Element]]:
    """Each element of a checked document at its `start` and `end`, with its name without a namespace."""
    try:
        with open_() as file:
            parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
            while part := file.read(_PART):
                parser.feed(part)
                yield from parser.read_events()  # type: ignore[misc]
            parser.close()
            yield from parser.read_events()  # type: ignore[misc]
    except ParseError as error:
        raise ImportFailed(f"{place}: This is no sound XML ({error}).") from None


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def fit(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNFIT.sub("\ufffd", text)
