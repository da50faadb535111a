"""Connecting to a project file, so that what a stranger has put into it cannot act, and noting where it lies."""

import os
import sqlite3
import stat
from contextlib import closing
from functools import cache
from pathlib import Path
from shutil import disk_usage
from typing import NamedTuple

from annotations.errors import ProjectUnavailable
from annotations.store.failures import FULL, FULL_TO_WRITE, READ_ONLY
from annotations.store.place import Place, beside

SQLITE_VERSION = sqlite3.sqlite_version
BUSY_SECONDS = 5.0
_ATTEMPTS = 3  # to open a file that is being replaced
_LONGEST = 400_000_000  # bytes of one value; a file can claim that it has values of 2 GB
_LITTLE_ROOM = 100_000  # bytes; what SQLite has beside an open file takes a third of that

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16000",
)


class Connected(NamedTuple):
    """A connection, the place of its file, the file's permissions, and why it can only be read, if so."""

    connection: sqlite3.Connection
    place: Place
    mode: int
    readonly: str


def connect(path: Path, *, readonly: bool) -> Connected:
    """Connect to a file; once more when it was replaced in between."""
    for _ in range(_ATTEMPTS):
        place = Place(path)
        connection, only_read = _connection(path, readonly=readonly)
        place.note_log()
        if place.loss() is None:
            return Connected(connection, place, stat.S_IMODE(os.stat(path).st_mode), only_read)
        place.close(connection)
    raise ProjectUnavailable(f"{path} is being replaced by another program. Try again in a moment.")


def _connection(path: Path, *, readonly: bool) -> tuple[sqlite3.Connection, str]:
    try:
        return _try(path, "mode=ro" if readonly else "mode=rw"), READ_ONLY if readonly else ""
    except sqlite3.OperationalError:
        # An open project needs files beside it. Where these cannot be made and no log is there, nobody can be writing,
        # so the file may be read as it stands.
        full = _is_full(path)
        if (readonly or full) and not _has_log(path):
            return _try(path, "mode=ro&immutable=1"), FULL_TO_WRITE if full else READ_ONLY
        if full:
            raise ProjectUnavailable(FULL.format(path=path)) from None
        raise


def _try(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        guard(connection, writing="mode=rw" in how)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection


def guard(connection: sqlite3.Connection, *, writing: bool) -> None:
    """Let nothing that a stranger has put into a file act by itself, or claim all memory."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    if _ours_are_harmless(writing=writing):
        connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


@cache
def _ours_are_harmless(*, writing: bool) -> bool:
    """Whether this SQLite lets an untrusted schema use what ours needs: JSON in an index, and full-text in triggers.

    It does so since 3.44, and since 3.41 where nothing is written, so that no trigger runs. Older versions cannot even
    read our schema then. There, comparing it with ours (`store.schema`) before anything is read is the only barrier.
    """
    index = "CREATE TABLE rows (content TEXT); CREATE INDEX names ON rows (json_extract(content, '$.name'));"
    trigger = """
        CREATE VIRTUAL TABLE words USING fts5 (word);
        CREATE TRIGGER added AFTER INSERT ON rows BEGIN
            INSERT INTO words SELECT json_extract(new.content, '$.word'); END;
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        try:
            connection.executescript(f"{index} {trigger if writing else ''} INSERT INTO rows VALUES ('{{}}')")
        except sqlite3.OperationalError:
            return False
        return True


def text_or_bytes(stored: bytes) -> str | bytes:
    """Read a text, or its bytes where these are no text."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


def _has_log(path: Path) -> bool:
    try:
        return beside(path, "-wal").stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _is_full(path: Path) -> bool:
    try:
        return disk_usage(path.absolute().parent).free < _LITTLE_ROOM
    except OSError:
        return False
