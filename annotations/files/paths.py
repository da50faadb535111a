"""Paths that the user gives: only files and folders are read and written, and never a project that is open here.

Opening a pipe can wait for ever, and a device can go on for ever. Nothing here opens a file.
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
    """Refuse to read what is no file (or folder, where one will do) or is open as a project."""
    _check(path, error, "cannot be read", "Choose a file or folder." if folder else "Choose a file.", folder)
    refuse_held(path, error)


def check_output(path: Path, *, folder: bool = False) -> None:
    """Refuse to write over what is no file (or folder, where one is wanted) or is open as a project.

    This program's own standard output may be anything. Raises ExportFailed.
    """
    if is_own_output(path):
        return
    advice = "Choose another name for the output."
    _check(path, ExportFailed, "cannot be written", advice, folder, missing=True)
    refuse_held(path, ExportFailed)


def is_own_output(path: Path) -> bool:
    """Whether a path such as /dev/stdout leads to a pipe or terminal that this program writes to anyway."""
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
