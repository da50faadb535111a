"""All notes, questions, doubts and bookmarks in one list."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.keymap import fixed_key
from desktop.plain import Label, LineEdit
from desktop.theme import Theme
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.row_paint import ground, line, small, strong

SIZE = 720, 520
ROW = 50
KIND_WIDTH = 96
QUOTE_SHOWN = 90
LINE, KIND = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class NoteLine(NamedTuple):
    """A remark in words: of which kind, what it says, on which words of which article."""

    kind: str
    said: str
    quote: str
    title: str


class NotesDialog(QDialog):
    """Lists remarks; a chip shows one kind of them, typed words those that have them, Enter goes to one."""

    chosen = Signal(int)  # which of the remarks

    def __init__(
        self, found: Sequence[NoteLine], kinds: Mapping[str, str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remarks"))
        self.setAccessibleName(self.windowTitle())
        self.resize(*SIZE)
        self._found, self._kinds, self._kind = found, kinds, ""
        self._line = named(LineEdit(), self.tr("Search notes"))
        self._line.setPlaceholderText(self.tr("Text in a note, a mark or a title"))
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._fill)
        self._list = named(QListWidget(), self.tr("Remarks"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows(theme, self._list)
        self._list.setItemDelegate(self._rows)
        self._list.setUniformItemSizes(True)
        self._list.itemClicked.connect(lambda _: self._choose())
        self._told = Label()
        self._told.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._line)
        layout.addLayout(self._chips(theme))
        layout.addWidget(self._list, 1)
        layout.addWidget(self._told)
        self._fill()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter in the line work on the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key()), 0
            )
            if step:
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _chips(self, theme: Theme) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(5)
        self._group = QButtonGroup(self)
        for name, words in {"": self.tr("All"), **self._kinds}.items():
            count = sum(one.kind == name for one in self._found) if name else len(self._found)
            chip = Chip(f"{words} {count}")
            chip.setObjectName(name)
            chip.setCheckable(True)
            chip.setChecked(not name)
            chip.set_theme(theme)
            self._group.addButton(chip)
            layout.addWidget(chip)
        layout.addStretch()
        self._group.buttonClicked.connect(self._on_kind)
        return layout

    def _on_kind(self, chip: Chip) -> None:
        self._kind = chip.objectName()
        self._fill()
        self._line.setFocus()

    def _fill(self) -> None:
        words = self._line.text().casefold()
        self._list.clear()
        for number, one in enumerate(self._found):
            text = self._text(one)
            if (not self._kind or one.kind == self._kind) and words in text.casefold():
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, number)
                item.setData(LINE, one)
                item.setData(KIND, self._kinds[one.kind])
                self._list.addItem(item)
        self._list.setCurrentRow(0)
        nothing = self.tr("No matches.") if self._found else self.tr("There are no notes, questions or bookmarks yet.")
        self._told.setText(
            self.tr("Press {} to go there.").format(fixed_key("Enter")) if self._list.count() else nothing
        )

    def _text(self, one: NoteLine) -> str:
        quote = " ".join(one.quote.split())
        quote = quote if len(quote) <= QUOTE_SHOWN else f"{quote[:QUOTE_SHOWN].rstrip()}…"
        said = f"{self._kinds[one.kind]}: {one.said}" if one.said else self._kinds[one.kind]
        return "\n".join(filter(None, (said, f"“{quote}”" if quote else "", one.title)))

    def _choose(self) -> None:
        item = self._list.currentItem()
        if item:
            self.accept()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _Rows(QStyledItemDelegate):
    """Paints a remark: its kind, what it says, and under it the words and the article."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, one = self._theme, QRect(option.rect), index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, rect, option.state, theme, focused=True)
        text, usual = rect.adjusted(12, 7, -12, -7), QFont(painter.font())
        line(painter, text, index.data(KIND), theme.text, strong(usual))
        right = text.adjusted(KIND_WIDTH, 0, 0, 0)
        quote = f"“{' '.join(one.quote.split())}”" if one.quote else ""
        line(painter, right, one.said or quote or one.title, theme.text, usual)
        below = "  ·  ".join(filter(None, (quote if one.said else "", one.title if one.said or quote else "")))
        line(painter, right, below, theme.muted, small(usual), Qt.AlignmentFlag.AlignBottom)
        painter.restore()
