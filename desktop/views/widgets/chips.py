"""Chips: small buttons with a glyph, a name and the key that presses them; and a layout that wraps them."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop.theme import LIGHT, Theme

HEIGHT = 26
PADDING = 9
GAP = 5
LEAST = 60
PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chip(QAbstractButton):
    """A choice. `hue` colours its glyph and its fill when it is chosen."""

    entered = Signal()

    def __init__(
        self, title: str, key: str = "", glyph: str = "", hue: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._key, self._glyph, self._hue = key, glyph, hue
        self._theme: Theme = LIGHT

    def setText(self, text: str) -> None:
        """Show words as they are: an & in them makes no key that presses the button."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.update()

    def show_key(self, key: str) -> None:
        """Show the key that presses the chip."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as glyph, name and key together."""
        metrics, small = QFontMetrics(self.font()), QFontMetrics(self._small())
        width = metrics.horizontalAdvance(self.text()) + 2 * PADDING
        width += metrics.horizontalAdvance(self._glyph) + GAP if self._glyph else 0
        width += small.horizontalAdvance(self._key) + GAP if self._key else 0
        return QSize(width, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As narrow as there is room: the name is shortened then, and told in whole by the tool tip."""
        return QSize(min(LEAST, self.sizeHint().width()), HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys that press a chip from being taken as shortcuts while it has the keyboard.

        Only the chip with the keyboard looks at its events: a scheme may have hundreds, and a theme sends each dozens.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in PRESSING:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the chip with Enter as with the space bar."""
        if event.key() in PRESSING and event.key() != Qt.Key.Key_Space:
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came, as the pointer does."""
        super().focusInEvent(event)
        self.installEventFilter(self)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look at no more events."""
        super().focusOutEvent(event)
        self.removeEventFilter(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came, so that the guideline can follow."""
        super().enterEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        fill = (theme.tint(self._hue, 1.4) if self._hue else QColor(theme.accent)) if chosen else QColor(theme.raised)
        ink = (QColor(theme.text) if self._hue else QColor(theme.on_accent)) if chosen else QColor(theme.text)
        edge = QColor(
            theme.accent
            if self.hasFocus() or (chosen and not self._hue)
            else theme.muted
            if self.underMouse()
            else theme.border
        )
        if chosen and self._hue:
            edge = theme.ink(self._hue)
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(fill)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, 6, 6)
        left = rect.adjusted(PADDING - 1, 0, 0, 0)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if self._glyph:
            painter.setPen(ink if chosen else theme.ink(self._hue))
            painter.drawText(left, flags, self._glyph)
            left.adjust(painter.fontMetrics().horizontalAdvance(self._glyph) + GAP, 0, 0, 0)
        painter.setPen(ink)
        key_width = QFontMetrics(self._small()).horizontalAdvance(self._key) + GAP if self._key else 0
        room = int(rect.right() - PADDING + 2 - left.left()) - key_width
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, flags, words)
        painter.setFont(self._small())
        painter.setPen(ink if chosen else QColor(theme.muted))
        painter.drawText(
            rect.adjusted(0, 0, -PADDING + 1, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            self._key,
        )

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        return font


class FlowLayout(QLayout):
    """Puts items side by side and starts a new line when one is full."""

    def __init__(self, spacing: int = 5) -> None:
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: Qt asks dozens of times for one change
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def invalidate(self) -> None:
        """Forget sizes: an item has another one."""
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item behind the others."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Yes: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into a rectangle."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            hint.setWidth(max(min(hint.width(), rect.width()), item.minimumSize().width()))
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, height = rect.x(), y + height + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x, height = x + hint.width() + self.spacing(), max(height, hint.height())
        return y + height - rect.y()
