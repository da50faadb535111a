"""Write files atomically: they appear once everything is on the disk, and a failed write leaves nothing behind."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from secrets import token_hex
from typing import IO

from annotations.errors import ExportFailed
from annotations.files.held_files import is_held
from annotations.files.paths import check_output, is_own_output

_SQLITE = b"SQLite format 3\0"
MANY_FILES = 100  # above this number, waiting for each file takes longer than syncing the whole disk
MARKER = ".claimdesk-export"
LONGEST_NAME = 40  # part of a file name: file systems allow 255 bytes
_BINARY = getattr(os, "O_BINARY", 0)
LOSSES_NAME = "LOSSES.txt"


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing. It appears under its name only when everything is on the disk.

    A replaced file keeps its permissions, and a symbolic link stays a link. Projects and special files are never
    overwritten, except this program's own standard output.
    """
    try:
        check_output(path)
        if is_own_output(path):
            with path.open("wb") as file:
                yield file
            return
        path = Path(os.path.realpath(path))
        if path.exists() and _begins(path, _SQLITE):
            raise ExportFailed(f"{path} is a project or another database. Choose another name for the output.")
        with _part_of(path) as part:
            yield part
    except OSError as error:
        raise ExportFailed(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None


@contextmanager
def _part_of(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that gets the name `path` when it is complete, and is deleted if anything fails."""
    part = path.with_name(f".{path.name[:LONGEST_NAME]}.{token_hex(4)}")
    file = os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o666), "wb")
    try:
        _take_permissions(file.fileno(), part, path)
        yield file
        file.flush()
        os.fsync(file.fileno())
        file.close()
        part.replace(path)
    except BaseException:
        with suppress(OSError):  # of a full disk, once more
            file.close()
        with suppress(OSError):
            part.unlink()
        raise


def _take_permissions(descriptor: int, part: Path, path: Path) -> None:
    """Give a new file the owner and permissions of the file that it will replace, before writing to it."""
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "fchown"):
        with suppress(OSError):  # only root may give files away
            os.fchown(descriptor, old.st_uid, old.st_gid)
    part.chmod(stat.S_IMODE(old.st_mode))


@contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """Provide a new folder next to `path` to write into. It gets that name only when everything is on the disk.

    An existing folder is replaced if it is empty or an earlier export; otherwise ExportFailed is raised.
    """
    try:
        check_output(path, folder=True)
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_dir():
            raise ExportFailed(f"{path} is a file, but this format is a folder. Choose another name for the output.")
        if path.is_dir() and any(path.iterdir()) and not (path / MARKER).is_file():
            raise ExportFailed(f"The folder {path} contains other files. Choose a new name for the output.")
        if path.is_dir() and any(map(is_held, path.rglob("*"))):
            raise ExportFailed(f"The folder {path} contains the open project. Choose a new name for the output.")
        part = path.with_name(f".{path.name[:LONGEST_NAME]}.{token_hex(4)}")
        part.mkdir()
        try:
            if path.is_dir():
                part.chmod(stat.S_IMODE(path.stat().st_mode))
            yield part
            (part / MARKER).write_text(
                "This folder was written by Claimdesk. The next export to it replaces its content.\n"
            )
            _sync_all(part)
            _replace_folder(part, path)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise ExportFailed(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None


def _replace_folder(part: Path, path: Path) -> None:
    if not path.exists():
        part.rename(path)
        return
    old = path.with_name(f".{path.name[:LONGEST_NAME]}.{token_hex(4)}.old")
    path.rename(old)
    try:
        part.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync_all(folder: Path) -> None:
    """Wait until all files of a folder are on the disk: one by one, or all at once if there are many."""
    files = (file for file in folder.rglob("*") if file.is_file())
    some = list(islice(files, MANY_FILES))
    if len(some) == MANY_FILES and hasattr(os, "sync"):
        os.sync()
        return
    for file in chain(some, files):
        _sync(file)


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _begins(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start
