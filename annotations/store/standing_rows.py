"""The rows as they stand while a step is being written."""

from typing import Any

from annotations.changes import Kind
from annotations.errors import NotFound
from annotations.store import rows
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.images import is_image


class StandingRows:
    """Reads rows by their ids, and remembers the one that was read last: it is often written next."""

    def __init__(self, database: Database) -> None:
        self._database, self._numbers = database, database.numbers
        self._found: tuple[Kind, str, int, dict[str, Any] | None] | None = None

    def has(self, kind: Kind, row_id: str) -> bool:
        """Whether there is such a row."""
        return self.find(kind, row_id) is not None

    def find(self, kind: Kind, row_id: str) -> dict[str, Any] | None:
        """Read a row as it is now; None when there is none."""
        if self._found is None or self._found[:2] != (kind, row_id):
            self._found = kind, row_id, *self._read(kind, row_id)
        return self._found[3]

    def row(self, kind: Kind, row_id: str) -> dict[str, Any]:
        """Read a row as it is now; raises NotFound when there is none."""
        row = self.find(kind, row_id)
        if row is None:
            raise NotFound("This is no longer in the project. It may have been removed in another window.")
        return row

    def waiting(self, article: str) -> list[str]:
        """Read the ids of the progress of those who have not begun with an article."""
        which = "WHERE article = ? AND status = 'todo'"
        found = rows.read(self._database, Kind.PROGRESS, which, (self._numbers.article(article),))
        return [row["id"] for _, row in found]

    def _read(self, kind: Kind, row_id: str) -> tuple[int, dict[str, Any] | None]:
        found = next(rows.read(self._database, kind, *rows.where(self._numbers, kind, row_id)), None)
        if found is None:
            return 0, None
        if not is_image(kind, found[1]):
            raise damaged_at(f"{row_id[:40]!r} in {kind}")
        return found

    def _number(self, kind: Kind, row_id: str) -> int:
        if self._found and self._found[:2] == (kind, row_id):
            return self._found[2]
        return rows.number_of(self._database, kind, row_id) or 0
