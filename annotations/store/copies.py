"""Copies of an open project: whole or not there at all, and readable by nobody who may not read the project."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from annotations.errors import ProjectDamaged, ProjectUnavailable
from annotations.store.database import Database, check_version
from annotations.store.failures import sentences_for
from annotations.store.place import beside

_NOT_WHOLE = "{path} cannot be saved: the file that was copied over it has replaced a part of your work."
_BESIDE = ("-wal", "-shm", "-journal")


def copy(database: Database, path: Path) -> None:
    """Write all that is in the open file, with what its log still holds, to a new file. Never replaces one.

    The copy has another name until it is whole. It is read from the open file, wherever that one is by now.
    """
    with new_file(path, database.mode) as part, sentences_for(path):
        if database.loss == "overwritten":
            _fill_with_what_is_left(database, part)
        else:
            fill(database.connection, part)


@contextmanager
def new_file(path: Path, mode: int) -> Iterator[Path]:
    """Give an empty file with some permissions; it is called `path`, where nothing may be, when the block ends well."""
    in_the_way = _in_the_way(path)
    if in_the_way:
        raise ProjectUnavailable(f"{in_the_way} is already there. Choose another name.")
    try:
        with temporary(path.with_name(f".{path.name}.{os.getpid()}.part"), mode) as part:
            yield part
            sync(part)
            _publish(part, path)
    except OSError as error:
        raise ProjectUnavailable(f"{path} cannot be written: {error.strerror}. Choose another place.") from None


@contextmanager
def temporary(part: Path, mode: int) -> Iterator[Path]:
    """Give an empty file with some permissions, which is gone when the block ends unless it has another name then."""
    try:
        _make_empty(part, mode)
        yield part
    finally:
        for name in (part, *(beside(part, suffix) for suffix in _BESIDE)):
            with suppress(OSError):
                name.unlink()


def is_free(path: Path) -> bool:
    """Whether a copy could be written under a name: nothing is there, and no log of an earlier file."""
    return _in_the_way(path) is None


def _in_the_way(path: Path) -> Path | None:
    names = (path, *(beside(path, suffix) for suffix in _BESIDE))
    return next((name for name in names if os.path.lexists(name)), None)


def _make_empty(part: Path, mode: int) -> None:
    """Make an empty file with its permissions, before there is anything to read in it."""
    with suppress(FileNotFoundError):
        part.unlink()
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(descriptor)
    part.chmod(mode)


def fill(source: sqlite3.Connection, part: Path) -> None:
    """Write all that is in an open file to an empty one, which is worth nothing unless this ends well."""
    with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as target:
        # A part that is not whole is thrown away, so there is nothing to roll back to; it is synced when it is whole.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        source.execute("BEGIN")  # so that a lock of another program is told, for which “backup” waits without end
        try:
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            source.backup(target)
        finally:
            source.execute("ROLLBACK")


def _fill_with_what_is_left(database: Database, part: Path) -> None:
    """Copy what is in memory and in the log, which is refused unless it makes a whole project."""
    from annotations.store.integrity import file_findings

    try:
        with sentences_for(part):
            fill(database.connection, part)
        with closing(Database(part, readonly=True)) as made:
            check_version(made)
            whole = database.content.is_in(made.connection) and next(file_findings(made), None) is None
    except ProjectUnavailable:
        whole = False
    if not whole:
        raise ProjectDamaged(_NOT_WHOLE.format(path=database.path), "Go back to a backup of it.")


def sync(path: Path) -> None:
    """Have a file or folder written to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _publish(part: Path, path: Path) -> None:
    """Give a file its name, unless something has got it meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise ProjectUnavailable(f"{path} is already there. Choose another name.") from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise ProjectUnavailable(f"{path} is already there. Choose another name.") from None
        part.rename(path)
    with suppress(OSError):  # Windows cannot open folders
        sync(path.parent)
