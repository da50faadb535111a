"""The history: what was done when and by whom, and what going back to a moment would bring."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.roles import HistoryRole
from desktop.theme import LIGHT, Theme, mixed
from desktop.views.accessible import named
from desktop.views.chips import Chip
from desktop.views.row_list import RowList

ROW = 46
Index = QModelIndex | QPersistentModelIndex


class HistoryView(QWidget):
    """Shows a model with the roles of `HistoryRole`; tells which step is looked at and which one to go back to."""

    scope_chosen = Signal(bool)  # whether the history of the whole project is wanted
    looked_at = Signal(int)  # row
    restore_wanted = Signal(int)  # row
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(230)
        self._list = named(RowList(ROW), self.tr("History"))
        self._rows = _Rows(self._list)
        self._list.setItemDelegate(self._rows)
        self._list.installEventFilter(self)
        self._list.doubleClicked.connect(lambda index: self.restore_wanted.emit(index.row()))
        self._told = QLabel(wordWrap=True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setProperty("role", "muted")
        self._restore = QPushButton(self.tr("Go back to this state"))
        self._restore.setToolTip(self.tr("Enter; it can be undone"))
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self._list.currentIndex().row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(8)
        layout.addLayout(self._scopes())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._told)
        layout.addWidget(self._restore)
        self.show_difference("", able=False)

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model of steps."""
        self._list.setModel(model)
        self._list.selectionModel().currentChanged.connect(lambda now, _: self.looked_at.emit(now.row()))

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._rows.theme = theme
        for chip in self._group.buttons():
            assert isinstance(chip, Chip)
            chip.set_theme(theme)
        self._list.viewport().update()

    def show_difference(self, words: str, *, able: bool) -> None:
        """Say what going back to the chosen step would do."""
        self._told.setText(words)
        self._told.setVisible(bool(words))
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
        theme, rect, state = self.theme, QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        if chosen or hovered:
            painter.setBrush(
                mixed(QColor(theme.window), QColor(theme.accent), 0.14) if chosen else QColor(theme.surface)
            )
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(theme.accent), 1.5) if focused else QPen(Qt.PenStyle.NoPen))
            painter.drawRoundedRect(rect.adjusted(1, 1, -5, -1), 6, 6)
        undone, quiet = bool(index.data(HistoryRole.UNDONE)), bool(index.data(HistoryRole.QUIET))
        usual = QFont(painter.font())
        usual.setStrikeOut(undone)
        text = rect.adjusted(10, 5, -12, -6)
        self._line(painter, text, index.data(), usual, theme.muted if undone or quiet else theme.text, top=True)
        small = QFont(painter.font())
        small.setStrikeOut(False)
        small.setPointSizeF(small.pointSizeF() * 0.86)
        self._line(painter, text, index.data(HistoryRole.BY), small, theme.muted, top=False)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, words: str, font: QFont, ink: str, *, top: bool) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        place = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(place | Qt.AlignmentFlag.AlignLeft), shown)
