"""Writing what was rescued of a damaged project into a new file: rows with their history, so that both agree.

Rows keep their numbers and are written as they were, not through the journal, whose own rows come with them. What the
history says of rows that could not be rescued is left out. Rows that it does not know are added to it in a last step.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from annotations.changes import Kind, Op
from annotations.store import index_checks, rows, translating
from annotations.store.codecs import packed, shown_id, stored_id, stored_time
from annotations.store.database import Database
from annotations.store.journal import now
from annotations.store.rewinding import RECORD, Record
from annotations.store.standing import by_table, unlike_journal

Found = dict[str, Any]
_SLICE = 500  # articles that are indexed at once

STEP = ("id", "op", "detail", "annotator", "at", "state", "reverses", "key")
CHANGE = tuple(RECORD.split(", "))


def insert(database: Database, kind: Kind, found: Sequence[tuple[int | None, Found]]) -> int:
    """Insert rows with their numbers, but for those with what may be there once only; return how many went in."""
    before = database.number(f"SELECT count(*) FROM {kind}")
    columns = translating.STORED[kind]
    sql = f"INSERT OR IGNORE INTO {kind} (number, {rows.stored_columns(kind)}) VALUES (?{', ?' * len(columns)})"
    for number, row in found:
        values = translating.stored(database.numbers, kind, row)
        database.connection.execute(sql, (number, *(values[name] for name in columns)))
    return database.number(f"SELECT count(*) FROM {kind}") - before


def insert_steps(database: Database, found: Sequence[Found]) -> int:
    """Insert steps of the history; return how many went in."""
    sql = f"INSERT OR IGNORE INTO steps ({', '.join(STEP)}) VALUES ({', '.join('?' * len(STEP))})"
    before = database.number("SELECT count(*) FROM steps")
    database.connection.executemany(sql, [tuple(row.get(name) for name in STEP) for row in found])
    return database.number("SELECT count(*) FROM steps") - before


def set_links(database: Database, annotation_id: str, links: str) -> None:
    """Write the links of an annotation."""
    stored = None if links == translating.EMPTY else links
    database.connection.execute("UPDATE annotations SET links = ? WHERE id = ?", (stored, stored_id(annotation_id)))


def linked(database: Database) -> list[tuple[str, str]]:
    """The ids and links of the annotations that link to others."""
    found = database.rows("SELECT id, links FROM annotations WHERE links LIKE '%\"annotation\"%'", (), "-t")
    return [(shown_id(one), links) for one, links in found]


def let_nothing_be_undone(database: Database) -> None:
    """Keep every step in the history, and take it off the list of what can be undone or done again."""
    database.connection.execute("UPDATE steps SET state = 'kept' WHERE state = 'done'")
    database.connection.execute("UPDATE steps SET state = 'gone' WHERE state = 'undone'")


class History:
    """The sound changes of a history, written as far as they are about rows that could be rescued or were removed."""

    def __init__(self, database: Database, found: list[Record]) -> None:
        self._database, self._found = database, found
        self._table = {kind: by_table(database, kind) for kind in Kind}
        self._alive: dict[Kind, set[int]] = {kind: set() for kind in Kind}
        self._removed: dict[tuple[Kind, int], tuple[Any, ...]] = {}
        self._last = 0
        for record in found:
            self._follow(record, list(record.numbers()))
        self.lost = {kind: self._alive[kind] - self._table[kind] for kind in Kind}
        """The numbers of the rows that should be there and are not."""

    def write(self) -> None:
        """Write the changes, and which rows were removed."""
        self._alive = {kind: set() for kind in Kind}
        self._removed.clear()
        for record in self._found:
            self._write(record)
        self._database.connection.executemany(
            "INSERT OR IGNORE INTO removed (kind, id, number, article) VALUES (?, ?, ?, ?)", self._removed.values()
        )

    def _follow(self, record: Record, numbers: list[int]) -> None:
        alive = self._alive[record.kind]
        if record.is_insertion:
            alive.update(numbers)
            for number in numbers:
                self._removed.pop((record.kind, number), None)
        elif record.what == "delete":
            alive.difference_update(numbers)
            for number, image in record.images():
                if number in numbers:
                    gone = record.kind, stored_id(image["id"]), number, record.article
                    self._removed[record.kind, number] = gone

    def _write(self, record: Record) -> None:
        kind, lost = record.kind, self.lost[record.kind]
        kept = [number for number in record.numbers() if number not in lost]
        if record.what == "update":
            kept = [number for number in kept if number in self._alive[kind] or number in self._table[kind]]
        self._follow(record, kept)
        if record.is_insertion:
            for _, run in groupby(enumerate(kept), key=lambda one: one[1] - one[0]):
                numbers = [number for _, number in run]
                self._insert(record, numbers[0], len(numbers), None)
        elif kept:
            images = dict(record.images())
            self._insert(record, kept[0], len(kept), packed([(number, images[number]) for number in kept]))

    def _insert(self, record: Record, row: int, size: int, before: bytes | str | None) -> None:
        self._last = max(record.id, self._last + 1)
        values = (self._last, record.step, record.kind, record.article, row, size, record.what, before, record.at)
        sql = f"INSERT INTO changes ({RECORD}) VALUES ({', '.join('?' * len(CHANGE))})"
        self._database.connection.execute(sql, values)


def fill_indexes(database: Database) -> None:
    """Index all that was written."""
    numbers = sorted(by_table(database, Kind.ARTICLE))
    for begin in range(0, len(numbers), _SLICE):
        index_checks.fill(database, numbers[begin : begin + _SLICE])


def settle(database: Database, source: Path) -> None:
    """Let the history agree with the tables, in one step that says where the rows come from."""
    missing = {kind: unlike_journal(database, kind)[2] for kind in Kind}
    if not any(missing.values()):
        return
    at = stored_time(now())
    step = database.connection.execute(
        "INSERT INTO steps (op, detail, at, state) VALUES (?, ?, ?, 'kept')",
        (Op.IMPORT, f"what was rescued of {source.name}", at),
    ).lastrowid
    for kind, numbers in missing.items():
        column = "article" if "article" in translating.STORED[kind] else "number" if kind is Kind.ARTICLE else "NULL"
        articles = dict(database.rows(f"SELECT number, {column} FROM {kind}", (), "iI"))
        places = [(number, articles[number]) for number in numbers]
        for _, run in groupby(enumerate(places), key=lambda one: (one[1][0] - one[0], one[1][1])):
            found = [place for _, place in run]
            database.connection.execute(
                "INSERT INTO changes (step, kind, article, row, count, what, at) VALUES (?, ?, ?, ?, ?, 'insert', ?)",
                (step, kind, found[0][1], found[0][0], len(found), at),
            )


def count_on(database: Database, counters: dict[Any, Any], most: int) -> None:
    """Give no number again that a row has had, whether it is still there or not."""
    for kind in Kind:
        counted = counters.get(kind)
        said = counted if isinstance(counted, int) and 0 < counted < most else 0
        removed = database.number("SELECT coalesce(max(number), 0) FROM removed WHERE kind = ?", (kind,))
        last = max(said, removed, database.number(f"SELECT coalesce(max(number), 0) FROM {kind}"))
        database.connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (kind,))
        database.connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (kind, last))


def annotators_missing(database: Database, numbers: Iterable[Any]) -> list[int]:
    """Those numbers of annotators that nobody has."""
    there = by_table(database, Kind.ANNOTATOR)
    return sorted({one for one in numbers if isinstance(one, int) and one > 0} - there)
