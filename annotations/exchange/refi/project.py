"""The parts of a REFI-QDA project that precede its sources or concern all of them: users, codes, cases, links."""

from collections.abc import Callable, Iterator
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element

from annotations.exchange.external import ExternalLabel
from annotations.exchange.refi.codes import guid_of
from annotations.exchange.xml import elements, name_of

_VALUES = ("TextValue", "IntegerValue", "FloatValue", "BooleanValue", "DateValue", "DateTimeValue")


class Code(NamedTuple):
    """A code and the names of its ancestors, from the top."""

    guid: str
    name: str
    parents: tuple[str, ...]
    colour: str = ""
    description: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether it is a code from a Claimdesk scheme that other programs have kept."""
        return self.guid == guid(guid_of(*self.parents, self.name))

    @property
    def parent(self) -> str:
        """The name of the parent code. Empty at the top."""
        return self.parents[-1] if self.parents else ""

    def label(self) -> ExternalLabel:
        """The code as a label."""
        return ExternalLabel(self.name, self.parent, "span", self.colour, self.description)


class Link(NamedTuple):
    """A link between two items, by their ids."""

    name: str
    origin: str
    target: str


class Project:
    """Everything in a project except its sources."""

    def __init__(self) -> None:
        self.origin = ""
        self.users: dict[str, str] = {}
        self.codes: dict[str, Code] = {}
        self.variables: dict[str, str] = {}
        self.cases: dict[str, dict[str, str]] = {}
        self.links: list[Link] = []
        self.notes = 0
        self.codings = 0
        self.elsewhere = 0  # selections on pictures, pages, sound and film


def guid(text: str | None) -> str:
    """A GUID for comparison: without braces, in one case."""
    return (text or "").strip("{}").casefold()


def read_project(open_: Callable[[], IO[bytes]], place: str) -> Project:
    """Read everything except the sources, which are skipped."""
    project = Project()
    path: list[Element] = []
    for event, element in elements(open_, place):
        if event == "start":
            path.append(element)
            continue
        path.pop()
        _take(project, element, [name_of(parent) for parent in path], path)
        if name_of(element) not in ("Description", "Code", "VariableValue", "VariableRef", "SourceRef", *_VALUES):
            element.clear()
    return project


def _take(project: Project, element: Element, above: list[str], path: list[Element]) -> None:
    name = name_of(element)
    if name in ("Project", "CodeBook"):
        project.origin = project.origin or element.get("origin", "")
    elif name == "User":
        project.users[guid(element.get("guid"))] = element.get("name") or element.get("id") or "?"
    elif name == "Code":
        code = _code(element, tuple(parent.get("name", "") for parent in path if name_of(parent) == "Code"))
        project.codes[code.guid] = code
    elif name == "Variable":
        project.variables[guid(element.get("guid"))] = element.get("name", "")
    elif name == "Case":
        _take_case(project, element)
    elif name == "Link":
        origin, target = guid(element.get("originGUID")), guid(element.get("targetGUID"))
        project.links.append(Link(element.get("name", ""), origin, target))
    else:
        _count(project, name, above)


def _code(element: Element, parents: tuple[str, ...]) -> Code:
    said = text_in(element, "Description")
    return Code(guid(element.get("guid")), element.get("name", ""), parents, element.get("color", ""), said)


def _take_case(project: Project, element: Element) -> None:
    values = variable_values(element, project)
    values = {"case": element.get("name", ""), **values} if element.get("name") else values
    for reference in element.iter():
        if name_of(reference) == "SourceRef":
            project.cases.setdefault(guid(reference.get("targetGUID")), {}).update(values)


def _count(project: Project, name: str, above: list[str]) -> None:
    if name == "Note" and above[-1:] == ["Notes"]:
        project.notes += 1
    elif name == "CodeRef" and "Sources" in above:
        project.codings += 1
    elif name.endswith("Selection") and name != "PlainTextSelection":
        project.elsewhere += 1


def text_in(element: Element, name: str) -> str:
    """The text of a child element."""
    return next((child.text or "" for child in element if name_of(child) == name), "")


def variable_values(element: Element, project: Project) -> dict[str, str]:
    """The variables of a case or source with their values."""
    found = {}
    for value in element:
        if name_of(value) == "VariableValue":
            key = next((guid(child.get("targetGUID")) for child in value if name_of(child) == "VariableRef"), "")
            words = next((child.text or "" for child in value if name_of(child) in _VALUES), "")
            if words:
                found[project.variables.get(key, key)] = words
    return found


def codes_in_order(project: Project) -> Iterator[Code]:
    """The codes, parents before children."""
    return iter(sorted(project.codes.values(), key=lambda code: (*code.parents, code.name)))
