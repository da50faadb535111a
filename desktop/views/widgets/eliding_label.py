"""A label that shortens long text with “…” and shows all of it in a tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from desktop.plain import Label, tip

LEAST = 40  # pixels


class ElidingLabel(Label):
    """A label of one line."""

    def minimumSizeHint(self) -> QSize:
        """A few letters wide."""
        hint = super().minimumSizeHint()
        return QSize(min(LEAST, hint.width()), hint.height())

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(words)
        self._tell_rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tool tip tell what there is no room for."""
        super().resizeEvent(event)
        self._tell_rest()

    def _tell_rest(self) -> None:
        self.setToolTip(tip(self.text()) if self._cut() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many words as there is room for."""
        if not self._cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        side, palette = int(self.alignment()), self.palette()
        self.style().drawItemText(painter, self.rect(), side, palette, self.isEnabled(), words, self.foregroundRole())

    def _cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()
