"""The list of the article's bars (claims) in the inspector."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations.model import AnnotationId
from desktop.marks import Mark
from desktop.theme import LIGHT, Theme, mixed

ROW = 24


class MarksList(QWidget):
    """One line for each mark: number, glyph, quote; those that lack a required choice are dotted."""

    mark_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Marks of this article"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._marks: Sequence[Mark] = ()
        self._focused: AnnotationId | None = None
        self._theme: Theme = LIGHT

    def show_marks(self, marks: Sequence[Mark], focused: AnnotationId | None) -> None:
        """Show marks in reading order."""
        if len(marks) != len(self._marks):
            self.setFixedHeight(ROW * len(marks) + 4)
        self._marks, self._focused = marks, focused
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, ROW * len(self._marks) + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which line was pressed."""
        row = int(event.position().y()) // ROW
        if 0 <= row < len(self._marks):
            self.mark_chosen.emit(self._marks[row].id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = event.rect().top() // ROW, event.rect().bottom() // ROW
        for row, mark in enumerate(self._marks[first : last + 1], first):
            self._paint(painter, QRect(0, row * ROW, self.width(), ROW), mark)

    def _paint(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        theme, flags = self._theme, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if mark.id == self._focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(QColor(theme.window), QColor(theme.accent), 0.16))
            painter.drawRoundedRect(rect.adjusted(-4, 0, 0, 0), 5, 5)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect.adjusted(0, 0, 0, 0), flags, str(mark.number))
        painter.setPen(theme.ink(mark.colour))
        painter.drawText(rect.adjusted(24, 0, 0, 0), flags, mark.glyph if mark.complete else mark.glyph + "…")
        painter.setPen(QColor(theme.text if mark.complete else theme.muted))
        text = rect.adjusted(46, 0, -4, 0)
        quote = " ".join(mark.annotation.quote.split())
        painter.drawText(
            text, flags, painter.fontMetrics().elidedText(quote, Qt.TextElideMode.ElideRight, text.width())
        )
