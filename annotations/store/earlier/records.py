"""Changes as version 8 keeps them: one record for neighbouring rows of an article that were written one after another.

Records are counted from 1 without gaps, so that a check sees when one is lost.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from annotations.store.codecs import Pair, packed
from annotations.store.earlier.tables import time

_FEW = 200  # images that are kept in one record
_INSERT = "INSERT INTO changes (step, kind, article, row, count, what, before, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class Change(NamedTuple):
    """A change of one row. `before` is none for an insertion, and a text where an image cannot be read."""

    step: Any
    kind: str
    article: int | None
    number: int
    what: str
    before: Mapping[str, Any] | str | None
    at: Any


class Records:
    """Collects changes in their order and writes them."""

    def __init__(self, target: sqlite3.Connection) -> None:
        self._target = target
        self._run: list[Change] = []
        self._numbers: set[int] = set()
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, change: Change) -> None:
        """Take the next change."""
        if self._run and not self._continues(change):
            self._end_run()
        self._run.append(change)
        if change.what != "insert":
            self._numbers.add(change.number)

    def finish(self) -> None:
        """Write what is left."""
        if self._run:
            self._end_run()
        self._write()

    def _continues(self, change: Change) -> bool:
        last = self._run[-1]
        alike = (last.step, last.kind, last.article, last.what, last.at)
        if alike != (change.step, change.kind, change.article, change.what, change.at):
            return False
        if change.what == "insert":
            return change.number == last.number + 1
        readable = not isinstance(last.before, str) and not isinstance(change.before, str)
        return readable and len(self._run) < _FEW and change.number not in self._numbers

    def _end_run(self) -> None:
        first, last = self._run[0], self._run[-1]
        before: Any = None
        if isinstance(first.before, str):
            before = first.before
        elif first.what != "insert":
            pairs: list[Pair] = [(one.number, dict(one.before)) for one in self._run if isinstance(one.before, Mapping)]
            before = packed(pairs)
        row = last.step, last.kind, last.article, first.number, len(self._run), last.what, before, time(last.at)
        self._waiting.append(row)
        self._run.clear()
        self._numbers.clear()
        if len(self._waiting) >= _FEW:
            self._write()

    def _write(self) -> None:
        self._target.executemany(_INSERT, self._waiting)
        self._waiting.clear()
