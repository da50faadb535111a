"""The positions of an article's marks in its document, computed for the visible part only.

Positions are those of the document, UTF-16 units, unless it is said that they are code points.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextCharFormat, QTextLayout

from desktop.marks import Mark
from desktop.view_text import ViewText
from desktop.views.article.document_layout import DocumentLayout
from desktop.views.article.label_room import LabelRoom, LabelRooms, joined
from desktop.views.article.lanes import LanePosition, with_lanes
from desktop.views.article.mark_order import MarkOrder
from desktop.views.article.painting import visible
from desktop.views.article.span_rectangles import line_of, segments
from desktop.views.article.tints import tag_of

BACK = 4000  # units before the view in which marks are looked for that take the lanes of those in view
BEYOND = 200.0  # pixels beyond the view at which the ends of long marks are cut
REACH = 24.0  # pixels above and below its lines that frames, badges and underlines of a mark may take
NUMBER = 13.0  # pixels by which the number of a bar moves down where there is one already


class MarkPositions:
    """The marks that are drawn; `hidden` names layers that are left out, or `rejected`, `suggested`, `gold`, `tags`."""

    def __init__(self, layout: DocumentLayout) -> None:
        self._layout, self._document = layout, layout.document()
        self._offsets, self._spans = ViewText(""), MarkOrder()
        self._rooms = LabelRooms(QFont())
        self._asides: list[tuple[int, int]] = []
        self._has_masks = False
        self.hidden: frozenset[str] = frozenset()

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks of the article, in reading order."""
        return self._spans.marks

    def show_text(self, offsets: ViewText) -> None:
        """Place marks on another text, or on the same one in another font."""
        self._offsets = offsets
        self._rooms = LabelRooms(self._document.defaultFont())

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Place other marks; they come in reading order."""
        self._spans = MarkOrder(marks)
        masks = [one for one in marks if one.layer.style == "mask" and not one.rejected]
        self._has_masks = bool(masks)
        self._asides = joined(self.span_of(one) for one in masks if self.shows(one))

    def shows(self, mark: Mark) -> bool:
        """Whether a mark is drawn."""
        if not self.hidden:
            return True
        looks = {mark.layer.name, *["rejected"] * mark.rejected, *["suggested"] * mark.suggested, *["gold"] * mark.gold}
        return not looks & self.hidden

    def touching(self, position: int) -> list[Mark]:
        """The marks that are drawn over a code point or at it."""
        return [one for one in self._spans.touching(position, position) if self.shows(one)]

    def rooms_of(self, block: QTextBlock) -> list[LabelRoom]:
        """What is set otherwise in a paragraph because of its marks."""
        if block.length() <= 1:  # it has no letters
            return []
        tagged = [] if "tags" in self.hidden else [one for one in self._in(block) if _has_tag(one)]
        return self._rooms.of(block, [(*self.span_of(one), tag_of(one)) for one in tagged], self._asides)

    def greyed(self, block: QTextBlock, colour: QColor) -> list[QTextLayout.FormatRange]:
        """The masked words of a paragraph, in a colour."""
        found = list[QTextLayout.FormatRange]()
        if not self._has_masks:
            return found
        form = QTextCharFormat()
        form.setForeground(colour)
        for one in self._in(block):
            if one.layer.style == "mask" and not one.rejected:
                (start, end), made = self.span_of(one), QTextLayout.FormatRange()
                made.start, made.length, made.format = start - block.position(), end - start, form
                found.append(made)
        return found

    def in_view(self, top: float, height: float) -> list[LanePosition]:
        """The marks between two heights, in lanes. Those that go on far beyond are cut there."""
        first, last = self._layout.between(top, height)
        low, high = self._layout.between(top - BEYOND, height + 2 * BEYOND)
        low = min(self._document.findBlock(low).position(), self._lanes_from(first))
        marks = self._spans.touching(self._offsets.from_unit(low), self._offsets.from_unit(last))
        spans = [(one, *self.span_of(one)) for one in marks if self.shows(one)]
        placed = [LanePosition(one, max(start, low), min(end, high)) for one, start, end in spans]
        return visible(with_lanes(self._document, placed), first, last)

    def strip_of(self, mark: Mark, top: float, height: float) -> tuple[float, float]:
        """Between which heights a mark is drawn, as far as it is between two others; nothing where it is not."""
        (first, last), (start, end) = self._layout.between(top, height), self.span_of(mark)
        if end < first or start > last:
            return top, top
        begin = line_of(self._document, start)[0] - REACH if start >= first else top
        stop = line_of(self._document, end - 1)[1] + REACH if end <= last else top + height
        bars = sum(one.mark.layer.style == "bar" for one in self.in_view(top, height))
        return begin, max(stop, begin + 2 * REACH + NUMBER * bars)  # a number may be pushed down by others

    def near(self, placed: list[LanePosition], top: float, height: float) -> list[LanePosition]:
        """The marks that may be drawn between two heights, and all bars: their numbers keep clear of each other."""
        first, last = self._layout.between(top - REACH, height + 2 * REACH)
        return [one for one in placed if one.mark.layer.style == "bar" or one.start <= last and one.end >= first]

    def at(self, point: QPointF, placed: list[LanePosition]) -> list[Mark]:
        """Those of some marks that are drawn at a point of the document, the shortest first."""
        hit = [
            one.mark
            for one in placed
            if any(rect.adjusted(-2, -2, 2, 6).contains(point) for rect in segments(self._document, one.start, one.end))
        ]
        return sorted(hit, key=lambda mark: mark.end - mark.start)

    def _lanes_from(self, position: int) -> int:
        """The start of a paragraph before a position over which no mark goes, where there is one near."""
        block = self._document.findBlock(position)
        while block.position() > max(position - BACK, 0) and self._spans.goes_over(
            self._offsets.from_unit(block.position())
        ):
            block = block.previous()
        return block.position()

    def _in(self, block: QTextBlock) -> list[Mark]:
        to_code_point = self._offsets.from_unit
        first, last = to_code_point(block.position()), to_code_point(block.position() + block.length() - 1)
        return [one for one in self._spans.touching(first, last) if self.shows(one)]

    def span_of(self, mark: Mark) -> tuple[int, int]:
        """Where a mark starts and ends in the document."""
        return self._offsets.start_unit(mark.start), self._offsets.to_unit(mark.end)


def _has_tag(mark: Mark) -> bool:
    return mark.layer.style == "tint" and bool(mark.tag) and not mark.rejected
