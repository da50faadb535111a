"""What the spans of a machine look like when they leave it: trimmed, without overlaps, in code points."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from annotations.model import Suggestion

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT", "CARDINAL", "MONEY", "PERCENT")
# Labels of other pipelines that mean one of ours: buildings in OntoNotes, people in the Wikipedia models.
SAME_AS = {"FAC": "LOC", "PER": "PERSON", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "LOCATION": "LOC"}

# A capital A before a capital is a name's: A Coruña.
ARTICLE = re.compile(r"(?:(?i:the)|an?|AN|An?(?=\s+[^A-ZÀ-Þ]))\s{1,9}")
POSSESSIVE = re.compile(r"(?:['’][sS]|(?<=[sS])['’])$")
QUOTES = "\"'“”‘’«»"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out surrounding space and quotation marks, a leading article and a final 's."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip().lstrip(QUOTES).lstrip())
    if article := ARTICLE.match(piece, left):
        left = article.end()
    kept = POSSESSIVE.sub("", piece[left:].rstrip()).rstrip().rstrip(QUOTES).rstrip()
    return start + left, start + left + len(kept)


class MachineSpan(NamedTuple):
    """A span as a pipeline finds it: code points, a label of its own, and which of its parts proposed it."""

    start: int
    end: int
    label: str
    source: str = ""


# How sure a span is, by the pipeline's label, ours, and its source.
Scorer = Callable[[str, str, str], float | None]


def unscored(label: str, ours: str, source: str) -> None:
    """Give no score."""


def suggestions(
    text: str, found: Iterable[MachineSpan], same_as: Mapping[str, str] = SAME_AS, score: Scorer = unscored
) -> list[Suggestion]:
    """Turn what was found into suggestions in order; what overlaps an earlier one or has no label of ours goes.

    `same_as` maps labels to ours.
    """
    kept: list[Suggestion] = []
    for one in sorted(found):
        label = same_as.get(one.label, one.label)
        start, end = trimmed(text, one.start, one.end)
        if label in LABELS and start < end and (not kept or kept[-1].end <= start):
            sure = score(one.label, label, one.source)
            kept.append(Suggestion("entity", start, end, label, sure, source=one.source))
    return kept
