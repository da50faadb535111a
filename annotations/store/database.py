"""One open project file: connecting, refusing what is no project of ours, and SQLite's errors as sentences.

**Durability.** WAL with `synchronous=FULL`: each finished action is on the disk when it returns, so that neither a
killed process nor a power cut loses it. A one-row commit takes 0.3 ms on an ordinary SSD (p50; `make bench` measures
it), well below the 2 ms at which giving up the last second on power loss (`NORMAL`) would be worth considering.

**Start.** sqlite-utils takes 0.1 s to import. Reading needs only the standard library's module, so it is imported when
the first write or migration needs it, and the window warms it up after the first picture.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import ProjectTooNew, ProjectUnavailable, UserCancelled

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x436C6D64  # "Clmd"
USER_VERSION = 7  # the number of migrations that a file of this version has seen
BUSY_SECONDS = 5.0

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is being written by another program. Try again in a moment.",
    sqlite3.SQLITE_LOCKED: "{path} is being written by another program. Try again in a moment.",
    sqlite3.SQLITE_FULL: "The disk is full, so nothing was written to {path}. Make room and do it again.",
    sqlite3.SQLITE_READONLY: "{path} is read-only here. Copy it to a place where you may write.",
    sqlite3.SQLITE_IOERR: "{path} could not be read or written. Check the disk or the network drive it is on.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened. Check that the folder exists and that you may write in it.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged. Go back to a copy, or export what can still be read.",
    # What an action builds on can vanish while it is thought over. Any other broken constraint is a bug.
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "Another window has changed {path} meanwhile. Look again and repeat it.",
    sqlite3.SQLITE_NOTADB: "{path} is not a Claimdesk project. Make one with “claimdesk new”.",
}

# What SQLite says when it is interrupted while it makes the table of `json_each`, which is always there otherwise.
_NO_TABLE = "vtable constructor failed"


@contextmanager
def sentences_for(path: Path) -> Iterator[None]:
    """Turn SQLite's errors that the user can act on into ProjectUnavailable; any other stays a bug.

    A query that was interrupted is UserCancelled.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Without a code it comes from Python's module: a text that is not UTF-8, or a bug.
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT or str(error).startswith(_NO_TABLE):
            raise UserCancelled from None
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT if "decode" in str(error) else 0)
        sentence = _SENTENCES.get(code) or _SENTENCES.get(code & 0xFF)
        if sentence is None:
            raise
        raise ProjectUnavailable(sentence.format(path=path)) from error


class Database:
    """A connection to one project file. Used from the thread that opened it."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._utils: sqlite_utils.Database | None = None
        with sentences_for(path):
            self.connection = _connect(path, readonly=readonly)

    @property
    def utils(self) -> "sqlite_utils.Database":
        """The same connection as sqlite-utils sees it."""
        if self._utils is None:
            import sqlite_utils

            self._utils = sqlite_utils.Database(self.connection, execute_plugins=False)
        return self._utils

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Read all rows of a query."""
        with sentences_for(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Read the first row of a query."""
        with sentences_for(self.path):
            found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
            return found

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Read the rows of a query one by one, with flat memory."""
        with sentences_for(self.path):
            yield from self.connection.execute(sql, parameters)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Do everything in the block or nothing. Nested blocks are savepoints."""
        if self.readonly:
            raise ProjectUnavailable(_SENTENCES[sqlite3.SQLITE_READONLY].format(path=self.path))
        with sentences_for(self.path), self.utils.atomic():
            yield

    def number(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Read the one number that a query gives."""
        return int((self.row(sql, parameters) or (0,))[0])

    def interrupt(self) -> None:
        """Break off the query that runs, from any thread."""
        self.connection.interrupt()

    def copy_to(self, path: Path) -> None:
        """Write all that is in the file now, with what its log still holds, into a new file."""
        with sentences_for(self.path):
            self.connection.execute("VACUUM INTO ?", [str(path)])

    def close(self) -> None:
        """Close the connection. SQLite folds the write-ahead log into the file when it was the last one."""
        self.connection.close()


def _connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    try:
        return _connection(path, "mode=ro" if readonly else "mode=rw")
    except sqlite3.OperationalError:
        # A write-ahead log needs a file beside the project. Where none can be made and none is there, nobody can be
        # writing either, so the file may be read as it stands.
        if not readonly or path.with_name(path.name + "-wal").exists():
            raise
        return _connection(path, "immutable=1")


def _connection(path: Path, how: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    return connection


def check_version(database: Database) -> int:
    """Return the file's `user_version`; refuse a file that is not ours or newer than this program."""
    version = database.number("PRAGMA user_version")
    if database.number("PRAGMA application_id") != APPLICATION_ID:
        raise ProjectUnavailable(_SENTENCES[sqlite3.SQLITE_NOTADB].format(path=database.path))
    if version > USER_VERSION:
        raise ProjectTooNew(f"{database.path} was made by a newer version of Claimdesk. Update Claimdesk to open it.")
    return version


def import_writer() -> None:
    """Import sqlite-utils, which the first write needs."""
    import sqlite_utils  # noqa: F401
