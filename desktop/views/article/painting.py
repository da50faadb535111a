"""Paints marks: tints with tags, underlines, margin bars, caret and hints. Only the visible part."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from annotations.model import AnnotationId
from desktop.marks import Mark
from desktop.theme import Theme, mixed
from desktop.views.article.label_room import tag_font
from desktop.views.article.lanes import LanePosition
from desktop.views.article.span_rectangles import bounds, segments
from desktop.views.article.tints import GOLD, RADIUS, Tints

BAR = 4.0
MARGIN = 16.0  # between the text and the innermost bar
LINE_GAP = 9.0


class Painting:
    """Paints marks on a document; the painter is moved so that document coordinates can be used."""

    def __init__(
        self,
        painter: QPainter,
        document: QTextDocument,
        theme: Theme,
        focused: AnnotationId | None,
        *,
        right_to_left: bool = False,
        with_tags: bool = True,
    ) -> None:
        self._painter, self._document, self._theme, self._focused = painter, document, theme, focused
        self._tag_font = tag_font(document.defaultFont())
        frame = document.rootFrame().frameFormat()
        self._left, self._right = frame.leftMargin(), document.textWidth() - frame.rightMargin()
        self._mirrored = right_to_left
        self._tints = Tints(painter, document, theme, focused, with_tags=with_tags)
        self._numbers: list[float] = []

    def source_line(self, words: str) -> None:
        """Write the line under the headline."""
        headline = self._document.documentLayout().blockBoundingRect(self._document.begin())
        font = QFont()
        font.setPointSizeF(max(self._document.defaultFont().pointSizeF() * 0.76, 8.5))
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._theme.muted))
        room = QRectF(self._left, headline.bottom() + 5, self._right - self._left, 20)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        self._painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def marks(self, placed: Sequence[LanePosition]) -> None:
        """Paint what lies under the text, the focused mark first."""
        for one in placed:
            if one.mark.id == self._focused and one.mark.layer.style == "bar":
                self._focus(one)
        for one in placed:
            if one.mark.layer.style == "tint":
                self._tints.paint(one)
            elif one.mark.layer.style == "bar":
                self._bar(one)
        for one in placed:
            if one.mark.layer.style == "tint" and not one.mark.rejected:
                self._tints.paint_over(one)

    def hits(self, spans: Sequence[tuple[int, int, bool]], first: int, last: int) -> None:
        """Mark hits of a search between two positions; the current one stands out."""
        theme, painter = self._theme, self._painter
        for start, end, current in spans:
            if end < first or start > last:
                continue
            painter.setPen(QPen(QColor(theme.accent) if current else theme.ink("yellow"), 2.0 if current else 1.0))
            painter.setBrush(theme.hit)
            for rect in segments(self._document, start, end):
                painter.drawRoundedRect(rect.adjusted(-1.5, 0.5, 1.5, 0.5), 3, 3)

    def _focus(self, one: LanePosition) -> None:
        colour = mixed(QColor(self._theme.surface), QColor(self._theme.accent), 0.13)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for rect in segments(self._document, one.start, one.end):
            self._painter.drawRoundedRect(rect.adjusted(-2, -4, 2, 6), RADIUS, RADIUS)

    def _bar(self, one: LanePosition) -> None:
        mark, focused = one.mark, one.mark.id == self._focused
        ink = QColor(self._theme.accent) if focused else self._theme.ink(mark.colour)
        style = Qt.PenStyle.DashLine if mark.suggested else Qt.PenStyle.SolidLine
        quiet = mark.suggested and not focused  # there are many, and the text is to be read
        line = mixed(QColor(self._theme.surface), ink, 0.6) if quiet else ink
        self._painter.setPen(QPen(line, 2.0 if focused else 1.3, style))
        rects = list(segments(self._document, one.start, one.end))
        for rect in rects:
            y = rect.bottom() + 2.5 + 2.5 * (one.lane % 4)
            self._painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            if mark.gold:
                self._painter.drawLine(QPointF(rect.left(), y + 2.2), QPointF(rect.right(), y + 2.2))
        if not rects:
            return
        x = self._beside(MARGIN + one.away)
        self._painter.setPen(QPen(ink, BAR if focused else 2.6, style, Qt.PenCapStyle.FlatCap))
        self._painter.drawLine(QPointF(x, rects[0].top()), QPointF(x, rects[-1].bottom() + 3))
        self._number(mark, self._beside(MARGIN + one.beyond), rects[0].top(), ink)

    def _beside(self, away: float) -> float:
        return self._right + away if self._mirrored else self._left - away

    def _number(self, mark: Mark, x: float, top: float, ink: QColor) -> None:
        """The number and glyph beside all bars, a line lower when there is one already."""
        while any(abs(top - other) < 13 for other in self._numbers):
            top += 13
        self._numbers.append(top)
        font = QFont(self._tag_font)
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(self._tag_font.pointSizeF() + 1.0)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        number = GOLD if mark.gold else f"{mark.number}"
        words = f"{number} {mark.glyph}" if mark.glyph else number if mark.complete else f"{number} ·"
        side = Qt.AlignmentFlag.AlignLeft if self._mirrored else Qt.AlignmentFlag.AlignRight
        room = QRectF(x + 6 if self._mirrored else x - 66, top + 1, 60, 20)
        self._painter.drawText(room, int(side | Qt.AlignmentFlag.AlignTop), words)

    def link(self, one: LanePosition, role: str) -> None:
        """Show where a link of the focused mark goes: a frame with the role above it."""
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        rects = list(segments(self._document, one.start, one.end))
        for rect in rects:
            outline.addRect(rect.adjusted(-3, -2, 2, 2.5 if rect is rects[-1] else LINE_GAP))
        accent = QColor(self._theme.accent)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(accent, 1.4))
        if len(rects) == 1:
            self._painter.drawRoundedRect(outline.boundingRect(), RADIUS, RADIUS)
        else:
            self._painter.drawPath(outline.simplified())
        if rects:
            self._badge(rects[0].topLeft() + QPointF(-3, 0), role, accent, QColor(self._theme.on_accent), small=True)

    def member(self, one: LanePosition, name: str) -> None:
        """Show that a mark belongs with the focused one: a thin frame, on that one with the full name above it."""
        accent = QColor(self._theme.accent)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(accent, 1.2, Qt.PenStyle.SolidLine))
        rects = list(segments(self._document, one.start, one.end))
        for rect in rects:
            self._painter.drawRoundedRect(rect.adjusted(-2.5, -2, 1.5, 2.5), RADIUS, RADIUS)
        if rects and name:
            place = rects[0].topLeft() + QPointF(-2.5, -1)
            self._badge(place, name, accent, QColor(self._theme.on_accent), small=True)

    def hint(self, one: LanePosition, letters: str) -> None:
        """Show the letters to type for a mark, on its first corner."""
        rect = bounds(self._document, one.start, one.end)
        self._badge(QPointF(rect.left() - 4, rect.top() + 5), letters.upper(), QColor("#f2c94c"), QColor("#1b1e22"))

    def _badge(self, bottom_left: QPointF, words: str, fill: QColor, ink: QColor, *, small: bool = False) -> None:
        font = QFont(self._tag_font)
        font.setPointSizeF(self._tag_font.pointSizeF() + (-0.6 if small else 1.5))
        font.setWeight(QFont.Weight.DemiBold if small else QFont.Weight.Bold)
        self._painter.setFont(font)
        metrics = self._painter.fontMetrics()
        height = metrics.capHeight() + (4 if small else 7)
        rect = QRectF(bottom_left.x(), bottom_left.y() - height, metrics.horizontalAdvance(words) + 8, height)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        self._painter.drawRoundedRect(rect, 3, 3)
        self._painter.setPen(ink)
        middle = rect.center().y() + metrics.capHeight() / 2
        self._painter.drawText(QPointF(rect.left() + 4, middle), words)

    def caret(self, rect: QRectF, *, active: bool) -> None:
        """Paint the caret; thin when the article does not have the keyboard."""
        self._painter.fillRect(
            QRectF(rect.left() - 0.5, rect.top(), 2.0 if active else 1.0, rect.height()), QColor(self._theme.accent)
        )


def greyed(document: QTextDocument, spans: Sequence[tuple[int, int]], theme: Theme) -> list[QTextEdit.ExtraSelection]:
    """Spans of a document in the colour of what matters less."""
    found = []
    for start, end in spans:
        selection, cursor = QTextEdit.ExtraSelection(), QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setForeground(QColor(theme.muted))
        found.append(selection)
    return found


def visible(placed: Sequence[LanePosition], first: int, last: int) -> list[LanePosition]:
    """The marks that reach into a range of the document."""
    return [one for one in placed if one.start <= last and one.end >= first]
