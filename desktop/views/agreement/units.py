"""The list of disagreements: for each unit its text, everyone's rating, and the article."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotations.agreement.records import Disagreement
from desktop.comparison import LANE_HUES
from desktop.plain import Label
from desktop.roles import FigureRole
from desktop.theme import LIGHT, Theme, mixed
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.row_list import RowList

ROW = 70


class Units(QWidget):
    """Shows the disagreements and emits the one selected, and when the cell that filters them is removed."""

    unit_chosen = Signal(int)
    cell_dropped = Signal()

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label()
        self._title.setProperty("role", "title")
        self._cell = Chip("", "✕")
        self._cell.setCheckable(True)
        self._cell.clicked.connect(self.cell_dropped)
        self._cell.hide()
        self.list = named(RowList(ROW), self.tr("Disagreements"))
        self._delegate = _UnitDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setModel(model)
        self.list.clicked.connect(lambda index: self.unit_chosen.emit(index.row()))
        self.list.activated.connect(lambda index: self.unit_chosen.emit(index.row()))
        self._empty = Label(self.tr("No disagreements here."))
        self._empty.setProperty("role", "muted")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._cell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 6, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)

    def show_count(self, count: int | None, cell: str, *, compared: bool = True) -> None:
        """Show the number of disagreements (none while counting) and the cell that filters the list.

        If nothing was compared, an empty list does not mean that everyone agrees.
        """
        self._empty.setText(
            self.tr("No disagreements here.") if compared else self.tr("There is nothing to compare here.")
        )
        self._title.setText(self.tr("Disagreements") if count is None else self.tr("{:,} disagreements").format(count))
        self._empty.setVisible(count == 0)
        self._cell.setVisible(bool(cell))
        self._cell.setText(cell)
        self._cell.setAccessibleName(self.tr("Showing only {}; press to show all").format(cell))
        self._cell.setChecked(True)
        self._cell.updateGeometry()

    def select(self, row: int) -> None:
        """Select a row and scroll to it."""
        index = self.list.model().index(max(row, 0), 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._delegate.theme = theme
        self._cell.set_theme(theme)
        self.list.viewport().update()


class _UnitDelegate(QStyledItemDelegate):
    """Paints a unit: its quote, ratings in the annotators' colours, and the article."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        unit, theme = index.data(FigureRole.RECORD), self.theme
        assert isinstance(unit, Disagreement)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, state = QRectF(option.rect).adjusted(0, 1, -6, -1), option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            strong = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(QColor(theme.window), QColor(theme.accent), 0.14 if strong else 0.05))
            painter.drawRoundedRect(rect, 7, 7)
        line = QRectF(rect.left() + 10, rect.top() + 7, rect.width() - 20, 18)
        painter.setPen(QColor(theme.text))
        quote = " ".join(unit.quote.split())
        self._text(painter, line, f"“{quote}”" if quote else self.tr("The whole article"))
        self._ratings(painter, line.translated(0, 20), unit)
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.84)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        self._text(painter, line.translated(0, 38), unit.title)
        painter.restore()

    def _ratings(self, painter: QPainter, line: QRectF, unit: Disagreement) -> None:
        left = line.left()
        for place, rating in enumerate(unit.ratings):
            name, words = f"{rating.name} ", f"{rating.shown}    "
            painter.setPen(self.theme.ink(LANE_HUES[place % len(LANE_HUES)]))
            left = self._word(painter, line, left, name)
            painter.setPen(QColor(self.theme.text if rating.state == "given" else self.theme.muted))
            left = self._word(painter, line, left, words)

    def _word(self, painter: QPainter, line: QRectF, left: float, words: str) -> float:
        room = QRectF(left, line.top(), max(line.right() - left, 0.0), line.height())
        self._text(painter, room, words)
        return left + painter.fontMetrics().horizontalAdvance(words)

    def _text(self, painter: QPainter, room: QRectF, words: str) -> None:
        if room.width() > 8:
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
