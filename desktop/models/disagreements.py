"""The disagreements, as a list that grows while it is computed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotations.agreement.records import Disagreement
from desktop.plain import tip
from desktop.roles import FigureRole

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class DisagreementModel(QAbstractListModel):
    """Largest first."""

    def __init__(self) -> None:
        super().__init__()
        self._units: list[Disagreement] = []

    def clear(self) -> None:
        """Remove all disagreements."""
        self.beginResetModel()
        self._units = []
        self.endResetModel()

    def add(self, units: Sequence[Disagreement]) -> None:
        """Add some more."""
        if units:
            self.beginInsertRows(_NOWHERE, len(self._units), len(self._units) + len(units) - 1)
            self._units += units
            self.endInsertRows()

    def unit(self, row: int) -> Disagreement | None:
        """The unit of a row."""
        return self._units[row] if 0 <= row < len(self._units) else None

    def row_of(self, unit: str) -> int:
        """The row of a unit, or -1."""
        return next((row for row, one in enumerate(self._units) if one.unit == unit), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many units."""
        return 0 if parent.isValid() else len(self._units)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text and the record of a disagreement."""
        unit = self._units[index.row()]
        if role == FigureRole.RECORD:
            return unit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{unit.quote or unit.title}: {said(unit)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{unit.title}\n“{unit.quote}”\n{said(unit)}" if unit.quote else f"{unit.title}\n{said(unit)}")
        return None


def said(unit: Disagreement) -> str:
    """Everyone's rating of a unit."""
    return " · ".join(f"{rating.name}: {rating.shown}" for rating in unit.ratings)
