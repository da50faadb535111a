"""Which files SQLite has open in this process. Nothing else in the process may open them.

POSIX drops all locks of a process on a file when the process closes any descriptor of it. So one look into an open
project by other means than SQLite leaves it without locks, and other programs write over what this one is writing.
Files are told apart by device and number, so that links to them are found as well. Nothing here opens a file.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import RLock

from annotations.errors import ClaimdeskError

COMPANIONS = ("", "-wal", "-shm", "-journal")  # the names that SQLite gives to what belongs to a database

Identity = tuple[int, int]
Held = tuple[Identity, str]

_held: Counter[Held] = Counter()
_turn = RLock()  # a connection that nobody uses any more can be released while another is noted


def hold(path: Path) -> Held:
    """Note that SQLite has opened a file; returns what `release` takes."""
    key = (_identity(str(path)) or (0, 0), str(path.absolute()))
    with _turn:
        _held[key] += 1
    return key


def release(key: Held) -> None:
    """Note that SQLite has closed a file again. It may have opened it more than once."""
    with _turn:
        _held[key] -= 1
        if not _held[key]:
            del _held[key]


def is_held(path: Path) -> bool:
    """Tell whether a path leads to a file that SQLite has open here, or to one that belongs to it."""
    with _turn:
        held = list(_held)
    return bool(held) and _identity(str(path)) in set(_identities(held))


def refuse_held(path: Path, kind: type[ClaimdeskError] = ClaimdeskError) -> None:
    """Raise an error of a kind, fit to show, when a file must not be opened here."""
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
