"""Copies of an open project: whole or not there at all, and readable by nobody who may not read the project."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from annotations.errors import ProjectUnavailable
from annotations.store.database import Database, sentences_for
from annotations.store.place import beside

_BESIDE = ("-wal", "-shm", "-journal")


def copy(database: Database, path: Path) -> None:
    """Write all that is in the open file, with what its log still holds, to a new file. Never replaces one.

    The copy has another name until it is whole. It is read from the open file, wherever that one is by now.
    """
    for name in (path, *(beside(path, suffix) for suffix in _BESIDE)):
        if os.path.lexists(name):
            raise ProjectUnavailable(f"{name} is already there. Choose another name.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _make_empty(part, database.mode)
        with sentences_for(path):
            _fill(database, part)
        _sync(part)
        _publish(part, path)
    except OSError as error:
        raise ProjectUnavailable(f"{path} cannot be written: {error.strerror}. Choose another place.") from None
    finally:
        with suppress(OSError):
            part.unlink()


def _make_empty(part: Path, mode: int) -> None:
    """Make an empty file with its permissions, before there is anything to read in it."""
    with suppress(FileNotFoundError):
        part.unlink()
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(descriptor)
    part.chmod(mode)


def _fill(database: Database, part: Path) -> None:
    with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as target:
        # A part that is not whole is thrown away, so there is nothing to roll back to; it is synced when it is whole.
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        database.connection.backup(target)


def _sync(path: Path) -> None:
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
        _sync(path.parent)
