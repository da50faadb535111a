"""How much room on the disk it takes to bring a file up to date."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage

from annotations.errors import ProjectUnavailable
from annotations.store.database import FIRST_VERSION

_NO_ROOM = (
    "There is not enough room on the disk to bring {path} up to date, so it was left as it is. That takes up to"
    " {needed}, and {free} free. Free some space and open it again."
)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_LEAST = 5  # what a new file is at least: a fifth of the old one


@contextmanager
def sentences_about_room(path: Path, real: Path, version: int) -> Iterator[None]:
    """Say how much room is needed when it cannot be enough, or is not."""
    size = os.stat(real).st_size
    copies = 1 if version == FIRST_VERSION - 1 else 2  # besides the new file, the old one with the latest tables
    free = _free(real)
    if free is not None and free < (copies - 1) * size + size // _LEAST:
        raise ProjectUnavailable(_sentence(path, real, copies * size))
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or (
            isinstance(error, OSError) and error.errno in _FULL
        )
        if full:
            raise ProjectUnavailable(_sentence(path, real, copies * size)) from None
        if isinstance(error, OSError):
            raise ProjectUnavailable(
                f"{path} cannot be brought up to date here: {error.strerror}. Copy it to a folder you can write to."
            ) from None
        raise


def _sentence(path: Path, real: Path, needed: int) -> str:
    free = _free(real)
    left = "there is less" if free is None else f"{_megabytes(free)} are"
    return _NO_ROOM.format(path=path, needed=_megabytes(needed), free=left)


def _free(real: Path) -> int | None:
    with suppress(OSError):
        return disk_usage(real.parent).free
    return None


def _megabytes(size: int) -> str:
    return f"{max(1, -(-size // 1_000_000)):,} MB"
