"""The sources of a project one by one: their text, selections and codings."""

from collections.abc import Callable, Iterator
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element

from annotations.exchange.refi.project import Project, guid, text_in, variable_values
from annotations.exchange.xml import elements, name_of

_SOURCES = ("TextSource", "Representation", "Transcript")


class Coding(NamedTuple):
    """A code that a user assigned."""

    code: str
    user: str
    created: str = ""


class Selection(NamedTuple):
    """A part of a text. `end` is as in the file, on the last character or after it."""

    guid: str
    start: int
    end: int
    name: str
    user: str
    description: str
    codings: tuple[Coding, ...]
    created: str = ""
    modified: str = ""
    uncoded: int = 0  # codings without a code


class Source(NamedTuple):
    """A source: the `address` of its text or the text itself, with its selections and variables."""

    guid: str
    name: str
    kind: str
    address: str
    content: str | None
    values: dict[str, str]
    selections: tuple[Selection, ...]
    strange: int  # selections without positions


def sources(open_: Callable[[], IO[bytes]], place: str, project: Project) -> Iterator[Source]:
    """Every source with a text, in file order. Memory holds one at a time."""
    path: list[str] = []
    for event, element in elements(open_, place):
        name = name_of(element)
        if event == "start":
            path.append(name)
            continue
        path.pop()
        if name in _SOURCES and "Sources" in path and not name_of(element).endswith("Selection"):
            if element.get("plainTextPath") or _content(element) is not None:
                yield _source(element, name, project)
            element.clear()
        elif name in ("PDFSource", "PictureSource", "AudioSource", "VideoSource", "Code", "Note", "Link", "Graph"):
            element.clear()


def _content(element: Element) -> str | None:
    return next((child.text or "" for child in element if name_of(child) == "PlainTextContent"), None)


def _source(element: Element, kind: str, project: Project) -> Source:
    own = guid(element.get("guid"))
    found = [_selection(child) for child in element if name_of(child) == "PlainTextSelection"]
    return Source(
        own,
        element.get("name", ""),
        kind,
        element.get("plainTextPath", ""),
        _content(element),
        {**project.cases.get(own, {}), **variable_values(element, project)},
        tuple(selection for selection in found if selection),
        sum(selection is None for selection in found),
    )


def _selection(element: Element) -> Selection | None:
    try:
        start, end = int(element.get("startPosition", "")), int(element.get("endPosition", ""))
    except ValueError:
        return None
    user = guid(element.get("creatingUser"))
    codings = [
        Coding(
            guid(reference.get("targetGUID")),
            guid(coding.get("creatingUser")) or user,
            coding.get("creationDateTime", ""),
        )
        for coding in element
        if name_of(coding) == "Coding"
        for reference in coding
        if name_of(reference) == "CodeRef"
    ]
    return Selection(
        guid(element.get("guid")),
        start,
        end,
        element.get("name", ""),
        user,
        text_in(element, "Description"),
        tuple(codings),
        element.get("creationDateTime", ""),
        element.get("modifiedDateTime", ""),
        sum(name_of(child) == "Coding" for child in element) - len(codings),
    )
