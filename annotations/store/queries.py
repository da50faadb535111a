"""Reading an open project file: what a query gives is bounded and checked, and what goes wrong gets a sentence."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from annotations.errors import UserCancelled
from annotations.store.bounds import ROWS, Bound
from annotations.store.connecting import text_or_bytes
from annotations.store.failures import damaged, in_words, reading
from annotations.store.shapes import misfit


class Queries:
    """What can be asked of one connection."""

    path: Path
    connection: sqlite3.Connection
    bound: Bound

    def rows(self, sql: str, parameters: Sequence[Any] = (), shape: str = "") -> list[tuple[Any, ...]]:
        """Read all rows of a query. Raises ProjectDamaged when they do not have a shape (see `store.shapes`)."""
        self.bound.begin()
        try:
            cursor = self.connection.execute(sql, parameters)
            found = cursor.fetchmany(ROWS + 1)
            if len(found) > ROWS:
                found += cursor.fetchmany(self.bound.rows() - ROWS)
                if len(found) > self.bound.rows():
                    raise damaged(self.path)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._failed(error)
        finally:
            self.bound.end()
        if shape:
            self._check(found, shape)
        return found

    def row(self, sql: str, parameters: Sequence[Any] = (), shape: str = "") -> tuple[Any, ...] | None:
        """Read the first row of a query."""
        self.bound.begin()
        try:
            found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._failed(error)
        finally:
            self.bound.end()
        if shape and found is not None:
            self._check([found], shape)
        return found

    def stream(self, sql: str, parameters: Sequence[Any] = (), shape: str = "") -> Iterator[tuple[Any, ...]]:
        """Read the rows of a query one by one, with flat memory."""
        cursor: sqlite3.Cursor | None = None
        for _ in range(self.bound.rows()):
            self.bound.begin()
            try:
                cursor = cursor or self.connection.execute(sql, parameters)
                row = cursor.fetchone()
            except (sqlite3.Error, UnicodeDecodeError) as error:
                self._failed(error)
            finally:
                self.bound.end()
            if row is None:
                return
            if shape:
                self._check([row], shape)
            yield row
        raise damaged(self.path)

    @contextmanager
    def reading_anything(self) -> Iterator[None]:
        """Read bytes that are no text as bytes, instead of refusing the whole query. For those who look for damage."""
        self.connection.text_factory = text_or_bytes
        try:
            yield
        finally:
            self.connection.text_factory = str

    def _failed(self, error: Exception) -> NoReturn:
        """Say what it means that a query could not be read."""
        try:
            with reading(self.path):
                raise error
        except UserCancelled:
            if self.bound.exceeded:
                raise damaged(self.path) from None
            raise

    def _check(self, rows: Sequence[tuple[Any, ...]], shape: str) -> None:
        wrong = misfit(rows, shape)
        if wrong is not None:
            raise damaged(self.path, in_words(wrong))

    def number(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Read the one number that a query gives."""
        row = self.row(sql, parameters, "i")
        return row[0] if row else 0
