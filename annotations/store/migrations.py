"""Making the tables of a project file, and every change of them since version 8, oldest first.

Append only: a released migration is never edited. Older files are brought to version 8 first (`store.earlier`).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from annotations.changes import Op
from annotations.scheme import Scheme
from annotations.store import schemes, term_index
from annotations.store.database import APPLICATION_ID, Database
from annotations.store.failures import sentences_for
from annotations.store.journal import Journal
from annotations.store.tables import TABLES

if TYPE_CHECKING:
    import sqlite_utils

migrations = Migrations("claimdesk")
FIRST = 8  # the version of a file that has seen the first of them


@migrations()
def m008_numbers_inside(db: "sqlite_utils.Database") -> None:
    """The tables of version 8."""
    db.executescript(TABLES)
    db.executescript(term_index.tables())


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
    """Bring an older file to this program's version; return the copy of it that is kept in the same folder."""
    raise NotImplementedError


def _apply(database: Database) -> None:
    migrations.apply(database.utils)
    database.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    version = FIRST - 1 + len(migrations.applied(database.utils))
    database.connection.execute(f"PRAGMA user_version = {version}")
