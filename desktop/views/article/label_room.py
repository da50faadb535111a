"""What is set otherwise in a paragraph: room behind marked words for their labels, and captions smaller.

Positions are those of the document: UTF-16 units.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextLayout

from desktop.views.article.directions import is_mixed, kinds_of, reads_from_right, sign_of

TAG_SCALE = 0.56
TAG_PADDING = 5.0
ASIDE_SCALE = 0.82
NEAR = 2  # characters: a blank, a full stop


def tag_font(text_font: QFont) -> QFont:
    """The font of the small label behind a span."""
    font = QFont()
    font.setPointSizeF(max(text_font.pointSizeF() * TAG_SCALE, 6.5))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
    return font


def tag_width(small_font: QFont, tag: str) -> float:
    """How wide the room for a tag in the font of tags is, in pixels."""
    return QFontMetricsF(small_font).horizontalAdvance(tag) + TAG_PADDING


class LabelRoom(NamedTuple):
    """Characters of a block that are set otherwise: with `width` pixels behind them, or `points` large (0: as all)."""

    start: int
    length: int
    width: float = 0.0
    points: float = 0.0


class LabelRooms:
    """Makes the rooms of paragraphs in a font; where directions are mixed, on the side that `directions` tells."""

    def __init__(self, font: QFont) -> None:
        self._small, self._tag_font = font.pointSizeF() * ASIDE_SCALE, tag_font(font)
        self._widths: dict[str, float] = {}

    def of(
        self, block: QTextBlock, tags: Iterable[tuple[int, int, str]], asides: Sequence[tuple[int, int]]
    ) -> list[LabelRoom]:
        """The rooms of a paragraph for each `(start, end, tag)` of a mark that ends in it.

        `asides` are spans of masked text: one that fills the whole paragraph, as captions do, makes it smaller.
        """
        begin, last = block.position(), block.position() + block.length() - 1
        found = [LabelRoom(0, last - begin, points=self._small)] if begin and _fills(asides, begin, last) else []
        kinds = kinds_of(block.text()) if is_mixed(block) else ""
        widened: dict[int, float] = {}
        for start, end, tag in tags:
            if begin < end <= last + 1:
                place = end - begin - 1
                if kinds:
                    place = sign_of(kinds, max(start - begin, 0), end - begin, right_to_left=reads_from_right(block))[1]
                widened[place] = widened.get(place, 0.0) + self._width(tag)
        return found + [self._widened(block, place, width) for place, width in widened.items() if place >= 0]

    def _width(self, tag: str) -> float:
        if tag not in self._widths:
            self._widths[tag] = tag_width(self._tag_font, tag)
        return self._widths[tag]

    def _widened(self, block: QTextBlock, place: int, width: float) -> LabelRoom:
        # The character may be two UTF-16 units, which must not be parted.
        unit = block.document().characterAt(block.position() + place)
        if "\ud800" <= unit <= "\udfff":
            return LabelRoom(place - (unit >= "\udc00"), 2, width)
        return LabelRoom(place, 1, width)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with hardly anything between them, as one: a caption and its credit."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= NEAR:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _fills(spans: Sequence[tuple[int, int]], begin: int, last: int) -> bool:
    place = bisect_right(spans, begin, key=itemgetter(0)) - 1
    return place >= 0 and begin < last <= spans[place][1] + NEAR


def format_range(room: LabelRoom) -> QTextLayout.FormatRange:
    """A room as Qt's layout takes it."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = room.start, room.length, _format(room.width, room.points)
    return made


@lru_cache(maxsize=256)
def _format(width: float, points: float) -> QTextCharFormat:
    form = QTextCharFormat()
    if width:
        form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        form.setFontLetterSpacing(width)
    if points:
        form.setFontPointSize(points)
    return form
