"""The article with a lane for each annotator beneath every line that somebody marked."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QWidget

from desktop.comparison import Comparison, Spot, without_mark
from desktop.theme import LIGHT, Theme, mixed
from desktop.views.article.article_text import ArticleText
from desktop.views.article.label_room import tag_font
from desktop.views.article.span_rectangles import segments
from desktop.views.compare.strips import Strips

LANE = 17.0
GAP = 2.0
NAME_ROOM = 70.0


class LanesBelow(ArticleText):
    """Shows the text once and the marks of all in lanes under it. Positions are code points."""

    spot_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article with a lane for each annotator"))
        self._theme: Theme = LIGHT
        self._shown: Comparison | None = None
        self._spots: list[tuple[int, Spot, int, int]] = []  # number, spot, start and end in the document
        self._current = -1

    def show_comparison(self, shown: Comparison, chosen: Sequence[int], current: int) -> None:
        """Show an article with those of its spots that are chosen, by number."""
        same = self._shown is not None and self._shown.article == shown.article
        top = self.verticalScrollBar().value()
        self._shown, self._current = shown, current
        if not same:
            self.show_text(shown.article.text, has_source=False)
        to_unit = self._offsets.to_unit
        spots = [(number, shown.spots[number]) for number in chosen]
        self._spots = [(n, s, to_unit(s.start), to_unit(s.end or 0)) for n, s in spots if s.start is not None]
        self._lay_out()
        self._settle(top if same else 0)
        self.viewport().update()

    def show_current(self, number: int) -> None:
        """Mark a spot as the one that is looked at, and bring it into view."""
        self._current = number
        spot = self._shown.spots[number] if self._shown and 0 <= number < len(self._shown.spots) else None
        if spot and spot.start is not None:
            self.reveal(spot.start, spot.end or spot.start + 1)
        elif spot:
            self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.use_colours(theme)
        self.viewport().update()

    # -- where things are

    def _lay_out(self) -> None:
        super()._lay_out()
        if not self._shown:
            return
        room = LANE * len(self._shown.lanes) + 12
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for block in self._marked_blocks():
            form = QTextBlockFormat(block.blockFormat())
            form.setLineHeight(room, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
        cursor.endEditBlock()

    def _marked_blocks(self) -> list[QTextBlock]:
        found = {}
        for _, _, start, end in self._spots:
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                found[block.blockNumber()] = block
                block = block.next()
        return list(found.values())

    def _lane_rect(self, segment: QRectF, lane: int) -> QRectF:
        return QRectF(segment.left() - 1, segment.bottom() + 4 + LANE * lane, segment.width() + 2, LANE - GAP)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is looked at, the text, and the lanes."""
        painter = self._painter()
        self._paint_current(painter)
        painter.end()
        super().paintEvent(event)
        if self._shown:
            painter = self._painter()
            self._paint_lanes(painter)
            painter.end()

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        return painter

    def _paint_current(self, painter: QPainter) -> None:
        surface = QColor(self._theme.surface)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, spot, start, end in self._in_view():
            if spot.quiet:
                continue
            strong = number == self._current
            colour = QColor(self._theme.accent if strong else self._theme.warning)
            painter.setBrush(mixed(surface, colour, 0.22 if strong else 0.1))
            for rect in segments(self.document(), start, end):
                painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 1), 3, 3)

    def _paint_lanes(self, painter: QPainter) -> None:
        assert self._shown
        strips = Strips(painter, self._theme, tag_font(self.document().defaultFont()))
        in_view = sorted(self._in_view(), key=lambda one: one[2] - one[3])  # the longest first, under the others
        self._paint_names(painter)
        for number, spot, start, end in in_view:
            current = number == self._current
            lines = segments(self.document(), start, end)
            for lane in sorted({lane for rect in lines for lane in self._lanes_in_view(rect.bottom())}):
                mark = spot.marks[lane]
                if mark is not None:
                    begin, stop = self._offsets.to_unit(mark.start), self._offsets.to_unit(mark.end)
                    for place, rect in enumerate(segments(self.document(), begin, stop)):
                        strips.mark(self._lane_rect(rect, lane), spot, mark, first=place == 0, current=current)
                elif without_mark(spot, lane, finished=self._shown.lanes[lane].finished):
                    for rect in lines:
                        strips.missing(self._lane_rect(rect, lane), current=current)

    def _paint_names(self, painter: QPainter) -> None:
        """Write whose lane it is beside each line that has lanes."""
        assert self._shown
        font = QFont(tag_font(self.document().defaultFont()))
        painter.setFont(font)
        left = self.document().rootFrame().frameFormat().leftMargin()
        for top in self._lined():
            for lane in self._lanes_in_view(top):
                one = self._shown.lanes[lane]
                rect = QRectF(left - NAME_ROOM - 8, top + 4 + LANE * lane, NAME_ROOM, LANE - GAP)
                painter.setPen(self._theme.ink(one.hue))
                words = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, int(NAME_ROOM))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
                line = rect.bottom() + GAP / 2
                painter.setPen(mixed(QColor(self._theme.surface), QColor(self._theme.border), 0.6))
                right = self.document().textWidth() - self.document().rootFrame().frameFormat().rightMargin()
                painter.drawLine(int(left), int(line), int(right), int(line))

    def _lanes_in_view(self, below: float) -> range:
        """The lanes that can be seen under a line of text; `below` is the lower edge of its letters."""
        assert self._shown
        top, lanes = self.verticalScrollBar().value() - below - 4, len(self._shown.lanes)
        first, last = top // LANE, (top + self.viewport().height()) // LANE
        return range(min(max(int(first), 0), lanes), min(max(int(last) + 1, 0), lanes))

    def _lined(self) -> Iterator[float]:
        """Where the lanes begin of each line in view that holds a mark."""
        tops = set()
        layout = self.document().documentLayout()
        for _, _, start, end in self._in_view():
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                origin, offset = layout.blockBoundingRect(block).top(), block.position()
                for index in range(block.layout().lineCount()):
                    line = block.layout().lineAt(index)
                    if _holds(line, start - offset, end - offset):
                        tops.add(origin + line.y() + line.ascent() + line.descent())
                block = block.next()
        yield from sorted(tops)

    def _in_view(self) -> list[tuple[int, Spot, int, int]]:
        top = self.verticalScrollBar().value()
        first, last = self._layout.between(top, self.viewport().height())
        return [one for one in self._spots if one[2] <= last and one[3] >= first]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which spot was clicked, in the text or in a lane."""
        super().mouseReleaseEvent(event)
        point = event.position()
        point.setY(point.y() + self.verticalScrollBar().value())
        lanes = len(self._shown.lanes) if self._shown else 0
        for number, _, start, end in sorted(self._in_view(), key=lambda one: one[3] - one[2]):
            if any(
                rect.adjusted(-2, -2, 2, 6 + LANE * lanes).contains(point)
                for rect in segments(self.document(), start, end)
            ):
                self.spot_clicked.emit(number)
                return


def _holds(line: QTextLine, start: int, end: int) -> bool:
    return line.textStart() < end and start < line.textStart() + line.textLength()
