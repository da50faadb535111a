"""One open project file: reading what it holds, and writing all of an action or nothing.

**Durability.** WAL with `synchronous=FULL`: each finished action is on the disk when it returns, so that neither a
killed process nor a power cut loses it. A one-row commit takes 0.3 ms on an ordinary SSD (p50; `make bench` measures
it), well below the 2 ms at which giving up the last second on power loss (`NORMAL`) would be worth considering.

**Start.** sqlite-utils takes 0.1 s and 6 MB to import. Reading and writing need only the standard library's module, so
it is imported when a file is made or brought up to date.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import finalize

from annotations.errors import ProjectMoved, ProjectTooNew, ProjectUnavailable
from annotations.files.held_files import hold, release
from annotations.store.bounds import Bound
from annotations.store.connecting import connect
from annotations.store.failures import NOT_OURS, reading, sentences_for
from annotations.store.leaving_out import leaving_out
from annotations.store.numbers import Numbers
from annotations.store.overwriting import Content
from annotations.store.place import Loss
from annotations.store.queries import Queries
from annotations.store.schema import SCHEMA, check_schema
from annotations.store.terms import Term

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x436C6D64  # "Clmd"
USER_VERSION = 8  # of the files that this program makes
FIRST_VERSION = 8  # of the files that it reads and writes as they are; those before are brought to it first

_LOST: dict[Loss, str] = {
    "replaced": "Another file has taken the place of {path} while it was open, so nothing more is saved in it."
    " Save what is open under another name.",
    "overwritten": "Another file was copied over {path} while it was open, so nothing more is saved in it."
    " What you did before is lost unless you have a backup or can still save it under another name.",
    "gone": "{path} was renamed, moved or deleted while it was open, so nothing more is saved in it."
    " Save what is open under another name.",
    "log": "Another program has deleted or replaced {path}-wal, a part of the open project, so nothing more is saved in"
    " it. Save what is open under another name.",
}


class Database(Queries):
    """A connection to one project file. Used from the thread that opened it."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.words: dict[int | str | None, str] = {}  # of marks, by their numbers; see `store.names`
        self.numbers = Numbers(self)
        self.terms: dict[Term, int] = {}  # the numbers of terms; see `store.terms`
        self._utils: sqlite_utils.Database | None = None
        self.loss: Loss | None = None
        self._closed = False
        with reading(path):
            self.connection, self.place, self.mode, self._refusal = connect(path, readonly=readonly)
        self.readonly = bool(self._refusal)
        self._forget = finalize(self, release, hold(path))
        self.bound = Bound(path, self.connection)
        self.content = Content(path, self.connection)

    @property
    def utils(self) -> "sqlite_utils.Database":
        """The same connection as sqlite-utils sees it."""
        if self._utils is None:
            with leaving_out("pandas", "numpy"):
                import sqlite_utils

            self._utils = sqlite_utils.Database(self.connection, execute_plugins=False)
        return self._utils

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Do everything in the block or nothing. Nested blocks are savepoints.

        Nobody else can write from its first line on, so what is read in it is true until it is committed.
        """
        self.check_place()
        if self.readonly:
            raise ProjectUnavailable(self._refusal.format(path=self.path))
        with sentences_for(self.path), self._savepoint() if self.connection.in_transaction else self._locked():
            yield
            self.check_place()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        """A part of a transaction that can fail alone."""
        self.connection.execute("SAVEPOINT part")  # of several that are nested, the name means the latest
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # some failures end all of it
                self.connection.execute("ROLLBACK TO part")
                self.connection.execute("RELEASE part")
            raise
        self.connection.execute("RELEASE part")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """A transaction with the write lock."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.content.follow()
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.rollback()
            self.numbers.forget()
            self.terms.clear()
            self.content.forget()
            raise

    def interrupt(self) -> None:
        """Break off the query that runs, from any thread."""
        self.connection.interrupt()

    def still_in_place(self) -> bool:
        """Whether the path still leads to the open file and its log. Costs three looks at a folder.

        Once it does not, the project stays read-only, whatever comes to that path later.
        """
        if self.loss is None:
            self.loss = self.place.loss()
            if self.loss is None and self.content.is_overwritten():
                self.loss = "overwritten"
            if self.loss:
                self._leave()
        return self.loss is None

    def note_content(self) -> None:
        """Remember what is in the file, so that another one that is copied over it is recognised."""
        if not self.readonly:
            self.content.note()

    def check_place(self) -> None:
        """Refuse to go on when the path does not lead to the open file any more."""
        if not self.still_in_place() and self.loss:
            raise ProjectMoved(_LOST[self.loss].format(path=self.path))

    def _leave(self) -> None:
        """Leave the place to whatever is there now.

        The log goes into the open file, which may have only got another name, and is not left to the stranger. Where
        the log itself was replaced, others may have written to the file since, and it is not touched. Neither is a
        stranger that was copied over the file.
        """
        writable, self.readonly = not self.readonly, True
        if writable and self.loss in ("replaced", "gone"):
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA busy_timeout = 0")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if writable and self.loss != "log":
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


def check_version(database: Database) -> int:
    """Return the file's `user_version`; refuse a file that is not ours, too new, or changed by others."""
    version = database.number("PRAGMA user_version")
    if database.number("PRAGMA application_id") != APPLICATION_ID:
        raise ProjectUnavailable(NOT_OURS.format(path=database.path))
    if version > USER_VERSION:
        raise ProjectTooNew(
            f"{database.path} was made by a newer version of Claimdesk: it is a file of version {version}, and this"
            f" program opens versions up to {USER_VERSION}. Update Claimdesk to open it."
        )
    check_schema(database.path, version, database.rows(SCHEMA))
    return version
