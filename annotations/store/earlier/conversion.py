"""Version 7 becomes version 8: everything in a file is written to a new one, in slices that can be cancelled."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from annotations.changes import Kind
from annotations.store.database import APPLICATION_ID, FIRST_VERSION
from annotations.store.earlier import word_indexes
from annotations.store.earlier.histories import History
from annotations.store.earlier.numbering import Numbering
from annotations.store.earlier.source import Source
from annotations.store.earlier.tables import Tables
from annotations.store.journal import now
from annotations.store.leaving_out import leaving_out
from annotations.store.migrations import m008_numbers_inside, migrations
from annotations.store.translating import STORED

with leaving_out("pandas", "numpy"):
    from sqlite_utils import Database as Utils

Progress = Callable[[int, int], None]
"""Takes how many rows were written, and of how many. It raises UserCancelled to stop."""

_SLICE = 2_000  # rows that are written at once
# Rows of a kind come after those that they refer to.
_KINDS = (
    Kind.SCHEME, Kind.ANNOTATOR, Kind.ARTICLE, Kind.ANNOTATION, Kind.PROGRESS, Kind.MACHINE, Kind.PROBLEM,
)  # fmt: skip
_STEP = ("id", "op", "detail", "annotator", "at", "state", "reverses")


def convert(source: Source, path: Path, progress: Progress) -> None:
    """Write all of a file of version 7 to an empty file at `path`. One that is not finished is worth nothing."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as target:
        # It is thrown away unless it is whole, and synced then.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -64000"):
            target.execute(f"PRAGMA {pragma}")
        _make_tables(target)
        target.execute("BEGIN")
        with _without_indexes(target):
            _fill(source, target, _Counter(source, progress))
        target.execute("COMMIT")
        target.execute("PRAGMA journal_mode = WAL")


class _Counter:
    """Says how far the conversion is, once in a while."""

    def __init__(self, source: Source, progress: Progress) -> None:
        self._progress = progress
        counted = " + ".join(f"(SELECT count(*) FROM {table})" for table in (*_KINDS, "articles", "steps", "changes"))
        self._total = source.number(f"SELECT {counted}")
        self._done = self._ticks = 0

    def tick(self, rows: int = 1) -> None:
        self._done += rows
        self._ticks += 1
        if self._ticks % _SLICE == 1 or rows > 1:
            self._progress(min(self._done, self._total), self._total)

    def watched(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self.tick()
            yield row


@contextmanager
def _without_indexes(target: sqlite3.Connection) -> Iterator[None]:
    """Make indexes and triggers again when the tables are full, which takes a fraction of the time."""
    sql = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    found = target.execute(sql).fetchall()
    for kind, name, _ in found:
        target.execute(f"DROP {kind} {name}")
    yield
    for _, _, made in found:
        target.execute(made)


def _fill(source: Source, target: sqlite3.Connection, counter: _Counter) -> None:
    numbering = Numbering(source, target)
    tables = Tables(source, numbering)
    for kind in _KINDS:
        _insert(target, kind, ("number", *STORED[kind]), counter.watched(tables.rows(kind)))
    _insert(target, "steps", _STEP, counter.watched(tables.steps()))
    History(source, target, numbering).convert(counter.tick, now())
    word_indexes.fill(source, target, numbering, counter.tick)
    numbering.write_counters()


def _insert(target: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
    while some := list(islice(rows, _SLICE)):
        target.executemany(sql, some)


def _make_tables(target: sqlite3.Connection) -> None:
    """Make the tables of version 8; later ones are for the migrations of a file that is open."""
    utils = Utils(target, execute_plugins=False)
    later = [step.name for step in migrations.pending(utils) if step.name != m008_numbers_inside.__name__]
    migrations.apply(utils, stop_before=later)
    target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    target.execute(f"PRAGMA user_version = {FIRST_VERSION}")
