"""The copy of an older project that is kept in its folder when the project is brought up to date."""

import os
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
    delete_unfinished(path)
    copy, is_there = _name(path, version, database.connection)
    if not is_there:
        # Through a connection of its own: SQLite copies nothing for one that is about to write.
        with closing(Database(path, readonly=True)) as reader:
            copies.copy(reader, copy)
    return copy


def keep_itself(path: Path, version: int, connection: sqlite3.Connection, mode: int) -> Path:
    """Give a file that is about to be replaced a second name, with its version, unless a copy of it is there."""
    kept, is_there = _name(path, version, connection)
    if not is_there:
        try:
            os.link(path, kept)
        except OSError:  # a file system without links
            with copies.new_file(kept, mode) as part:
                copies.fill(connection, part)
    return kept


def part_of(path: Path, version: int) -> Path:
    """The name of a file that is being made of a project, until it is whole."""
    return path.with_name(f".{path.stem}.version-{version}{path.suffix}.{os.getpid()}.part")


def delete_unfinished(path: Path) -> None:
    """Delete what a program that was killed has left of files that it was making of a project."""
    for left in path.parent.glob(f".{_literal(path.stem)}.version-*{_literal(path.suffix)}.*.part"):
        with suppress(OSError):
            left.unlink()


def _name(path: Path, version: int, connection: sqlite3.Connection) -> tuple[Path, bool]:
    """A name for the copy, and whether it is there already."""
    for number in count(1):
        copy = path.with_name(f"{path.stem}.version-{version}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if copies.is_free(copy):
            return copy, False
        if _is_copy(connection, path, copy):
            return copy, True
    raise AssertionError("there is always another number")


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _is_copy(connection: sqlite3.Connection, path: Path, other: Path) -> bool:
    """Whether another file is a whole copy of a project as it is now."""
    if not other.is_file():
        return False
    if other.samefile(path):
        return True
    uri = f"{other.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as copy:
            # Nothing of a file with other tables is looked at: what acts by itself in this one was made by us.
            if set(copy.execute(SCHEMA)) != set(connection.execute(SCHEMA)):
                return False
            same = all(copy.execute(sql).fetchall() == connection.execute(sql).fetchall() for sql in _STATE)
            return same and copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return False
