"""Checking the file itself: SQLite's own checks, every column of every row, all that is derived, and the journal."""

import sqlite3
from collections.abc import Iterator, Sequence

from annotations.changes import Kind
from annotations.errors import ProjectDamaged
from annotations.store import term_index
from annotations.store.database import Database
from annotations.store.failures import sentences_for
from annotations.store.images import COLUMNS, columns_of, is_image, shape_of
from annotations.store.shapes import json_object, misfit

IN_TABLES = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id AS row FROM {kind}" for kind in Kind)
# Beside a lone max(), SQLite takes the other columns from the row that has it.
IN_JOURNAL = (
    "SELECT kind, row FROM (SELECT kind, row, after, max(id) FROM changes GROUP BY row, kind) WHERE after IS NOT NULL"
)
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
        for row in database.stream(f"SELECT {columns_of(kind)} FROM {kind}"):
            if misfit([row], shape_of(kind)):
                columns = zip(COLUMNS[kind].items(), row, strict=True)
                wrong = next(name for (name, letter), value in columns if misfit([(value,)], letter))
                yield f"{row[0]!r:.60} in {kind}: its {wrong} is damaged."
            elif not is_image(kind, dict(zip(COLUMNS[kind], row, strict=True))):
                yield f"{row[0]!r:.60} in {kind}: its id is damaged."


def _step_findings(database: Database) -> Iterator[str]:
    sql = "SELECT id, op, detail, annotator, at, state, reverses FROM steps"
    for row in database.stream(sql):
        if not is_step(row):
            yield f"Step {row[0]!r:.30} of the history is damaged."


def is_step(row: Sequence[object]) -> bool:
    """Whether a step of the history, with all its columns, is what was written."""
    return misfit([tuple(row)], "iotTttI") is None and row[5] in _STATES


def _change_findings(database: Database) -> Iterator[str]:
    for row in database.stream("SELECT id, step, kind, row, before, after, at FROM changes"):
        if misfit([row], "iiktTTT") or not all(is_kept(row[2], row[3], image) for image in row[4:6]):
            yield f"Change {row[0]!r:.30} of the history is damaged."


def is_kept(kind: str, row_id: str, image: str | None) -> bool:
    """Whether what the history says of a row is what was written."""
    if image is None:
        return True
    found = json_object(image)
    return found is not None and is_image(Kind(kind), found) and found["id"] == row_id


def _index_findings(database: Database) -> Iterator[str]:
    yield from term_index.misfits(database)
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
    for one, other in ((IN_JOURNAL, IN_TABLES), (IN_TABLES, IN_JOURNAL)):
        for kind, row in database.rows(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})"):
            yield f"The journal and the table {kind} do not agree on {row}."
