"""Parse the lines of an `.ann` file into records.

Source: https://brat.nlplab.org/standoff.html.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.exchange.identifiers import spoken

_PART = re.compile(r"(\d{1,15}) (\d{1,15})")


class Span(NamedTuple):
    """`T1⇥Type 0 4;7 9⇥words`. Parts are in code points; the words are joined by a space."""

    key: str
    type: str
    parts: tuple[tuple[int, int], ...]
    words: str | None


class Event(NamedTuple):
    """`E1⇥Type:T1 Role:T2`: an event with its trigger and participants."""

    key: str
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


class Relation(NamedTuple):
    """`R1⇥Type Arg1:T1 Arg2:T2`. `ends` are the names of the ends if they are not Arg1 and Arg2."""

    key: str
    type: str
    source: str
    target: str
    ends: tuple[str, ...] = ()


class Equivalence(NamedTuple):
    """`*⇥Type T1 T2 …`: marks that refer to the same thing."""

    type: str
    members: tuple[str, ...]


class Attribute(NamedTuple):
    """`A1⇥Name T1 value`. Without a value it is a flag."""

    name: str
    target: str
    value: str | None


class Reference(NamedTuple):
    """`N1⇥Reference T1 Wikidata:Q42⇥name`: an entry in a knowledge base."""

    name: str
    target: str
    entry: str
    title: str


class Note(NamedTuple):
    """`#1⇥AnnotatorNotes T1⇥words`."""

    name: str
    target: str
    words: str


class Malformed(NamedTuple):
    """A line that cannot be parsed, with the reason."""

    key: str
    reason: str


Line = Span | Event | Relation | Equivalence | Attribute | Reference | Note | Malformed


def lines(text: str) -> Iterator[tuple[int, Line]]:
    """The lines of an `.ann` file with their numbers."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _line(line.removesuffix("\r"))


def _line(line: str) -> Line:
    key, _, rest = line.partition("\t")
    data, tab, words = rest.partition("\t")
    kind = key[:1]
    if kind == "T":
        return _span(key, data, words if tab else None)
    named = data.split(" ")
    if kind == "E":
        return _event(key, [item for item in named if item])
    if kind == "R":
        return _relation(key, [item for item in named if item])
    if kind == "*" and len(named) > 2:
        return Equivalence(spoken(named[0]), tuple(named[1:]))
    if kind in "AM" and kind and len(named) > 1:
        return Attribute(spoken(named[0]), named[1], " ".join(named[2:]) or None)
    if kind == "N" and len(named) > 2:
        return Reference(named[0], named[1], " ".join(named[2:]), words)
    if kind == "#" and len(named) > 1:
        return Note(named[0], named[1], words)
    return Malformed(key[:20], "This line is not brat standoff")


def _span(key: str, data: str, words: str | None) -> Span | Malformed:
    name, _, offsets = data.partition(" ")
    parts = [_PART.fullmatch(part) for part in offsets.split(";")]
    if not name or not all(parts):
        return Malformed(key[:20], "A span needs a type, a start and an end")
    return Span(key, spoken(name), tuple((int(part[1]), int(part[2])) for part in parts if part), words)


def _event(key: str, items: list[str]) -> Event | Malformed:
    pairs = [item.partition(":") for item in items]
    if not pairs or not all(colon and target for _, colon, target in pairs):
        return Malformed(key[:20], "An event needs a type with its trigger, as in Type:T1, and roles, as in Role:T2")
    name, _, trigger = pairs[0]
    return Event(key, spoken(name), trigger, tuple((spoken(role), target) for role, _, target in pairs[1:]))


def _relation(key: str, items: list[str]) -> Relation | Malformed:
    ends = [item.partition(":") for item in items[1:]]
    if len(ends) != 2 or not all(target for _, _, target in ends):
        return Malformed(key[:20], "A relation needs a type and two ends, as in Type Arg1:T1 Arg2:T2")
    if [name for name, _, _ in ends] == ["Arg2", "Arg1"]:
        ends.reverse()
    names = tuple(spoken(name) for name, _, _ in ends)
    return Relation(key, spoken(items[0]), ends[0][2], ends[1][2], () if names == ("Arg1", "Arg2") else names)
