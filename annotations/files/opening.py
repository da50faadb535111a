"""Opening files that come from elsewhere, at once or not at all, and never more of them than memory can bear."""

import os
from pathlib import Path
from typing import IO

from annotations.errors import ClaimdeskError, ImportFailed
from annotations.files.paths import check_input

LARGEST = 500_000_000
"""Bytes of a file that is read whole."""


def opened(path: Path, error: type[ClaimdeskError] = ImportFailed) -> IO[bytes]:
    """Open an ordinary file for reading bytes; raise an error of this kind, fit to show, when that is impossible.

    A pipe that takes the file's place after it was looked at does not hold the program up either.
    """
    check_input(path, error=error)
    try:
        return open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - the caller closes it
    except OSError as found:
        raise error(f"{path} cannot be read: {found.strerror}.") from None


def content_of(path: Path, error: type[ClaimdeskError] = ImportFailed, most: int = LARGEST) -> bytes:
    """The bytes of an ordinary file that has at most so many."""
    with opened(path, error) as file:
        try:
            content = file.read(min(most, os.fstat(file.fileno()).st_size) + 1)  # so much is set aside at once
        except OSError as found:
            raise error(f"{path} cannot be read: {found.strerror}.") from None
    if len(content) > most:
        raise error(f"{path} has more than {most:,} bytes, which is too large for a file of this kind.")
    return content


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
