"""Where an open project file lies: whether its path still leads to it, and how to close it when that is not so.

A sync tool or a file manager can replace, rename or delete a file that is open. SQLite goes on writing to the file it
has open, where nobody will look for it. The numbers of device and file tell. Nothing here opens the file: POSIX drops
all of a process's locks on a file when any descriptor of it is closed, and SQLite relies on its locks.
"""

import errno
import os
import sqlite3
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

Identity = tuple[int, int]
"""The numbers of a device and of a file on it; (0, 0) for a file that is not there."""
Loss = Literal["replaced", "overwritten", "gone", "log"]
"""What happened to an open file: another one has its name, or was copied over it; no file has its name any more; or its
log is not the same."""

NOWHERE: Identity = (0, 0)
_GONE = {errno.ENOENT, errno.ENOTDIR, getattr(errno, "ESTALE", errno.ENOENT)}
# The bytes that SQLite locks while it reads, as its os_unix.c has them: the first, and how many.
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510


class Place:
    """The path of an open project file, and which file was there when it was opened."""

    def __init__(self, path: Path) -> None:
        self._path, self._log = path, beside(path, "-wal")
        self.file, self._log_file = identity(path), NOWHERE

    def note_log(self) -> None:
        """Remember which write-ahead log belongs to the file, once SQLite has opened one."""
        self._log_file = identity(self._log) or NOWHERE

    def loss(self) -> Loss | None:
        """What has become of the file since it was opened; none when it is where it was."""
        if not _same(identity(self._path), self.file):
            return "gone" if identity(self._path) == NOWHERE else "replaced"
        if self._log_file != NOWHERE and not _same(identity(self._log), self._log_file):
            return "log"
        return None

    def take_log_away(self) -> None:
        """Delete the log that a lost file has left here, lest it is read into another file of that name."""
        if self._log_file != NOWHERE and identity(self._log) == self._log_file:
            for name in (self._log, beside(self._path, "-shm")):
                with suppress(OSError):
                    name.unlink()

    def close(self, connection: sqlite3.Connection) -> None:
        """Close a connection without copying its log into the file, and without deleting the log at this path.

        SQLite does neither by itself where the file was replaced; where only its log was, it has to be kept from it.
        """
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE)
            connection.close()
            return
        with self._read_lock():
            connection.interrupt()  # this stops the copying where there are no such locks
            connection.close()

    @contextmanager
    def _read_lock(self) -> Iterator[None]:
        """Lock the file as a reader in another program would, so that SQLite is not the last to close it. Linux only.

        A lock of an open file description, unlike others, holds against this process, too.
        """
        if not sys.platform.startswith("linux") or identity(self._path) != self.file:
            yield
            return
        import fcntl

        lock = struct.pack("hhqqi", fcntl.F_RDLCK, os.SEEK_SET, _SHARED_FIRST, _SHARED_SIZE, 0)
        descriptor = os.open(self._path, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, lock)
            yield
        finally:
            os.close(descriptor)


def identity(path: Path) -> Identity | None:
    """Which file is at a path; none when nobody can say, as when a network is down."""
    try:
        found = os.stat(path)
    except OSError as error:
        return NOWHERE if error.errno in _GONE else None
    return found.st_dev, found.st_ino


def beside(path: Path, suffix: str) -> Path:
    """The path of a file that SQLite keeps beside a database."""
    return path.with_name(path.name + suffix)


def _same(now: Identity | None, then: Identity | None) -> bool:
    return now is None or then is None or now == then
