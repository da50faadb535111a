"""The numbers of rows that are inserted: new ones, and for a row that was removed and comes back its own."""

from collections.abc import Sequence

from annotations.changes import Kind
from annotations.store import rows
from annotations.store.codecs import stored_id
from annotations.store.database import Database

_MANY = 500  # ids that are looked up at once


class Numbering:
    """Gives numbers within one transaction."""

    def __init__(self, database: Database) -> None:
        self._database, self._execute = database, database.connection.execute
        self._last: dict[Kind, int] = {}  # the highest number that was ever given
        self._removed: bool | None = None  # whether there are rows that were removed

    def removed(self) -> None:
        """Take that rows were removed."""
        self._removed = True

    def of(self, kind: Kind, ids: Sequence[str]) -> list[int]:
        """A number for each row: a new one, or its own when it was there before."""
        again = self._again(kind, ids)
        last = self._last.get(kind) or rows.last_number(self._database, kind)
        if not again:
            self._last[kind] = last + len(ids)
            return list(range(last + 1, last + len(ids) + 1))
        self._last[kind] = last
        numbers = []
        for row_id in ids:
            number = again.get(row_id)
            if number is None:
                number = self._last[kind] = self._last[kind] + 1
            numbers.append(number)
        return numbers

    def _again(self, kind: Kind, ids: Sequence[str]) -> dict[str, int]:
        """The numbers of rows that were removed and come back: they are not among the removed ones any more."""
        if self._removed is None:
            self._removed = self._execute("SELECT 1 FROM removed LIMIT 1").fetchone() is not None
        found: dict[str, int] = {}
        for begin in range(0, len(ids) if self._removed else 0, _MANY):
            some = {stored_id(row_id): row_id for row_id in ids[begin : begin + _MANY]}
            which = f"FROM removed WHERE kind = ? AND id IN ({', '.join('?' * len(some))})"
            for stored, number in self._execute(f"SELECT id, number {which}", (kind, *some)).fetchall():
                found[some[stored]] = number
            if found:
                self._execute(f"DELETE {which}", (kind, *some))
        return found
