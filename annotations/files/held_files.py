"""Which files SQLite has open in this process. Nothing else in the process may open them.

POSIX drops all locks of a process on a file when the process closes any descriptor of it. Opening a project once
without SQLite therefore removes its locks, and other programs could write at the same time. Files are identified by
device and number, so that links to them are found as well. Nothing here opens a file.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import RLock

from annotations.errors import ClaimdeskError

COMPANIONS = ("", "-wal", "-shm", "-journal")  # suffixes of the files that belong to a database

Identity = tuple[int, int]
Held = tuple[Identity, str]

_held: Counter[Held] = Counter()
_turn = RLock()  # an abandoned connection can be released while another is recorded


def hold(path: Path) -> Held:
    """Record that SQLite has opened a file. Returns the argument for `release`."""
    key = (_identity(str(path)) or (0, 0), str(path.absolute()))
    with _turn:
        _held[key] += 1
    return key


def release(key: Held) -> None:
    """Record that SQLite has closed a file. It may have been opened more than once."""
    with _turn:
        _held[key] -= 1
        if not _held[key]:
            del _held[key]


def is_held(path: Path) -> bool:
    """Whether a path leads to a file that SQLite has open here, or to one that belongs to it."""
    with _turn:
        held = list(_held)
    return bool(held) and _identity(str(path)) in set(_identities(held))


def refuse_held(path: Path, kind: type[ClaimdeskError] = ClaimdeskError) -> None:
    """Raise the given kind of error, with a message, if a file must not be opened here."""
    if is_held(path):
        raise kind(f"{path} belongs to the project that is open. Choose another file.")


def _identities(held: list[Held]) -> Iterator[Identity]:
    for identity, path in held:
        yield identity
        for suffix in COMPANIONS:
            if found := _identity(path + suffix):
                yield found


def _identity(path: str) -> Identity | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return state.st_dev, state.st_ino
