"""Words of both directions in one paragraph: where they stand on a line, and on which side their labels go.

Where the direction changes, a caret has two places, so Qt's places of the caret do not tell where words are. The glyphs
do. Positions are UTF-16 units of a paragraph, edges are in its coordinates.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextLine

Edges = tuple[float, float]

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_EMBEDDED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "NSM": "M"}
TOUCHING = 1.0  # pixels


class Sign(NamedTuple):
    """On which side of a span its label goes, and the character that is widened to make room for it; -1 for none."""

    side: Literal["right", "left"]
    widened: int


def reads_from_right(block: QTextBlock) -> bool:
    """Whether the lines of a paragraph begin on the right."""
    return block.blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft


def is_mixed(block: QTextBlock) -> bool:
    """Whether a paragraph may have words of both directions."""
    return reads_from_right(block) or _RIGHT_TO_LEFT.search(block.text()) is not None


def _is_mixed_on(block: QTextBlock, line: QTextLine) -> bool:
    """Whether a line may have words of both directions: figures stand as those before them, also on another line."""
    text, begin = block.text(), line.textStart()
    if reads_from_right(block) or _EMBEDDED.search(text):
        return True
    kinds = kinds_of(text)
    return "R" in kinds[begin : begin + line.textLength()] or kinds.rfind("R", 0, begin) > kinds.rfind("L", 0, begin)


@lru_cache(maxsize=256)
def kinds_of(text: str) -> str:
    """What each UTF-16 unit of a paragraph is: R and L for letters, N for figures, - for all else."""
    found, before = [], "-"
    for character in _ASTRAL.sub(lambda match: match[0] * 2, text):
        kind = _kind(character)
        before = before if kind == "M" else kind  # a mark is as the letter that it is on
        found.append(before)
    return "".join(found)


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    return _KINDS.get(bidirectional(character), "-")


def sign_of(kinds: str, start: int, end: int, *, right_to_left: bool) -> Sign:
    """Where the label of a span goes: to where its words end. Joined letters are never parted to make room for it."""
    paragraph = "R" if right_to_left else "L"
    inside = kinds[start:end].replace("-", "")
    before = kinds[:start].replace("-", "")[-1:] or paragraph
    # Figures are written from left to right, but stand among words of the other direction as one of these.
    last = (inside.rstrip("N") or before)[-1:] if inside.endswith("N") else inside[-1:] or before
    if last == "L":
        return Sign("right", end - 1)
    rest = kinds[end:]
    if not rest:
        return Sign("left", -1 if right_to_left else _before_run(kinds, start))
    if rest[0] != "-":
        return Sign("left", -1)
    follows = rest.replace("-", "")[:1] or paragraph
    return Sign("left", end if right_to_left or follows != "L" else _before_run(kinds, start))


def _before_run(kinds: str, start: int) -> int:
    """The character before a run from right to left in a line from left to right: it stands where the run ends."""
    first = kinds.find("R", kinds.rfind("L", 0, start) + 1)
    return first - 1


def place_in(line: QTextLine, position: int) -> float:
    """Where the caret stands on a line that has words of one direction only."""
    x: float = line.cursorToX(position)[0]  # type: ignore[index]  # the stubs do not know that it is a pair
    return x


def edges_in(block: QTextBlock, line: QTextLine, start: int, end: int) -> list[Edges]:
    """The edges of a span on a line of a paragraph with words of both directions, from left to right."""
    if _is_mixed_on(block, line):
        return edges_on(line, start, end)
    if end == line.textStart() + line.textLength():  # what ends a line is not drawn
        while end > start and block.document().characterAt(block.position() + end - 1).isspace():
            end -= 1
    return [(place_in(line, start), place_in(line, end))] if start < end else []


def edges_on(line: QTextLine, start: int, end: int) -> list[Edges]:
    """The left and right edges of a span on a line, from left to right; with room in the span, but not at its ends."""
    first, stop = line.textStart(), line.textStart() + line.textLength()
    others = [*_glyphs(line, first, start), *_glyphs(line, end, stop)]
    found: list[Edges] = []
    for left, right in sorted(_glyphs(line, start, end)):
        if found and (left - found[-1][1] <= TOUCHING or not _any_between(others, found[-1][1], left)):
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def is_free(line: QTextLine, left: float, right: float) -> bool:
    """Whether nothing is written between two places of a line."""
    return not _any_between(_glyphs(line, line.textStart(), line.textStart() + line.textLength()), left, right)


def _any_between(glyphs: Iterable[Edges], left: float, right: float) -> bool:
    return any(max(one, left) + TOUCHING < min(other, right) for one, other in glyphs)


def _glyphs(line: QTextLine, start: int, end: int) -> list[Edges]:
    """The edges of the signs that are drawn for a span."""
    if start >= end:
        return []
    return [
        (place.x(), place.x() + advance.x())
        for run in line.glyphRuns(start, end - start)
        for place, advance in zip(
            run.positions(), run.rawFont().advancesForGlyphIndexes(run.glyphIndexes()), strict=True
        )
    ]
