"""Paths from the user: only files and folders are read and written, and never an open project.

Opening a pipe can block forever, and a device may never end. Nothing here opens a file.
"""

import os
import stat
from pathlib import Path

from annotations.errors import ClaimdeskError, ExportFailed, ImportFailed
from annotations.files.held_files import refuse_held

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def check_input(path: Path, *, folder: bool = False, error: type[ClaimdeskError] = ImportFailed) -> None:
    """Refuse to read anything except a file (or folder, if allowed), or an open project."""
    _check(path, error, "cannot be read", "Choose a file or folder." if folder else "Choose a file.", folder)
    refuse_held(path, error)


def check_output(path: Path, *, folder: bool = False) -> None:
    """Refuse to overwrite anything except a file (or folder, if expected), or an open project.

    This program's own standard output may be anything. Raises ExportFailed.
    """
    if is_own_output(path):
        return
    advice = "Choose another name for the output."
    _check(path, ExportFailed, "cannot be written", advice, folder, missing=True)
    refuse_held(path, ExportFailed)


def is_own_output(path: Path) -> bool:
    """Whether a path such as /dev/stdout is a pipe or terminal that this program already writes to."""
    try:
        found = os.stat(path)
        return not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)) and os.path.samestat(found, os.fstat(1))
    except (OSError, ValueError):
        return False


def _check(
    path: Path, error: type[ClaimdeskError], what: str, advice: str, folder: bool, *, missing: bool = False
) -> None:
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError as gone:
        if missing:
            return
        raise error(f"{path} {what}: {gone.strerror}. {advice}") from None
    except (OSError, ValueError) as wrong:
        raise error(f"{path} {what}: {getattr(wrong, 'strerror', None) or wrong}. {advice}") from None
    if stat.S_ISREG(mode) or (folder and stat.S_ISDIR(mode)):
        return
    raise error(f"{path} is {_KINDS.get(stat.S_IFMT(mode), 'not a file')}. {advice}")
