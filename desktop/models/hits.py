"""The hits of a search in their context, read in slices so that the window never waits for them."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from annotations.operations.searching import KwicRow
from desktop.plain import tip
from desktop.roles import HitRole

MOST = 500
SLICE_SECONDS = 0.006
PAUSE_MILLISECONDS = 8
_NOWHERE = QModelIndex()
_SAID: dict[int, Callable[[KwicRow], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: f"{row.before}{row.hit}{row.after}",
    Qt.ItemDataRole.AccessibleTextRole: lambda row: f"{row.before}{row.hit}{row.after}, {row.title}",
    Qt.ItemDataRole.ToolTipRole: lambda row: tip(row.title),
    HitRole.ARTICLE: lambda row: row.article,
    HitRole.TITLE: lambda row: row.title,
    HitRole.BEFORE: lambda row: row.before,
    HitRole.HIT: lambda row: row.hit,
    HitRole.AFTER: lambda row: row.after,
    HitRole.START: lambda row: row.start,
    HitRole.END: lambda row: row.end,
}


class HitsModel(QAbstractListModel):
    """The first hits of a search, in the order of the queue."""

    grown = Signal(bool)  # whether there are more

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KwicRow] = []
        self._source: Iterator[KwicRow] = iter(())
        self._timer = QTimer(self, interval=PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._slice)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many hits have been read."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a role of `HitRole` says of a hit; the line by default."""
        said = _SAID.get(role) if index.isValid() and index.row() < len(self._rows) else None
        return said(self._rows[index.row()]) if said else None

    def show_hits(self, source: Iterator[KwicRow]) -> None:
        """Show other hits, read as they are wanted."""
        self.beginResetModel()
        self._rows, self._source = [], source
        self.endResetModel()
        self._timer.start()

    def stop(self) -> None:
        """Read no more."""
        self._timer.stop()

    def _slice(self) -> None:
        end, fresh, more = time.monotonic() + SLICE_SECONDS, list[KwicRow](), True
        while more and time.monotonic() < end:
            row = next(self._source, None)
            more = row is not None
            if row is not None and len(self._rows) + len(fresh) == MOST:
                self._timer.stop()
                break
            if row is not None:
                fresh.append(row)
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()
        if not more:
            self._timer.stop()
        self.grown.emit(more)
