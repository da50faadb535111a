"""The copy of an older project that is kept in its folder before the project is brought up to date."""

import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from annotations.store import copies
from annotations.store.database import Database
from annotations.store.schema import SCHEMA

_STATE = (
    "PRAGMA user_version",
    "SELECT count(*), max(id) FROM changes",
    "SELECT count(*), max(id), max(at) FROM steps",
    "SELECT count(*), sum(seconds) FROM progress",
)


def keep(database: Database, version: int) -> Path:
    """Keep a copy under a name with the file's version; one that is there is kept, too, and nothing is in its way.

    Only to be called with the lock for writing: what is left of an earlier copy that was never finished is deleted.
    """
    path = database.path
    for left in path.parent.glob(f".{_literal(path.stem)}.version-*{_literal(path.suffix)}.*.part"):
        with suppress(OSError):
            left.unlink()
    for number in count(1):
        name = f"{path.stem}.version-{version}{f'-{number}' if number > 1 else ''}{path.suffix}"
        copy = path.with_name(name)
        if copies.is_free(copy):
            # Through a connection of its own: SQLite copies nothing for one that is about to write.
            with closing(Database(path, readonly=True)) as reader:
                copies.copy(reader, copy)
            return copy
        if _is_copy(database, copy):
            return copy
    raise AssertionError("there is always another number")


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _is_copy(database: Database, path: Path) -> bool:
    """Whether a file is a whole copy of a project as it is now."""
    if not path.is_file():
        return False
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as copy:
            # Nothing of a file with other tables is looked at: what acts by itself in this one was made by us.
            if set(copy.execute(SCHEMA)) != set(database.rows(SCHEMA)):
                return False
            same = all(copy.execute(sql).fetchall() == database.rows(sql) for sql in _STATE)
            return same and copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return False
