"""Open untrusted files without blocking, and never read more than memory can take."""

import os
from pathlib import Path
from typing import IO

from annotations.errors import ClaimdeskError, ImportFailed
from annotations.files.paths import check_input

LARGEST = 500_000_000
"""Maximum bytes of a file that is read as a whole."""


def opened(path: Path, error: type[ClaimdeskError] = ImportFailed) -> IO[bytes]:
    """Open an ordinary file for reading bytes. If that fails, raise the given kind of error with a message.

    Does not block, even if the file is replaced by a pipe after it was checked.
    """
    check_input(path, error=error)
    try:
        return open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - the caller closes it
    except OSError as found:
        raise error(f"{path} cannot be read: {found.strerror}.") from None


def content_of(path: Path, error: type[ClaimdeskError] = ImportFailed, most: int = LARGEST) -> bytes:
    """The bytes of an ordinary file of at most this size."""
    with opened(path, error) as file:
        try:
            content = file.read(min(most, os.fstat(file.fileno()).st_size) + 1)  # this much is allocated at once
        except OSError as found:
            raise error(f"{path} cannot be read: {found.strerror}.") from None
    if len(content) > most:
        raise error(f"{path} has more than {most:,} bytes, which is too large for a file of this kind.")
    return content


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
