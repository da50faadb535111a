"""Occurrences of words as a list model with check boxes."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.operations.occurrences import Occurrence
from desktop.roles import OccurrenceRole

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class OccurrencesModel(QAbstractListModel):
    """Occurrences as they are found. What can be marked is ticked from the start; `override` lets more be ticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[Occurrence] = []
        self._ticked = bytearray()
        self._articles = 0
        self._override = self._finished = False

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many occurrences there are so far."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a role says of an occurrence."""
        if not index.isValid():
            return None
        row, one = index.row(), self._found[index.row()]
        match role:
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self._ticked[row] else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.before}{one.hit}{one.after} – {one.title}, {self._words(one)}"
            case OccurrenceRole.OCCURRENCE:
                return one
            case OccurrenceRole.WORDS:
                return self._words(one)
            case OccurrenceRole.ABLE:
                return self._able(one)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick an occurrence or not."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not self._able(self._found[index.row()]):
            return False
        self._ticked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be gone to; only what can be marked can be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        able = index.isValid() and self._able(self._found[index.row()])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if able else flags

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self._found, self._ticked, self._articles = [], bytearray(), 0
        self.endResetModel()

    def add(self, found: Sequence[Occurrence]) -> None:
        """Take some more occurrences."""
        if found:
            numbers = [one.number for one in (*self._found[-1:], *found)]
            self._articles += sum(a != b for a, b in zip(numbers, numbers[1:], strict=False)) + (not self._found)
            self.beginInsertRows(_NOWHERE, len(self._found), len(self._found) + len(found) - 1)
            self._found += found
            self._ticked += bytes(map(self._able, found))
            self.endInsertRows()

    def allow(self, *, override: bool, finished: bool) -> None:
        """Let marks be replaced, and finished articles be changed; tick or untick what that concerns."""
        before = [self._able(one) for one in self._found]
        self._override, self._finished = override, finished
        for row, (one, was) in enumerate(zip(self._found, before, strict=True)):
            if self._able(one) != was:
                self._ticked[row] = not was
        self._tell_all()

    def tick(self, on: bool, rows: Iterable[int] | None = None) -> None:
        """Tick some rows or not, or all, as far as they can be."""
        for row in range(len(self._found)) if rows is None else rows:
            self._ticked[row] = on and self._able(self._found[row])
        self._tell_all()

    def rows_beside(self, row: int) -> range:
        """The rows of the same article."""
        number = self._found[row].number
        first = last = row
        while first > 0 and self._found[first - 1].number == number:
            first -= 1
        while last + 1 < len(self._found) and self._found[last + 1].number == number:
            last += 1
        return range(first, last + 1)

    def ticked(self) -> list[Occurrence]:
        """The occurrences that are ticked, in their order."""
        return [one for one, on in zip(self._found, self._ticked, strict=True) if on]

    def counts(self) -> tuple[int, int, int]:
        """How many occurrences there are, in how many articles, and how many of them are ticked."""
        return len(self._found), self._articles, sum(self._ticked)

    def _able(self, one: Occurrence) -> bool:
        if one.finished and not self._finished:
            return False
        return one.status == "free" or (one.status == "marked_other" and self._override)

    def _words(self, one: Occurrence) -> str:
        if one.status == "marked_same":
            return self.tr("already marked")
        if one.status == "masked":
            return self.tr("in boilerplate")
        if one.finished and not self._finished:
            return self.tr("article finished")
        return self.tr("has another mark") if one.status == "marked_other" else ""

    def _tell_all(self) -> None:
        if self._found:
            self.dataChanged.emit(self.index(0), self.index(len(self._found) - 1))
