"""Whether another file was copied over the open one, as `cp other mine` does: its name and number stay the same.

SQLite does not notice that. It would go on with pages of both files, and then write over the stranger. In write-ahead
mode the file itself changes only at a checkpoint, so its size and time are enough as long as they stay. When they have
changed, the file is read without its log, through SQLite, which keeps its locks. A checkpoint brings it a later state
of the history that is open here. Anything else is another file: it was made at another time, has lost the latest
change that it had, or has changes that are unknown here.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

_LOOKS, _PAUSE = 3, 0.02  # in seconds; a checkpoint that is under way looks like another file for a moment
_MADE = "SELECT name, applied_at FROM _sqlite_migrations"
_CHANGE = """
    SELECT c.id, step, key, kind, article, row, count, what, length(before), substr(before, 1, 500)
    FROM changes c JOIN steps s ON s.id = step
"""
_LATEST, _ONE = f"{_CHANGE} ORDER BY c.id DESC LIMIT 1", f"{_CHANGE} WHERE c.id = ?"
_VERSION_AND_LATEST = f"SELECT * FROM pragma_data_version LEFT JOIN ({_LATEST})"
_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY}

_Change = tuple[Any, ...] | None


class Content:
    """What the history says in the open file on the disk, and in the file with its log."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._connection = path, connection
        self._state: tuple[int, int] | None = None  # of the file when it was last known to be ours
        self._made: set[Any] = set()
        self._on_disk: _Change = None
        self._latest: _Change = None
        self._written: tuple[int, int] | None = None
        self._in_log = False  # whether all is in the log yet

    def note(self) -> None:
        """Remember what is in the file, once it is known to be sound."""
        self._state = _state(self._path)
        with suppress(sqlite3.Error):
            self._follow()
        with suppress(sqlite3.Error):
            self._made = set(self._connection.execute(_MADE))
        self._in_log = True
        with suppress(sqlite3.Error), self._disk() as disk:
            self._on_disk = disk.execute(_LATEST).fetchone()
            self._in_log = False

    def follow(self) -> None:
        """Note the latest change just before it is committed: later, another file's might be read in its place."""
        if self._state is not None:
            self._look()

    def forget(self) -> None:
        """Look again next time, because what was noted was rolled back."""
        self._written = None

    def is_overwritten(self) -> bool:
        """Tell whether the file has become another one since it was noted. Costs one look at a folder, mostly."""
        if self._state is None:
            return False
        with suppress(sqlite3.Error):
            self._follow()
        state = _state(self._path)
        if state in (self._state, None):
            return False
        settled = False
        for _ in range(_LOOKS):
            if not self._is_strange():
                self._state = state
                return False
            time.sleep(_PAUSE)
            with suppress(sqlite3.Error):
                self._follow()
            before, state = state, _state(self._path)
            settled = before == state is not None
        return settled

    def is_in(self, connection: sqlite3.Connection) -> bool:
        """Tell whether another file has the history that this one had."""
        made = set(connection.execute(_MADE))
        return self._made <= made and connection.execute(_LATEST).fetchone() == self._latest

    def _follow(self) -> None:
        """Note the latest change when anybody has written something. Within a transaction it may not stay."""
        if not self._connection.in_transaction:
            self._look()

    def _look(self) -> None:
        written = self._connection.total_changes
        if self._written and self._written[1] == written:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if version == self._written[0]:
                return
        version, *latest = self._connection.execute(_VERSION_AND_LATEST).fetchone()
        self._latest = tuple(latest) if latest[0] is not None else None
        self._written = version, written

    def _is_strange(self) -> bool:
        try:
            with self._disk() as disk:
                made, last = set(disk.execute(_MADE)), disk.execute(_LATEST).fetchone()
                had = self._on_disk and disk.execute(_ONE, self._on_disk[:1]).fetchone()
            if not self._made <= made or had != self._on_disk or not self._is_known(last):
                return True
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            return bool(self._made) and not self._in_log and code not in _UNREADABLE
        self._made, self._on_disk, self._in_log = made, last, False
        return False

    def _is_known(self, change: _Change) -> bool:
        if change is None or change == self._latest:
            return True
        if (self._latest is None or change[0] > self._latest[0]) and not self._connection.in_transaction:
            return False
        return bool(self._connection.execute(_ONE, change[:1]).fetchone() == change)

    @contextmanager
    def _disk(self) -> Iterator[sqlite3.Connection]:
        """Read the file as it is on the disk, without its log."""
        address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as disk:
            yield disk


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
