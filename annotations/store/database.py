"""One open project file: connecting, refusing what is no project of ours, and SQLite's errors as sentences.

**Durability.** WAL with `synchronous=FULL`: each finished action is on the disk when it returns, so that neither a
killed process nor a power cut loses it. A one-row commit takes 0.3 ms on an ordinary SSD (p50; `make bench` measures
it), well below the 2 ms at which giving up the last second on power loss (`NORMAL`) would be worth considering.

**Start.** sqlite-utils takes 0.1 s to import. Reading needs only the standard library's module, so it is imported when
the first write or migration needs it, and the window warms it up after the first picture.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from annotations.errors import ProjectMoved, ProjectTooNew, ProjectUnavailable, UserCancelled
from annotations.held_files import hold, release
from annotations.store.place import Loss, Place, beside

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x436C6D64  # "Clmd"
USER_VERSION = 7  # the number of migrations that a file of this version has seen
BUSY_SECONDS = 5.0
ATTEMPTS = 3  # to open a file that is being replaced

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

_LOST: dict[Loss, str] = {
    "replaced": "Another file has taken the place of {path} while it was open, so nothing more is saved in it."
    " Save what is open under another name.",
    "gone": "{path} was renamed, moved or deleted while it was open, so nothing more is saved in it."
    " Save what is open under another name.",
    "log": "Another program has deleted or replaced {path}-wal, a part of the open project, so nothing more is saved in"
    " it. Save what is open under another name.",
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
        self.loss: Loss | None = None
        self._closed = False
        with sentences_for(path):
            self.connection, self.place = _connect_in_place(path, readonly=readonly)
            self.mode = stat.S_IMODE(os.stat(path).st_mode)
            self._forget = finalize(self, release, hold(path))

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
            # Not “yield from”, which would close the cursor when it is itself closed, be the connection open or not.
            for row in self.connection.execute(sql, parameters):  # noqa: UP028
                yield row

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Do everything in the block or nothing. Nested blocks are savepoints."""
        self.check_place()
        if self.readonly:
            raise ProjectUnavailable(_SENTENCES[sqlite3.SQLITE_READONLY].format(path=self.path))
        with sentences_for(self.path), self.utils.atomic():
            yield
            self.check_place()

    def number(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Read the one number that a query gives."""
        return int((self.row(sql, parameters) or (0,))[0])

    def interrupt(self) -> None:
        """Break off the query that runs, from any thread."""
        self.connection.interrupt()

    def still_in_place(self) -> bool:
        """Whether the path still leads to the open file and its log. Costs two looks at a folder.

        Once it does not, the project stays read-only, whatever comes to that path later.
        """
        if self.loss is None:
            self.loss = self.place.loss()
            if self.loss:
                self._leave()
        return self.loss is None

    def check_place(self) -> None:
        """Refuse to go on when the path does not lead to the open file any more."""
        if not self.still_in_place() and self.loss:
            raise ProjectMoved(_LOST[self.loss].format(path=self.path))

    def _leave(self) -> None:
        """Leave the place to whatever is there now.

        The log goes into the open file, which may have only got another name, and is not left to the stranger. Where
        the log itself was replaced, others may have written to the file since, and it is not touched.
        """
        writable, self.readonly = not self.readonly, True
        if writable and self.loss != "log":
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA busy_timeout = 0")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.place.take_log_away()

    def close(self) -> None:
        """Close the connection. SQLite folds the write-ahead log into the file when it was the last one."""
        if self._closed:
            return
        if self.still_in_place():
            self.connection.close()
        else:
            self.place.close(self.connection)
        self._closed = True
        self._forget()


def _connect_in_place(path: Path, *, readonly: bool) -> tuple[sqlite3.Connection, Place]:
    """Connect, and note what is connected; once more when the file was replaced in between."""
    for _ in range(ATTEMPTS):
        place = Place(path)
        connection = _connect(path, readonly=readonly)
        place.note_log()
        if place.loss() is None:
            break
        place.close(connection)
    else:
        raise ProjectUnavailable(_SENTENCES[sqlite3.SQLITE_BUSY].format(path=path))
    return connection, place


def _connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    try:
        return _connection(path, "mode=ro" if readonly else "mode=rw")
    except sqlite3.OperationalError:
        # A write-ahead log needs a file beside the project. Where none can be made and none is there, nobody can be
        # writing either, so the file may be read as it stands.
        if not readonly or beside(path, "-wal").exists():
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
