"""The command palette: finds every action by a few letters."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.plain import Label, LineEdit
from desktop.theme import LIGHT, Theme
from desktop.views.widgets.accessible import named
from desktop.views.widgets.row_paint import ground, line, small

SIZE = 620, 440
ROW = 32
PADDING = 11
Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """A line: group, words, keys, what choosing it does, and other words that people look for it by."""

    group: str
    text: str
    keys: str
    run: Callable[[], object] | None = None
    also: str = ""


class Palette(QDialog):
    """Type some letters of a command; Enter does it."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget, theme: Theme = LIGHT) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("All commands"))
        self._entries = [entry for entry in entries if entry.run]
        self._line = named(LineEdit(), self.tr("Command"))
        self._line.setPlaceholderText(self.tr("Type a command…"))
        self._list = named(QListWidget(), self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows(theme, self._list)
        self._list.setItemDelegate(self._rows)
        self._list.setUniformItemSizes(True)
        self._nothing = Label(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing, 1)
        self.resize(*SIZE)
        self._centre(parent)
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list.itemActivated.connect(lambda _: self._run())
        self._list.itemClicked.connect(lambda _: self._run())
        self._line.setFocus()  # a popup is never the active window, which would give it the keyboard
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter in the line work on the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self._list.clear()
        found = ((rank(typed, entry.text, entry.also), entry) for entry in self._entries)
        for _, entry in sorted(((r, e) for r, e in found if r is not None), key=lambda pair: pair[0]):
            item = QListWidgetItem(f"{entry.text}    {entry.keys}")
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(self._list.count() > 0)
        self._nothing.setVisible(not self._list.count())
        self._nothing.setText(self.tr("No command matches “{}”.").format(typed.strip()))

    def _centre(self, parent: QWidget) -> None:
        """Stand in the upper middle of the window, as a popup would stand at its corner."""
        corner = parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, max(parent.height() // 8, 20)))
        self.move(corner)

    def _run(self) -> None:
        item = self._list.currentItem()
        if item is None:
            return
        self.accept()
        entry: Entry = item.data(Qt.ItemDataRole.UserRole)
        if entry.run:
            entry.run()


def rank(typed: str, text: str, also: str = "") -> int | None:
    """How well a text fits what is typed, 0 for best; none when it does not. `also` has other words for the same.

    >>> [rank("next", text) for text in ("Next article", "Go to the next pane", "Annex text", "Undo")]
    [0, 1, 4, None]
    >>> rank("fin", "Search articles", "find look up")
    2
    """
    words, wanted = text.casefold(), typed.casefold().strip()
    if words.startswith(wanted):
        return 0
    if f" {wanted}" in words:
        return 1
    if f" {wanted}" in f" {also.casefold()}":
        return 2
    if wanted in words:
        return 3
    return 4 if matches(typed, text) else None


def matches(typed: str, text: str) -> bool:
    """Whether the typed letters occur in a text in their order.

    >>> matches("nxa", "Next article"), matches("xn", "Next article")
    (True, False)
    """
    letters = iter(text.lower())
    return all(letter in letters for letter in typed.lower().replace(" ", ""))


class _Rows(QStyledItemDelegate):
    """Paints a command: its words, its group, and its keys on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, centre = self._theme, QRect(option.rect), Qt.AlignmentFlag.AlignVCenter
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, rect, option.state, theme, focused=True)
        usual = QFont(painter.font())
        right = rect.right() - PADDING
        for key in reversed(entry.keys.split("  ") if entry.keys else []):
            right = self._key(painter, QRect(rect.left(), rect.top(), right - rect.left(), rect.height()), key, usual)
        text = rect.adjusted(PADDING, 0, right - rect.right() - PADDING, 0)
        width = line(painter, text, entry.text, theme.text, usual, centre)
        line(painter, text.adjusted(width + PADDING, 0, 0, 0), entry.group, theme.muted, small(usual), centre)
        painter.restore()

    def _key(self, painter: QPainter, rect: QRect, key: str, font: QFont) -> int:
        """Paint a key at the right of a rectangle; return where the one before it ends."""
        painter.setFont(small(font))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(key) + 12, metrics.height() + 4
        frame = QRect(rect.right() - width, rect.center().y() - height // 2, width, height)
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), key)
        return frame.left() - 5
