"""Marks as tints under their words, each with a small label where its words end."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument

from annotations.model import AnnotationId
from desktop.marks import Mark
from desktop.theme import Theme, mixed
from desktop.views.article.directions import edges_on, is_free, is_mixed, kinds_of, reads_from_right, sign_of
from desktop.views.article.label_room import TAG_PADDING, tag_font, tag_width
from desktop.views.article.lanes import LanePosition
from desktop.views.article.span_rectangles import segments

GOLD = "★"
RADIUS = 4.0
LONGEST_TAG = 24  # characters
ABOVE = 10.0  # pixels over a line for a label that has no room in it


class TagLabel(NamedTuple):
    """Where the label of a mark is written, and whether that is beside its words or above them."""

    room: QRectF
    beside: bool


class Tints:
    """Paints tints on a document; without labels when these are switched off."""

    def __init__(
        self,
        painter: QPainter,
        document: QTextDocument,
        theme: Theme,
        focused: AnnotationId | None,
        *,
        with_tags: bool,
    ) -> None:
        self._painter, self._document, self._theme, self._focused = painter, document, theme, focused
        self._font, self._with_tags = tag_font(document.defaultFont()), with_tags
        self._known: dict[AnnotationId, tuple[list[QRectF], TagLabel | None]] = {}

    def paint(self, one: LanePosition) -> None:
        """Paint what lies under the words; what was rejected is struck out."""
        mark, ink, painter = one.mark, self._theme.ink(one.mark.colour), self._painter
        rects, _ = self._places(one)
        if mark.rejected:
            self._strike(rects)
            return
        painter.setBrush(self._theme.tint(mark.colour, 0.6 if mark.suggested else 1.0))
        painter.setPen(QPen(QColor(self._theme.accent), 1.6) if mark.id == self._focused else Qt.PenStyle.NoPen)
        if mark.gold:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1.2))
        boxes = [rect.adjusted(-1.5, -1.0, 0.5, 1.5) for rect in rects]
        for box in boxes:
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if mark.suggested:
            painter.setPen(QPen(mixed(QColor(self._theme.surface), ink, 0.7), 1.0, Qt.PenStyle.DashLine))
            for box in boxes:
                painter.drawLine(box.bottomLeft() + QPointF(2, 0), box.bottomRight() - QPointF(2, 0))

    def paint_over(self, one: LanePosition) -> None:
        """The label of a tint, and an underline where others lie in the same words: no other tint may hide them."""
        mark, painter, (rects, label) = one.mark, self._painter, self._places(one)
        ink = self._theme.ink(mark.colour)
        if one.lanes > 1:
            painter.setPen(QPen(ink, 1.6, Qt.PenStyle.DashLine if mark.suggested else Qt.PenStyle.SolidLine))
            for rect in rects:
                y = rect.bottom() + 1.5 + 2.6 * (one.lane % 4)
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        if label:
            painter.setFont(self._font)
            painter.setPen(ink)
            side = Qt.AlignmentFlag.AlignHCenter if label.beside else Qt.AlignmentFlag.AlignLeft
            painter.drawText(label.room, int(side | Qt.AlignmentFlag.AlignVCenter), tag_of(mark))

    def _places(self, one: LanePosition) -> tuple[list[QRectF], TagLabel | None]:
        """The rectangles of a tint, with the room for its label, and the label's place."""
        if one.mark.id not in self._known:
            rects, mark = list(segments(self._document, one.start, one.end)), one.mark
            tagged = rects and mark.tag and self._with_tags and not mark.rejected
            label = self._label(one, tag_width(self._font, tag_of(mark))) if tagged else None
            if label and label.beside:
                rects = _with_room(rects, label.room)
            self._known[one.mark.id] = rects, label
        return self._known[one.mark.id]

    def _label(self, one: LanePosition, width: float) -> TagLabel | None:
        block = self._document.findBlock(one.end - 1)
        begin, end = block.position(), one.end - block.position()
        line = block.layout().lineForTextPosition(end - 1)
        if not line.isValid():
            return None
        first = max(one.start - begin, line.textStart())
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        top, height, backwards = origin.y() + line.y(), line.ascent() + line.descent(), reads_from_right(block)
        if not is_mixed(block):
            right = origin.x() + float(line.cursorToX(end)[0])  # type: ignore[index]
            return TagLabel(QRectF(right - width, top + 1, width, height), True)
        kinds = kinds_of(block.text())
        side, _ = sign_of(kinds, max(one.start - begin, 0), end, right_to_left=backwards)
        last = _last_part(kinds, first, end)
        parts = edges_on(line, last, end) or [(0.0, 0.0)]
        left, right = (parts[-1][1], parts[-1][1] + width) if side == "right" else (parts[0][0] - width, parts[0][0])
        inside = origin.x() + left > 0 and (backwards or left > line.naturalTextRect().left() - TAG_PADDING)
        if inside and is_free(line, left, right):
            return TagLabel(QRectF(origin.x() + left, top + 1, width, height), True)
        return TagLabel(QRectF(origin.x() + parts[0][0], top - ABOVE, width, ABOVE), False)

    def _strike(self, rects: Sequence[QRectF]) -> None:
        self._painter.setPen(QPen(QColor(self._theme.muted), 1.2))
        for rect in rects:
            y = rect.center().y() + 2
            self._painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def tag_of(mark: Mark) -> str:
    """The small words behind a mark; a long name is shortened, and told in whole by the card about the mark."""
    tag = mark.tag if len(mark.tag) <= LONGEST_TAG else f"{mark.tag[: LONGEST_TAG - 1].rstrip()}…"
    return f"{GOLD} {tag}" if mark.gold else tag


def _last_part(kinds: str, start: int, end: int) -> int:
    """Where the last letter of a span begins, or its last figures."""
    match = re.search(r"N(?:[N-]*N)?\Z", kinds[start:end])
    return start + match.start() if match else end - 1


def _with_room(rects: list[QRectF], room: QRectF) -> list[QRectF]:
    """The rectangles, the one beside the room with it."""
    for number, rect in enumerate(rects):
        touches = min(abs(rect.right() - room.left()), abs(room.right() - rect.left())) < 2
        if touches and abs(rect.top() - room.top()) < 3:
            return [
                *rects[:number],
                rect.united(QRectF(room.left(), rect.top(), room.width(), 1)),
                *rects[number + 1 :],
            ]
    return rects
