"""Tiles: large buttons with a title and an explanation."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.theme import LIGHT, Theme

PADDING = 14
RADIUS = 9


class Tile(QAbstractButton):
    """A button as wide as there is room; `primary` ones are filled."""

    def __init__(self, title: str, words: str, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._primary = words, primary
        self._theme: Theme = LIGHT
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def setText(self, text: str) -> None:
        """Show words as they are: an & in them makes no key that presses the button."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """As high as both lines."""
        lines = QFontMetrics(self._title_font()).height() + QFontMetrics(self.font()).height()
        return QSize(180, lines + 2 * PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.accent if self.hasFocus() or self._primary else theme.muted if self.underMouse() else theme.border
        painter.setPen(QPen(QColor(edge), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(theme.accent if self._primary else theme.raised))
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if self._primary and self.hasFocus():
            painter.setPen(QPen(QColor(theme.on_accent), 1.0))
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)
        inside = rect.adjusted(PADDING, PADDING - 2, -PADDING, -PADDING + 2)
        painter.setFont(self._title_font())
        painter.setPen(QColor(theme.on_accent if self._primary else theme.text))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(inside, flags, self._elided(painter, self.text(), inside.width()))
        painter.setFont(self.font())
        painter.setPen(QColor(theme.on_accent if self._primary else theme.muted))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        painter.drawText(inside, flags, self._elided(painter, self._words, inside.width()))

    def _elided(self, painter: QPainter, words: str, width: float) -> str:
        return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, int(width))

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 1.08)
        return font
