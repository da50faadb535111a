"""Bringing a file of an earlier version up to date: a new file is made of it, which then takes its place.

Nobody else can open the file meanwhile. It is not changed: when the program is killed, the disk is full or somebody
cancels, it is there as it was. In the end it goes on under a name with its version, as the copy that is kept.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from annotations.errors import ProjectUnavailable
from annotations.store import copies, kept
from annotations.store.connecting import guard
from annotations.store.database import APPLICATION_ID, FIRST_VERSION
from annotations.store.earlier.conversion import Progress, convert
from annotations.store.earlier.migrations import migrations
from annotations.store.earlier.room import sentences_about_room
from annotations.store.earlier.source import Source
from annotations.store.failures import damaged, reading
from annotations.store.leaving_out import leaving_out
from annotations.store.place import NOWHERE, beside, identity

_LAST = FIRST_VERSION - 1
_PATIENCE = 1.0  # seconds to wait for others that have the file open
_IN_USE = (
    "{path} was made by an earlier version of Claimdesk and is open in another window or program. Close it there and"
    " open it again: it has to be brought up to date first."
)


def upgrade(path: Path, progress: Progress = lambda _, __: None) -> Path | None:
    """Bring a file of an earlier version up to date. Return the copy that is kept, or none if somebody else did it."""
    real = Path(os.path.realpath(path))
    with reading(path):
        return _upgrade(path, real, progress)


def _upgrade(path: Path, real: Path, progress: Progress) -> Path | None:
    with _alone(path, real) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version >= FIRST_VERSION:
            return None
        kept.delete_unfinished(real)
        with sentences_about_room(path, real, version):
            return _replace(path, real, version, connection, progress)


def _replace(path: Path, real: Path, version: int, connection: sqlite3.Connection, progress: Progress) -> Path:
    mode = stat.S_IMODE(os.stat(real).st_mode)
    with copies.temporary(kept.part_of(real, FIRST_VERSION), mode) as part:
        with _latest(path, real, version, connection) as latest:
            try:
                with closing(Source(path, latest)) as source:
                    convert(source, part, progress)
            except sqlite3.IntegrityError as error:  # what may be there once only is there twice, or something is not
                raise damaged(path) from error
        _own(part, real)
        copies.sync(part)
        copy = kept.keep_itself(real, version, connection, mode)
        if os.name == "nt":  # which does not replace an open file
            connection.close()
        part.replace(real)
    with suppress(OSError):
        copies.sync(real.parent)
    connection.close()
    _allow_readers(copy)
    return copy


@contextmanager
def _alone(path: Path, real: Path) -> Iterator[sqlite3.Connection]:
    """Connect to a file so that nobody else can read or write it, and without a log that could outlive it."""
    before = identity(real)
    uri = f"{real.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
        guard(connection, writing=False)
        try:
            connection.execute("PRAGMA main.locking_mode = EXCLUSIVE").fetchall()
            connection.execute("PRAGMA main.journal_mode = DELETE").fetchall()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            raise ProjectUnavailable(_IN_USE.format(path=path)) from None
        # SQLite keeps it while the file is locked, though nothing is in it any more.
        with suppress(OSError):
            beside(real, "-journal").unlink()
        if identity(real) != before or before == NOWHERE:
            raise ProjectUnavailable(f"{path} is being replaced by another program. Try again in a moment.")
        try:
            yield connection
        except BaseException:
            connection.close()
            _allow_readers(real)
            raise


@contextmanager
def _latest(path: Path, real: Path, version: int, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give the file as the last version before the conversion has it: itself, or a copy that is thrown away."""
    if version == _LAST:
        yield connection
        return
    with leaving_out("pandas", "numpy"):
        from sqlite_utils import Database as Utils

    with ExitStack() as stack:
        part = stack.enter_context(copies.temporary(kept.part_of(real, _LAST), stat.S_IRUSR | stat.S_IWUSR))
        copies.fill(connection, part)
        uri = f"{part.absolute().as_uri()}?mode=rw"
        copy = stack.enter_context(closing(sqlite3.connect(uri, uri=True, isolation_level=None)))
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", f"application_id = {APPLICATION_ID}"):
            copy.execute(f"PRAGMA {pragma}")
        try:
            migrations.apply(Utils(copy, execute_plugins=False))
        except sqlite3.IntegrityError as error:
            raise damaged(path) from error
        yield copy


def _own(part: Path, real: Path) -> None:
    """Let a new file belong to the same people as the old one, where that is allowed."""
    if hasattr(os, "chown"):
        found = os.stat(real)
        with suppress(OSError):
            os.chown(part, found.st_uid, found.st_gid)


def _allow_readers(path: Path) -> None:
    """Let a file be read while it is written, as it was before."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as file:
        file.execute("PRAGMA journal_mode = WAL").fetchall()
