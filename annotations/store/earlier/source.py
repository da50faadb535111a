"""A file of version 7 that is being read: everything in it may be damaged, and no query goes on for ever."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.changes import Kind
from annotations.store.bounds import Bound
from annotations.store.connecting import text_or_bytes
from annotations.store.failures import damaged
from annotations.store.images import BULKY, COLUMNS


class Source:
    """An older file. Texts that are no UTF-8 are read as bytes."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self.connection = path, connection
        self._cursors: list[sqlite3.Cursor] = []
        connection.text_factory = text_or_bytes
        self._bound = Bound(path, connection)
        self._bound.begin()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Read the rows of a query one by one."""
        cursor = self.connection.execute(sql, parameters)
        self._cursors.append(cursor)
        for _ in range(self._bound.rows()):
            row = cursor.fetchone()
            if row is None:
                self._cursors.remove(cursor)
                return
            yield row
        raise damaged(self.path)

    def close(self) -> None:
        """Stop reading, also in the middle of a query, which would keep the file locked."""
        for cursor in self._cursors:
            cursor.close()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Read the first row of a query."""
        found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
        return found

    def number(self, sql: str) -> int:
        """Read the one number that a query gives."""
        row = self.row(sql)
        return row[0] if row and isinstance(row[0], int) else 0


def light_columns(kind: Kind) -> list[str]:
    """The columns of a kind without what is bulky: what the history has of a row that stands."""
    return [name for name in COLUMNS[kind] if name not in BULKY.get(kind, ())]


def listed(columns: Sequence[str], table: str = "") -> str:
    """Columns as SQL lists them."""
    return ", ".join(f'{table}"{name}"' for name in columns)
