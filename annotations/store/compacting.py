"""Give the disk back what a file no longer needs: pages that nothing is in, and indexes that are in many pieces."""

import sqlite3
from contextlib import suppress

from annotations.store.database import Database
from annotations.store.failures import sentences_for

_GAIN = 0.2  # the share of a file's pages that must be free for it to be made smaller when it is closed
_MOST = 32_000_000  # bytes of a file up to which that takes less than a second


def size_of(database: Database) -> int:
    """The bytes of a file, without its log."""
    return database.number("PRAGMA page_count") * database.number("PRAGMA page_size")


def compact(database: Database) -> None:
    """Make a file as small as it can be. Others that have it open can go on."""
    with database.atomic():
        database.connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        database.connection.execute("INSERT INTO terms_fts (terms_fts) VALUES ('optimize')")
    with sentences_for(database.path):
        database.connection.execute("VACUUM")
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def compact_if_worthwhile(database: Database) -> None:
    """Do that when a fifth of a file can be gained at once; leave it as it is when anything is in the way."""
    if database.readonly:
        return
    with suppress(sqlite3.Error):
        (free,) = database.connection.execute("PRAGMA freelist_count").fetchone()
        (pages,) = database.connection.execute("PRAGMA page_count").fetchone()
        (size,) = database.connection.execute("PRAGMA page_size").fetchone()
        if free > _GAIN * pages and pages * size <= _MOST and database.still_in_place():
            database.connection.execute("PRAGMA busy_timeout = 0")
            database.connection.execute("VACUUM")
