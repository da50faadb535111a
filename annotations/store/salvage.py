"""Reading as much as can be read of a damaged project file. Nothing in it is trusted, and nothing is written to it.

SQLite refuses a page that is damaged and can still read those before and after it, so that each table is read by the
numbers of its rows: where a row cannot be reached, the next one is looked for further on.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from annotations.changes import Kind
from annotations.store.bounds import Bound
from annotations.store.connecting import text_or_bytes
from annotations.store.place import beside

Found = dict[str, Any]

_FURTHEST = 2**40  # of a row's number; SQLite counts from 1 up
_TABLES = {*Kind, "steps", "changes", "sqlite_sequence"}
_ERRORS = (sqlite3.Error, UnicodeDecodeError)


class Salvage:
    """A damaged file, open for reading."""

    def __init__(self, path: Path) -> None:
        # Without a log nobody is writing, and SQLite need not put its own files there.
        how = "mode=ro" if beside(path, "-wal").exists() else "mode=ro&immutable=1"
        uri = f"{path.absolute().as_uri()}?{how}"
        self._connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        self._connection.text_factory = text_or_bytes
        self._bound = Bound(path, self._connection)
        # The only way to let SQLite read a file of which a part of the schema is damaged. It cannot be written.
        self._connection.execute("PRAGMA writable_schema = ON")
        self._tables = self._ours()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def is_project(self) -> bool:
        """Whether there is anything of a project to be read."""
        return "articles" in self._tables or "annotations" in self._tables

    @property
    def version(self) -> int:
        """The version of the file, as far as its tables tell: 8 when rows point to each other by number, else 0."""
        return 8 if "count" in self._tables.get("changes", ()) or "words" in self._tables.get("annotations", ()) else 0

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Found]:
        """Read the rows of a table that can be reached, in the order of their numbers; columns may be missing.

        Each value may be anything but the `number`. A table that somebody else has made is left alone.
        """
        there = [name for name in columns if name in self._tables.get(table, ())]
        if there:
            yield from self._reach(table, there)

    def _reach(self, table: str, there: Sequence[str]) -> Iterator[Found]:
        names = ", ".join(f'"{name}"' for name in there)
        last, most = 0, self._bound.rows()
        for _ in range(most):
            row = self._next(table, names, last)
            if row is None:
                return
            last = row[0]
            yield {"number": row[0], **dict(zip(there, row[1:], strict=True))}

    def _next(self, table: str, names: str, after: int) -> tuple[Any, ...] | None:
        """The first row that can be reached after a number."""
        sql = f"SELECT rowid, {names} FROM {table} WHERE rowid > ? AND rowid < {_FURTHEST} ORDER BY rowid LIMIT 1"
        step = 0
        while after + step < _FURTHEST:
            try:
                row = self._one(sql, after + step)
            except _ERRORS:
                step = step * 2 or 1
                continue
            return row if row is None or step < 2 else self._nearer(table, names, after, row)
        return None

    def _nearer(self, table: str, names: str, after: int, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Go back from a row that was found beyond damage to the first one behind it."""
        sql = f"SELECT rowid, {names} FROM {table} WHERE rowid < ? AND rowid > {after} ORDER BY rowid DESC LIMIT 1"
        for _ in range(row[0] - after):
            try:
                before = self._one(sql, row[0])
            except _ERRORS:
                break
            if before is None:
                break
            row = before
        return row

    def _one(self, sql: str, number: int) -> tuple[Any, ...] | None:
        self._bound.begin()
        try:
            found: tuple[Any, ...] | None = self._connection.execute(sql, (number,)).fetchone()
        finally:
            self._bound.end()
        if found and not isinstance(found[0], int):
            raise sqlite3.DatabaseError("a row without a number")
        return found

    def _ours(self) -> Mapping[str, frozenset[str]]:
        """The columns of our tables; of one that somebody has changed, those that are kept and not computed."""
        found: dict[str, frozenset[str]] = {}
        for made in self._reach("sqlite_master", ("type", "name", "sql")):
            name, sql = made["name"], made["sql"]
            if made["type"] == "table" and name in _TABLES and isinstance(sql, str) and "VIRTUAL" not in sql.upper():
                found[name] = self._columns(name)
        return found

    def _columns(self, table: str) -> frozenset[str]:
        try:
            with closing(self._connection.execute(f"PRAGMA table_xinfo({table})")) as rows:
                return frozenset(row[1] for row in rows if row[6] == 0)
        except _ERRORS:
            return frozenset()
