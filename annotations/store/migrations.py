"""Making the tables of a project file, and every change of them since version 8, oldest first.

Append only: a released migration is never edited. Older files are brought to version 8 first (`store.earlier`).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from annotations.changes import Op
from annotations.scheme import Scheme
from annotations.store import kept, schemes, term_index
from annotations.store.database import APPLICATION_ID, FIRST_VERSION, Database
from annotations.store.failures import sentences_for
from annotations.store.journal import Journal
from annotations.store.leaving_out import leaving_out
from annotations.store.tables import TABLES

with leaving_out("pandas", "numpy"):
    from sqlite_utils import Migrations

if TYPE_CHECKING:
    import sqlite_utils

migrations = Migrations("claimdesk")


@migrations()
def m008_numbers_inside(db: "sqlite_utils.Database") -> None:
    """The tables of version 8."""
    db.executescript(TABLES)
    db.executescript(term_index.TABLES)


def make(database: Database, scheme: Scheme) -> None:
    """Turn an empty file into a project with a scheme, in one transaction."""
    with sentences_for(database.path):
        database.connection.execute("PRAGMA journal_mode = WAL")
        with database.utils.atomic():
            _apply(database)
            journal = Journal(database, Op.NEW_PROJECT, scheme.title)
            schemes.insert(journal, scheme)
            journal.finish()
    database.place.note_log()


def make_empty(database: Database) -> None:
    """Give an empty file the tables of a project, with nothing in them."""
    with sentences_for(database.path):
        database.connection.execute("PRAGMA journal_mode = WAL")
        with database.utils.atomic():
            _apply(database)
    database.place.note_log()


def migrate(database: Database) -> Path | None:
    """Bring a file of version 8 or later to this program's version; return the copy that is kept in its folder.

    The file is locked from before the copy is made until it is up to date, so that a program that is killed leaves it
    as it was, and of two programs that open it one does the work; the other returns none.
    """
    connection = database.connection
    with sentences_for(database.path):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = database.number("PRAGMA user_version")
            copy = None
            if migrations.pending(database.utils):
                copy = kept.keep(database, version)
            _apply(database)
            database.check_place()
            connection.execute("COMMIT")
        except BaseException:
            database.utils.rollback()
            raise
    database.place.note_log()
    return copy


def _apply(database: Database) -> None:
    migrations.apply(database.utils)
    database.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    version = FIRST_VERSION - 1 + len(migrations.applied(database.utils))
    database.connection.execute(f"PRAGMA user_version = {version}")
