"""The key sheet: all keys by group, with a search field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.plain import Label, LineEdit
from desktop.views.inspector.fields import ABSENT
from desktop.views.palette import Entry, matches
from desktop.views.widgets.accessible import named

COLUMN = 360  # pixels that a column should have
SIZE = 1180, 720
KEYS_WIDTH = 120


class KeySheet(QDialog):
    """All keys, each group on a block of its own."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.windowTitle())
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.group, []).append(entry)
        self._blocks = [_Block(group, found) for group, found in groups.items()]
        self._line = named(LineEdit(), self.tr("Search by name or key"))
        self._line.setPlaceholderText(self.tr("Search by name or key…"))
        self._line.textChanged.connect(self._narrow)
        room = parent.screen().availableSize()
        width, height = min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 60)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 12, 14)
        layout.setSpacing(14)
        layout.addWidget(self._line)
        layout.addWidget(self._area(max(width // COLUMN, 1)), 1)
        self.resize(width, height)
        self._line.setFocus()

    def _area(self, count: int) -> QScrollArea:
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 10, 0)
        columns.setSpacing(34)
        for blocks in in_columns(self._blocks, [block.lines for block in self._blocks], count):
            column = QVBoxLayout()
            column.setSpacing(20)
            for block in blocks:
                column.addWidget(block)
            column.addStretch()
            columns.addLayout(column, 1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _narrow(self, typed: str) -> None:
        for block in self._blocks:
            block.narrow(typed)


class _Block(QWidget):
    """The keys of one group."""

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._rows = [(entry, _keys(entry.keys), Label(entry.text, wordWrap=True)) for entry in entries]
        self.lines = len(entries) + 2
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, KEYS_WIDTH)
        grid.setColumnStretch(1, 1)
        head = Label(title)
        head.setProperty("role", "title")
        grid.addWidget(head, 0, 0, 1, 2)
        for row, (_, keys, words) in enumerate(self._rows, 1):
            grid.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)

    def narrow(self, typed: str) -> None:
        """Show what has some letters in their order, or a key."""
        shown = 0
        for entry, keys, words in self._rows:
            fits = matches(typed, entry.text) or typed.casefold() in entry.keys.casefold().split("  ")
            shown += fits
            keys.setVisible(fits)
            words.setVisible(fits)
        self.setVisible(bool(shown))


def _keys(keys: str) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for key in keys.split("  ") if keys else [ABSENT]:
        label = Label(key)
        label.setProperty("role", "key" if keys else "muted")
        layout.addWidget(label)
    layout.addStretch()
    return holder


def in_columns(blocks: Sequence[_Block], sizes: Sequence[int], count: int) -> list[list[_Block]]:
    """Blocks in columns of about the same height, in their order."""
    total, so_far = sum(sizes), 0
    columns: list[list[_Block]] = [[] for _ in range(count)]
    for block, size in zip(blocks, sizes, strict=True):
        columns[min(count - 1, int((so_far + size / 2) * count / max(total, 1)))].append(block)
        so_far += size
    return columns
