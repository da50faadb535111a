"""The history pane: what was done, when and by whom, and what restoring a state would change."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.keymap import fixed_key
from desktop.plain import Label, tip
from desktop.roles import HistoryRole
from desktop.theme import LIGHT, Theme
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.row_paint import ground, line, small

ROW = 46
HEIGHT = 330  # at least, to see some steps below the inspector
Index = QModelIndex | QPersistentModelIndex


class HistoryView(QWidget):
    """Shows a model with the roles of `HistoryRole`; tells which step is looked at and which one to go back to."""

    scope_chosen = Signal(bool)  # whether the history of the whole project is wanted
    looked_at = Signal(int)  # row
    restore_wanted = Signal(int)  # row
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(230, HEIGHT)
        self._list = named(RowList(ROW), self.tr("History"))
        self._rows = _Rows(self._list)
        self._list.setItemDelegate(self._rows)
        self._list.installEventFilter(self)
        self._list.doubleClicked.connect(lambda index: self.restore_wanted.emit(index.row()))
        self._told = Label(wordWrap=True)
        self._told.setProperty("role", "muted")
        self._restore = named(QPushButton(self.tr("Go back")), self.tr("Restore this state"))
        words = self.tr("Press {} to restore this state. You can undo it.")
        self._restore.setToolTip(tip(words.format(fixed_key("Enter"))))
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self._list.currentIndex().row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(8)
        layout.addLayout(self._scopes())
        layout.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._told, 1)
        foot.addWidget(self._restore)
        layout.addLayout(foot)
        self.show_difference("", able=False)

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model of steps."""
        self._list.setModel(model)
        self._list.selectionModel().currentChanged.connect(lambda now, _: self.looked_at.emit(now.row()))

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._rows.theme = theme
        for chip in self._group.buttons():
            assert isinstance(chip, Chip)
            chip.set_theme(theme)
        self._list.viewport().update()

    def show_difference(self, words: str, *, able: bool) -> None:
        """Say what going back to the chosen step would do."""
        self._told.setText(words)
        self._restore.setEnabled(able)

    def begin(self) -> None:
        """Give the keyboard to the list, its first step chosen."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self._list.currentIndex().isValid() and self._list.model():
            self._list.setCurrentIndex(self._list.model().index(0, 0))

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Let Enter go back to a step, and Esc to the article."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self.left.emit()
                elif self._restore.isEnabled():
                    self.restore_wanted.emit(self._list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)

    def _scopes(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        for number, title in enumerate((self.tr("This article"), self.tr("Project"))):
            chip = Chip(title)
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            self._group.addButton(chip, number)
            layout.addWidget(chip)
        layout.addStretch()
        self._group.idClicked.connect(lambda number: self.scope_chosen.emit(number == 1))
        return layout


class _Rows(QStyledItemDelegate):
    """Paints a step: what was done, and under it when and by whom; struck when it was taken back."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, flags = self.theme, QRect(option.rect), Qt.AlignmentFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, rect, option.state, theme)
        undone, quiet = bool(index.data(HistoryRole.UNDONE)), bool(index.data(HistoryRole.QUIET))
        usual = QFont(painter.font())
        struck = QFont(usual)
        struck.setStrikeOut(undone)
        text = rect.adjusted(10, 5, -12, -6)
        line(painter, text, index.data(), theme.muted if undone or quiet else theme.text, struck)
        line(painter, text, index.data(HistoryRole.BY), theme.muted, small(usual), flags.AlignBottom)
        painter.restore()
