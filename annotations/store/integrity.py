"""Checking the file itself: SQLite's own checks, the full-text index, and the journal."""

import sqlite3
from collections.abc import Iterator

from annotations.changes import Kind
from annotations.store.database import Database
from annotations.store.failures import sentences_for

_ROWS = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id AS row FROM {kind}" for kind in Kind)
# Beside a lone max(), SQLite takes the other columns from the row that has it.
_JOURNAL = (
    "SELECT kind, row FROM (SELECT kind, row, after, max(id) FROM changes GROUP BY row, kind) WHERE after IS NOT NULL"
)


def file_findings(database: Database) -> Iterator[str]:
    """Give one sentence for each thing that is wrong with the file."""
    for (sentence,) in database.rows("PRAGMA integrity_check"):
        if sentence != "ok":
            yield f"SQLite says: {sentence}."
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to something in {parent} that is not there."
    if not database.readonly and not _index_fits(database):
        yield "The full-text index does not match the articles."
    for one, other in ((_JOURNAL, _ROWS), (_ROWS, _JOURNAL)):
        for kind, row in database.rows(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other})"):
            yield f"The journal and the table {kind} do not agree on {row}."


def _index_fits(database: Database) -> bool:
    with sentences_for(database.path):
        try:
            database.connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT_VTAB:
                raise
            return False
    return True
