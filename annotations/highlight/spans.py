"""What the spans of a machine look like when they leave it: trimmed, without overlaps, in code points."""

import re
from collections.abc import Iterable, Mapping

from annotations.model import Suggestion

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT", "CARDINAL", "MONEY", "PERCENT")
# Labels of other pipelines that mean one of ours: buildings in OntoNotes, people in the Wikipedia models.
SAME_AS = {"FAC": "LOC", "PER": "PERSON", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "LOCATION": "LOC"}

ARTICLE = re.compile(r"(?:the|an?)\s{1,9}", re.IGNORECASE)
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


def suggestions(
    text: str, found: Iterable[tuple[int, int, str]], same_as: Mapping[str, str] = SAME_AS
) -> list[Suggestion]:
    """Turn (start, end, label) into suggestions in order; what overlaps an earlier one or has no label of ours goes.

    `same_as` tells which labels mean one of ours.
    """
    kept: list[Suggestion] = []
    for start, end, label in sorted(found):
        label = same_as.get(label, label)
        start, end = trimmed(text, start, end)
        if label in LABELS and start < end and (not kept or kept[-1].end <= start):
            kept.append(Suggestion("entity", start, end, label))
    return kept
