"""Reading bytes as text and writing files whole: encodings are recognised, and a failed write leaves nothing behind."""

import codecs
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

from annotations.errors import ExportFailed, ImportFailed
from annotations.exchange.records import Remark
from annotations.held_files import is_held, refuse_held

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = dict.fromkeys(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_CONTROL_SHARE = 0.02  # a text may have some stray control characters, as scraping leaves them
_SQLITE = b"SQLite format 3\0"
MANY_FILES = 100  # to wait for each of more takes longer than to wait for everything that the system has to write
MARKER = ".claimdesk-export"
LOSSES_NAME = "LOSSES.txt"


class Decoded(NamedTuple):
    """A text and the encoding in which it was found."""

    text: str
    encoding: str

    def remarks(self, path: Path) -> list[Remark]:
        """Tell which encoding was guessed, when it was not plain UTF-8."""
        if self.encoding in ("utf-8", "ascii"):
            return []
        told = f"Read as {self.encoding}. If letters look wrong, save the file in UTF-8 and import it again."
        return [Remark(str(path), told, lost=False)]


def read_text(path: Path) -> Decoded:
    """Read a text file in whatever encoding it is; refuse one that is not text at all."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from None
    marked = (encoding for mark, encoding in _MARKS if content.startswith(mark))
    for encoding in (*marked, "utf-8"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return Decoded(text, encoding.removesuffix("-sig"))
    return _guessed(path, content)


def _guessed(path: Path, content: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    matches = from_bytes(content)
    best = matches.best()
    if best is None or not _is_text(str(best)):
        raise ImportFailed(f"{path} is not a text file. Save it as plain text in UTF-8 and import it again.")
    # Among encodings that fit equally well it takes the first by name; by far the most frequent is Windows' Latin-1.
    tied = (m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence) and m.encoding == "cp1252")
    best = next(tied, best)
    return Decoded(str(best), best.encoding.replace("_", "-"))


def _is_text(text: str) -> bool:
    controls = len(text) - len(text.translate(_CONTROLS))
    return controls <= max(1, len(text) * _CONTROL_SHARE)


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name only when everything is on the disk.

    A device or pipe is written as it is. A project is never written over.
    """
    try:
        path = path.resolve()
        refuse_held(path, ExportFailed)
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        if path.is_file() and _begins(path, _SQLITE):
            raise ExportFailed(f"{path} is a project or another database. Choose another name for the output.")
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            try:
                yield part
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).chmod(0o666 & ~_umask())
                part.close()
                Path(part.name).replace(path)
            except BaseException:
                part.close()
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ExportFailed(f"{path} cannot be written: {error.strerror}. Nothing was left half written.") from None


@contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """Give a new folder beside `path` to write into; it takes that name only when everything is on the disk.

    A folder that is there already is replaced when it is empty or an earlier export, else ExportFailed is raised.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_dir():
            raise ExportFailed(f"{path} is a file, and this format is a folder. Choose another name for the output.")
        if path.is_dir() and any(path.iterdir()) and not (path / MARKER).is_file():
            raise ExportFailed(f"The folder {path} holds other files. Choose a new name for the output.")
        if path.is_dir() and any(map(is_held, path.rglob("*"))):
            raise ExportFailed(f"The folder {path} holds the project that is open. Choose a new name for the output.")
        part = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            part.chmod(0o777 & ~_umask())
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
    old = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.old."))
    path.rename(old / path.name)
    part.rename(path)
    shutil.rmtree(old)


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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
