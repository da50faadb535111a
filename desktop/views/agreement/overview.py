"""The overview: filters, a row for each question, and what was left out."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QVBoxLayout, QWidget

from desktop.plain import Label
from desktop.roles import FigureRole
from desktop.theme import Theme
from desktop.views.agreement.bars import OverviewDelegate
from desktop.views.agreement.filters import FilterBar
from desktop.views.widgets.accessible import named

WIDTHS = (236, 330, 92, 84, 92, 84, 110, 140)


class Overview(QWidget):
    """Shows the model of the overview and emits the row that was opened."""

    row_opened = Signal(object)  # annotations.agreement.records.Row
    figure_asked = Signal(object)  # annotations.agreement.records.Figure

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = FilterBar()
        self.table = named(QTreeView(), self.tr("Agreement by question"))
        self._delegate = OverviewDelegate(self.table)
        self.table.setItemDelegate(self._delegate)
        self.table.setRootIsDecorated(False)
        self.table.setItemsExpandable(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setFrameShape(QTreeView.Shape.NoFrame)
        self.table.setStyleSheet(
            "QTreeView { border: none; border-radius: 0; show-decoration-selected: 0; }"
            "QTreeView::item:selected { background: transparent; }"
        )
        self.table.setModel(model)
        self.table.activated.connect(self._on_activated)
        self.table.clicked.connect(self._on_activated)
        head = self.table.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda point: self._explain(self.table.indexAt(point)))
        self._left_out = named(Label(wordWrap=True), self.tr("Left out"))
        self._left_out.setProperty("role", "muted")
        self._left_out.setContentsMargins(14, 6, 14, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._left_out)

    def show_left_out(self, sentence: str) -> None:
        """Show how many articles were compared, and how many were left out and why."""
        self._left_out.setText(sentence)

    def select(self, number: int) -> None:
        """Select a row of the model; with a negative index, the first one that can be selected."""
        model = self.table.model()
        rows = range(model.rowCount())
        found = number if number >= 0 else next((n for n in rows if _is_row(model.index(n, 0))), -1)
        if found >= 0:
            self.table.setCurrentIndex(model.index(found, 0))

    def explain_current(self) -> None:
        """Ask how the headline of the row was computed that has the keyboard's place."""
        self._explain(self.table.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._delegate.theme = theme
        self.filters.set_theme(theme)
        self.table.viewport().update()

    def _explain(self, index: QModelIndex) -> None:
        row = index.data(FigureRole.RECORD)
        if row is not None:
            self.figure_asked.emit(row.headline)

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(FigureRole.RECORD)
        if row is not None:
            self.row_opened.emit(row)


def _is_row(index: QModelIndex) -> bool:
    return index.data(FigureRole.RECORD) is not None
