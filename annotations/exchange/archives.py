"""ZIP archives: unpack them within limits to read their files, and write them for formats that are folders."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zlib import error as DamagedData

from annotations.errors import ExportFailed, ImportFailed
from annotations.exchange.files import LONGEST_NAME, MARKER, written_whole

SUFFIX = ".zip"
LARGEST = 1 << 30
LEAST, LARGEST_RATIO = 200_000_000, 100  # bytes that any archive may become, and bytes for each of its own
MOST_MEMBERS = 20_000
_PART = 1 << 20
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_LONGEST_PART = 100

Target = Callable[[int, PurePosixPath], Path | None]
"""The path for unpacking a member, by its number and name, below a common folder. None skips the member."""


@contextmanager
def unpacked(path: Path, target: Target) -> Iterator[Path]:
    """Unpack members of a ZIP into a temporary folder, up to a maximum size.

    ImportFailed when it is damaged, or made to fill the disk.
    """
    with TemporaryDirectory(prefix="claimdesk-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, Path(folder), path, target)
        except (zipfile.BadZipFile, DamagedData, NotImplementedError, RuntimeError) as error:
            raise ImportFailed(f"{path} is not a readable archive: {error}.") from None
        except OSError as error:
            raise ImportFailed(f"{path} cannot be read: {error.strerror or error}.") from None
        yield Path(folder)


def _unpack(archive: zipfile.ZipFile, folder: Path, path: Path, target: Target) -> None:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise ImportFailed(f"{path} has more than {MOST_MEMBERS:,} files, so it was not opened.")
    most = left = min(LARGEST, max(LEAST, LARGEST_RATIO * path.stat().st_size))
    for number, member in enumerate(members):
        place = target(number, PurePosixPath(member.filename))
        if place is None or (folder / place).exists():
            continue
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, (folder / place).open("wb") as copy:
            while part := source.read(_PART):
                left -= len(part)
                if left < 0:
                    raise ImportFailed(f"{path} was not opened: its files have more than {most:,} bytes.")
                copy.write(part)


def as_it_is(number: int, name: PurePosixPath) -> Path | None:
    """The path of a member below the folder, without parts that could escape it or that some system forbids."""
    parts = [_UNSAFE.sub("_", part)[-_LONGEST_PART:] for part in name.parts if part not in ("/", ".", "..")]
    return Path(*parts) if parts and name.suffix.lower() != SUFFIX else None


@contextmanager
def zipped(path: Path) -> Iterator[Path]:
    """Provide a folder to write into. Once it is complete, its content becomes the ZIP archive `path`."""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:LONGEST_NAME]}.") as folder:
            yield Path(folder)
            with written_whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                for found in sorted(Path(folder).rglob("*")):
                    if found.is_file() and found.name != MARKER:
                        archive.write(found, found.relative_to(folder).as_posix())
    except OSError as error:
        raise ExportFailed(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None
