"""A table of figures with shaded cells that can be selected with the mouse or keyboard."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotations.agreement.records import Figure
from desktop.figure_tables import GridCell
from desktop.roles import FigureRole
from desktop.theme import LIGHT, Theme, contrast, mixed
from desktop.views.widgets.accessible import named

ROW = 27
LEAST, MOST = 64, 170


class MatrixView(QTableView):
    """Shows a model of grid cells, as tall as its rows. Enter or a click selects a cell."""

    cell_chosen = Signal(object)  # annotations.agreement.records.Cell
    figure_asked = Signal(object)  # annotations.agreement.records.Figure

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self._delegate = _CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)
        model.modelReset.connect(self._fit)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._delegate.theme = theme
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: the table shows all its rows."""
        event.ignore()

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, max(LEAST, min(MOST, self.columnWidth(column) + 14)))
        self._set_height()

    def _set_height(self) -> None:
        """As tall as the rows, with a scroll bar if the columns do not fit."""
        wide = sum(self.columnWidth(column) for column in range(self.model().columnCount()))
        bar = self.horizontalScrollBar()
        beneath = bar.sizeHint().height() if wide + self.verticalHeader().sizeHint().width() > self.width() else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW * self.model().rowCount() + 2 + beneath)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Add or remove space for the scroll bar."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_height()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Explain the figure under the pointer."""
        self._explain(self.indexAt(event.pos()))

    def current_figure(self) -> Figure | None:
        """The figure in the current cell."""
        return _figure(self.currentIndex())

    def _explain(self, index: QModelIndex) -> None:
        figure = _figure(index)
        if figure is not None:
            self.figure_asked.emit(figure)

    def _on_clicked(self, index: QModelIndex) -> None:
        cell = index.data(FigureRole.RECORD)
        if isinstance(cell, GridCell) and cell.choice is not None:
            self.cell_chosen.emit(cell.choice)
        elif isinstance(cell, GridCell) and cell.figure is not None:
            self.figure_asked.emit(cell.figure)


def _figure(index: QModelIndex) -> Figure | None:
    cell = index.data(FigureRole.RECORD)
    return cell.figure if isinstance(cell, GridCell) else None


class _CellDelegate(QStyledItemDelegate):
    """Shades a cell and keeps its text readable."""

    theme: Theme = LIGHT

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, cell = self.theme, index.data(FigureRole.RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        ground = mixed(QColor(theme.window), QColor(theme.accent), 0.62 * max(0.0, min(1.0, cell.shade)))
        if cell.shade > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 4, 4)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(rect, 4, 4)
        ink = max((QColor(theme.text), QColor(theme.on_accent)), key=lambda colour: contrast(colour, ground))
        painter.setPen(ink if cell.shade > 0 else QColor(theme.text))
        words = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(rect.width()) - 4)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()
