"""The command palette and the sheet of keys: every action with its words and keys."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.views.accessible import named
from desktop.views.fields import ABSENT


class Entry(NamedTuple):
    """A line: group, words, keys, and what choosing it does."""

    group: str
    text: str
    keys: str
    run: Callable[[], object] | None = None


class Palette(QDialog):
    """Type some letters of a command; Enter does it."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("All commands"))
        self._entries = [entry for entry in entries if entry.run]
        self._line = named(QLineEdit(), self.tr("Command"))
        self._line.setPlaceholderText(self.tr("Type a command…"))
        self._list = named(QListWidget(), self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self._line)
        layout.addWidget(self._list)
        self.resize(520, 380)
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
        for entry in sorted(
            (e for e in self._entries if matches(typed, e.text)), key=lambda e: typed.lower() not in e.text.lower()
        ):
            item = QListWidgetItem(f"{entry.text}    {entry.keys}")
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _run(self) -> None:
        item = self._list.currentItem()
        self.accept()
        if item:
            entry: Entry = item.data(Qt.ItemDataRole.UserRole)
            if entry.run:
                entry.run()


def matches(typed: str, text: str) -> bool:
    """Whether the typed letters occur in a text in their order.

    >>> matches("nxa", "Next article"), matches("xn", "Next article")
    (True, False)
    """
    letters = iter(text.lower())
    return all(letter in letters for letter in typed.lower().replace(" ", ""))


class KeySheet(QDialog):
    """All keys on one sheet, by group."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(26)
        grid.setVerticalSpacing(4)
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.group, []).append(entry)
        halves = _halves(groups)
        for column, half in enumerate(halves):
            row = 0
            for group in half:
                head = QLabel(group)
                head.setProperty("role", "title")
                grid.addWidget(head, row, column * 2, 1, 2)
                row += 1
                for entry in groups[group]:
                    keys = QLabel(entry.keys or ABSENT)
                    keys.setProperty("role", "muted")
                    grid.addWidget(keys, row, column * 2)
                    grid.addWidget(QLabel(entry.text), row, column * 2 + 1)
                    row += 1
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        self.resize(860, 620)


def _halves(groups: dict[str, list[Entry]]) -> list[list[str]]:
    """The groups in two columns of about the same height, in their order."""
    total, so_far = sum(len(entries) + 1 for entries in groups.values()), 0
    halves: list[list[str]] = [[], []]
    for group, entries in groups.items():
        halves[so_far * 2 >= total].append(group)
        so_far += len(entries) + 1
    return halves
