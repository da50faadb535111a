"""Writing files whole: they appear when everything is on the disk, and a failed write leaves nothing behind."""

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
MANY_FILES = 100  # to wait for each of more takes longer than to wait for everything that the system has to write
MARKER = ".claimdesk-export"
LONGEST_NAME = 40  # of a file, in the name of its part: file systems allow 255 bytes
_BINARY = getattr(os, "O_BINARY", 0)
LOSSES_NAME = "LOSSES.txt"


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name only when everything is on the disk.

    A file that is replaced keeps its permissions, and a link keeps leading to the file. A project is never written
    over, nor anything that is no file; only this program's own standard output is written as it is.
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
        raise ExportFailed(f"{path} cannot be written: {error.strerror}. Nothing was left half written.") from None


@contextmanager
def _part_of(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the name `path` when it is whole, and is gone when anything failed."""
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
    """Give a new file the owner and permissions of the one that it will replace, before it holds anything."""
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
    """Give a new folder beside `path` to write into; it takes that name only when everything is on the disk.

    A folder that is there already is replaced when it is empty or an earlier export, else ExportFailed is raised.
    """
    try:
        check_output(path, folder=True)
        path = Path(os.path.realpath(path))
        if path.exists() and not path.is_dir():
            raise ExportFailed(f"{path} is a file, and this format is a folder. Choose another name for the output.")
        if path.is_dir() and any(path.iterdir()) and not (path / MARKER).is_file():
            raise ExportFailed(f"The folder {path} holds other files. Choose a new name for the output.")
        if path.is_dir() and any(map(is_held, path.rglob("*"))):
            raise ExportFailed(f"The folder {path} holds the project that is open. Choose a new name for the output.")
        part = path.with_name(f".{path.name[:LONGEST_NAME]}.{token_hex(4)}")
        part.mkdir()
        try:
            if path.is_dir():
                part.chmod(stat.S_IMODE(path.stat().st_mode))
            yield part
            (part / MARKER).write_text("A folder written by Claimdesk; it is replaced by the next export here.\n")
            _sync_all(part)
            _replace_folder(part, path)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise ExportFailed(f"{path} cannot be written: {error.strerror}. Nothing was left half written.") from None


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
    """Wait until all files of a folder are on the disk: one by one, or where there are many all at once."""
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
