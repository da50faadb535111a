"""The queue as a list model: only numbers are held; rows are read by the page when they are looked at."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotations.changes import Changes, Kind
from annotations.filters import QueueFilter
from annotations.model import ArticleId
from annotations.operations.queue import QueueRow, number_of, queue_numbers, queue_rows
from desktop.models.look_up import LookUp
from desktop.plain import tip
from desktop.roles import QueueRole
from desktop.session import Session

PAGE = 16
PAGES_HELD = 256
_NOWHERE = QModelIndex()
_SAID: dict[int, Callable[[QueueRow], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.ToolTipRole: lambda row: tip(row.title),
    Qt.ItemDataRole.AccessibleTextRole: lambda row: f"{row.title}, {row.status}, {row.marks}",
    QueueRole.ARTICLE: lambda row: row.article,
    QueueRole.STATUS: lambda row: row.status,
    QueueRole.MARKS: lambda row: row.marks,
    QueueRole.SOURCE: lambda row: row.source,
    QueueRole.PUBLISHED: lambda row: row.published[:10],
    QueueRole.LANGUAGE: lambda row: row.language,
}


class QueueModel(QAbstractListModel):
    """The articles that pass the filter, for the acting annotator."""

    looking = Signal(bool)  # whether articles are being looked up beside the window

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = QueueFilter()
        self._numbers: Sequence[int] = queue_numbers(session.project, self._filter)
        self._pages: dict[int, list[QueueRow]] = {}
        self._ascending = True
        self._latest = 0  # the row that was found last: what is asked for next is mostly near it
        self._look_up = LookUp(session, self)
        self._look_up.began.connect(lambda: self.looking.emit(True))
        self._look_up.found.connect(self._take)
        session.changed.connect(self._on_changed)

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the articles, in their order."""
        return self._numbers

    @property
    def filter(self) -> QueueFilter:
        """Which articles are wanted."""
        return self._filter

    @property
    def busy(self) -> bool:
        """Whether articles are being looked up beside the window."""
        return self._look_up.busy

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many articles pass the filter."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a role of `QueueRole` says of an article; the title by default."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        said = _SAID.get(role)
        return said(row) if said else None

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
        self._look_up.begin(self._filter)

    def stop(self) -> None:
        """Look nothing up any more."""
        self._look_up.stop()

    def end_notice(self, direction: int) -> str:
        """Say why there is no article further down, or up where the direction is negative."""
        if not self.rowCount():
            return self.tr("There are no articles in the queue.")
        if direction > 0:
            return self.tr("This is the last article of the queue.")
        return self.tr("This is the first article of the queue.")

    def index_of(self, article: ArticleId) -> int:
        """The row of an article; -1 when it does not pass the filter."""
        held = self._pages.get(self._latest // PAGE, [])
        place = next((place for place, row in enumerate(held) if row.article == article), -1)
        if place >= 0:
            self._latest = self._latest // PAGE * PAGE + place
            return self._latest
        number, numbers = number_of(self._session.project, article), self._numbers
        if number is None:
            return -1
        near = range(max(self._latest - 1, 0), min(self._latest + 2, len(numbers)))
        found = next((row for row in near if numbers[row] == number), -1)
        if found < 0:
            found = self._place_of(number)
        self._latest = max(found, 0)
        return found

    def _place_of(self, number: int) -> int:
        if self._ascending:
            place = bisect_left(self._numbers, number)
            return place if place < len(self._numbers) and self._numbers[place] == number else -1
        return place_of(self._numbers, number)

    def _take(self, numbers: Sequence[int]) -> None:
        self.beginResetModel()
        self._numbers, self._ascending = numbers, self._filter.sort == "added" and not self._filter.descending
        self._pages.clear()
        self.endResetModel()
        self.looking.emit(False)

    def _on_changed(self, changes: Changes) -> None:
        if {Kind.ARTICLE, Kind.ANNOTATOR, Kind.MACHINE} & changes.touched.keys():
            self.read()
            return
        if len(changes.articles) > PAGE:
            self._pages.clear()
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))
            return
        for article in changes.articles:
            row = self.index_of(article)
            if row >= 0 and self._differs(row):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _differs(self, number: int) -> bool:
        """Read a row again that was read before; return whether it may say anything else now."""
        held, place = self._pages.get(number // PAGE), number % PAGE
        if held is None:
            return True
        before = held[place]
        held[place : place + 1] = queue_rows(self._session.project, self._numbers[number : number + 1])
        return before not in held


def place_of(numbers: Sequence[int], number: int) -> int:
    """The place of a number among others in any order, -1 when it is not there; of a million in a millisecond."""
    if not isinstance(numbers, array):
        return numbers.index(number) if number in numbers else -1
    # Bytes are searched ten times faster than numbers, which would be made one by one.
    data, wanted, size = numbers.tobytes(), array(numbers.typecode, [number]).tobytes(), numbers.itemsize
    found = data.find(wanted)
    while found >= 0 and found % size:
        found = data.find(wanted, found + 1)
    return found // size if found >= 0 else -1
