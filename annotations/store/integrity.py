"""Checking the file itself: SQLite's own checks, every column of every row, all that is derived, and the journal."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from annotations.changes import Kind
from annotations.errors import ProjectDamaged
from annotations.store import codecs, index_checks, rows, translating
from annotations.store.database import Database
from annotations.store.failures import sentences_for
from annotations.store.images import COLUMNS, is_image
from annotations.store.numbers import Numbers
from annotations.store.rewinding import RECORD, RECORD_SHAPE, Record
from annotations.store.shapes import misfit
from annotations.store.standing import unlike_journal

MOST_ROWS = 10**9  # that one change can be about
_STATES = {"done", "undone", "gone", "reversal", "kept"}
_INDEXES = {
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)": (
        "The full-text index does not match the articles."
    ),
    "INSERT INTO terms_fts (terms_fts, rank) VALUES ('integrity-check', 1)": (
        "The index of words in answers does not match the index of terms."
    ),
}


def file_findings(database: Database) -> Iterator[str]:
    """Give one sentence for each thing that is wrong with the file; goes on after each as far as it can."""
    for check in (_sqlites, _strays, _row_findings, _step_findings, _change_findings, _index_findings, _unlike_journal):
        try:
            yield from check(database)
        except ProjectDamaged as error:
            yield error.finding


def _sqlites(database: Database) -> Iterator[str]:
    for (sentence,) in database.rows("PRAGMA integrity_check"):
        if sentence != "ok":
            yield f"SQLite says: {sentence}."


def _strays(database: Database) -> Iterator[str]:
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a missing row of {parent}."


def _row_findings(database: Database) -> Iterator[str]:
    """Rows that hold other things than were written; articles and annotations are looked at more closely elsewhere."""
    for kind in Kind:
        if kind in (Kind.ARTICLE, Kind.ANNOTATION):
            continue
        for number, *values in database.stream(f"SELECT number, {rows.stored_columns(kind)} FROM {kind}"):
            wrong = damage_in(database.numbers, kind, values)
            if wrong:
                yield f"Row {number!r:.30} of {kind}: {wrong}"


def damage_in(numbers: Numbers, kind: Kind, values: Sequence[Any]) -> str:
    """What is wrong with a row of a table, as a sentence; empty when nothing is."""
    try:
        row = translating.shown(numbers, kind, values)
    except ProjectDamaged:
        return "an id or a time in it is damaged."
    if is_image(kind, row):
        return ""
    return f"its {next(name for name, letter in COLUMNS[kind].items() if misfit([(row[name],)], letter))} is damaged."


def _step_findings(database: Database) -> Iterator[str]:
    sql = "SELECT id, op, detail, annotator, at, state, reverses FROM steps"
    for row in database.stream(sql):
        if not is_step(row):
            yield f"Step {row[0]!r:.30} of the history is damaged."


def is_step(row: Sequence[object]) -> bool:
    """Whether a step of the history, with all its columns, is what was written."""
    return misfit([tuple(row)], "iotI-tI") is None and row[5] in _STATES and _is_time(row[4])


def _is_time(stored: Any) -> bool:
    try:
        return isinstance(codecs.shown_time(stored), str)
    except ProjectDamaged:
        return False


def _change_findings(database: Database) -> Iterator[str]:
    for row in database.stream(f"SELECT {RECORD} FROM changes"):
        if not is_change(row):
            yield f"Change {row[0]!r:.30} of the history is damaged."


def is_change(row: Sequence[Any]) -> bool:
    """Whether a change of the history, with all its columns, is what was written."""
    if misfit([tuple(row)], RECORD_SHAPE) or not (row[8] is None or _is_time(row[8])):
        return False
    record = Record(row[0], row[1], Kind(row[2]), *row[3:])
    if record.is_insertion:
        return record.before is None and record.row > 0 and 0 < record.size < MOST_ROWS
    try:
        return bool(record.images())
    except ProjectDamaged:
        return False


def _index_findings(database: Database) -> Iterator[str]:
    yield from index_checks.misfits(database)
    if not database.readonly:
        yield from (sentence for check, sentence in _INDEXES.items() if not _index_fits(database, check))


def _index_fits(database: Database, check: str) -> bool:
    with sentences_for(database.path):
        try:
            database.connection.execute(check)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                raise
            return False
    return True


def _unlike_journal(database: Database) -> Iterator[str]:
    listed: dict[str, set[int]] = {kind: set() for kind in Kind}
    for kind, number in database.rows("SELECT kind, number FROM removed", (), "ki"):
        listed[kind].add(number)
    for kind in Kind:
        _, gone, unlike = unlike_journal(database, kind)
        for number in unlike:
            yield f"The journal and the table {kind} do not agree on row {number}."
        for number in sorted(gone ^ listed[kind]):
            yield f"The journal and the list of removed rows do not agree on row {number} of {kind}."
