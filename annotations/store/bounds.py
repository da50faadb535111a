"""How much work and how many rows a query may take: more than any sound file of its size could ask for.

A damaged or hostile file can hold pages that lead to each other, and SQLite would read them for ever. Each query may
take a number of steps of SQLite's machine, and give a number of rows, that grow with the size of the file. Queries may
also get a deadline, by those who ask somebody else when there is no answer by then.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.errors import UserCancelled
from annotations.store.place import beside

_TICK = 10_000  # steps of SQLite's machine between two looks
_STEPS, _STEPS_PER_BYTE = 200_000_000, 200
ROWS = 100_000
"""Rows that every query may give, however small the file is."""
_BYTES_PER_ROW = 2


class Bound:
    """Watches the queries of one connection."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._ticks: int | None = None  # none while nothing is being read
        self.exceeded = False
        self._deadline = float("inf")
        connection.set_progress_handler(self._tick, _TICK)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Break off the queries in the block once this time is over; they raise UserCancelled then."""
        self._deadline = time.monotonic() + seconds
        try:
            yield
        finally:
            self._deadline = float("inf")

    def begin(self) -> None:
        """Count from here: a query begins. It has to end before the deadline."""
        if self._is_late():
            raise UserCancelled
        self._ticks, self.exceeded = 0, False

    def end(self) -> None:
        """Count no more: what is written takes as long as it takes."""
        self._ticks = None

    def rows(self) -> int:
        """How many rows a query may give."""
        return ROWS + self._size() // _BYTES_PER_ROW

    def _tick(self) -> bool:
        """Whether the query is to be broken off. SQLite asks now and then."""
        if self._ticks is None:
            return False
        self._ticks += 1
        self.exceeded = self._ticks * _TICK > _STEPS and self._ticks * _TICK > _STEPS + self._size() * _STEPS_PER_BYTE
        return self.exceeded or self._is_late()

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline

    def _size(self) -> int:
        size = 0
        for name in (self._path, beside(self._path, "-wal")):
            try:
                size += os.stat(name).st_size
            except OSError:
                continue
        return size
