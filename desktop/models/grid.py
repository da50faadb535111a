"""A grid of figures as a table model."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.figure_tables import Grid, GridCell
from desktop.plain import tip
from desktop.roles import FigureRole

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """Shows a grid; another one can be put in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = Grid()

    def show_grid(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def cell(self, index: Index) -> GridCell:
        """The cell at an index."""
        return self._grid.cells[index.row()][index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self._grid.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a row or column."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = (self._grid.columns if orientation == Qt.Orientation.Horizontal else self._grid.rows)[section]
        return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        cell = self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell.tip or cell.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._grid.rows[index.row()]}, {self._grid.columns[index.column()]}: {cell.text}"
            case FigureRole.RECORD:
                return cell
        return None
