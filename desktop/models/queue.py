"""The queue as a list model: only numbers are held; rows are read by the page when they are looked at."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations.changes import Changes, Kind
from annotations.model import ArticleId
from annotations.queue import QueueFilter, QueueRow, number_of, queue_numbers, queue_rows
from desktop.roles import QueueRole
from desktop.session import Session

PAGE = 64
PAGES_HELD = 64
_NOWHERE = QModelIndex()


class QueueModel(QAbstractListModel):
    """The articles that pass the filter, for the acting annotator."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = QueueFilter()
        self._numbers: Sequence[int] = queue_numbers(session.project, self._filter)
        self._pages: dict[int, list[QueueRow]] = {}
        session.changed.connect(self._on_changed)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many articles pass the filter."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a role of `QueueRole` says of an article; the title by default."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}, {row.status}, {row.marks}"
            case QueueRole.ARTICLE:
                return row.article
            case QueueRole.STATUS:
                return row.status
            case QueueRole.MARKS:
                return row.marks
            case QueueRole.SOURCE:
                return " · ".join(filter(None, (row.source, row.published[:10])))
        return None

    def row(self, number: int) -> QueueRow | None:
        """Read one row of the list."""
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            if len(self._pages) >= PAGES_HELD:
                self._pages.pop(next(iter(self._pages)))
            chosen = self._numbers[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = queue_rows(self._session.project, chosen)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    def set_filter(self, chosen: QueueFilter) -> None:
        """Show other articles."""
        if chosen != self._filter:
            self._filter = chosen
            self.read()

    def read(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._numbers = queue_numbers(self._session.project, self._filter)
        self._pages.clear()
        self.endResetModel()

    def index_of(self, article: ArticleId) -> int:
        """The row of an article; -1 when it does not pass the filter."""
        number = number_of(self._session.project, article)
        if number is None:
            return -1
        place = bisect_left(self._numbers, number)
        return place if place < len(self._numbers) and self._numbers[place] == number else -1

    def _on_changed(self, changes: Changes) -> None:
        if Kind.ARTICLE in changes.touched or Kind.ANNOTATOR in changes.touched:
            self.read()
            return
        for article in changes.articles:
            row = self.index_of(article)
            if row >= 0:
                self._pages.pop(row // PAGE, None)
                self.dataChanged.emit(self.index(row), self.index(row))
