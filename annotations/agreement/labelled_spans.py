"""Spans of several annotators, and which of them match: the records for aligning. Light to import."""

from typing import NamedTuple


class LabelledSpan(NamedTuple):
    """A span that one annotator marked. `annotator` is their number; `root` is the suggestion it comes from."""

    annotator: int
    start: int
    end: int
    label: str = ""
    id: str = ""
    root: str = ""


class SpanMatch(NamedTuple):
    """Two spans that match, by their index in the list; `akin` if they match because they have the same root."""

    one: int
    other: int
    overlap: float
    same_label: bool
    akin: bool = False
