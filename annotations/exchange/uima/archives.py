"""The ZIP files in which INCEpTION gives out a document: its XMI with the type system beside it."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zlib import error as DamagedData

from annotations.errors import ImportFailed
from annotations.exchange.folders import safe_name

LARGEST = 1 << 30
MOST_MEMBERS = 20_000
_PART = 1 << 20


def holds_xmi(path: Path) -> bool:
    """Whether a file is a ZIP with XMI in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".xmi") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Put the XMI and XML files of a ZIP into a temporary folder, under names of ours and up to a size.

    ImportFailed when it is damaged, or made to fill the disk.
    """
    with TemporaryDirectory(prefix="claimdesk-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, Path(folder), path)
        except (zipfile.BadZipFile, DamagedData, NotImplementedError, RuntimeError) as error:
            raise ImportFailed(f"{path} is no archive that can be read: {error}.") from None
        except OSError as error:
            raise ImportFailed(f"{path} cannot be read: {error.strerror or error}.") from None
        yield Path(folder)


def _unpack(archive: zipfile.ZipFile, folder: Path, path: Path) -> None:
    members = [member for member in archive.infolist() if member.filename.lower().endswith((".xmi", ".xml"))]
    if len(members) > MOST_MEMBERS:
        raise ImportFailed(f"{path} holds more than {MOST_MEMBERS:,} files: it was not opened.")
    left = LARGEST
    for number, member in enumerate(members):
        name = PurePosixPath(member.filename)
        place = folder / str(number) if name.suffix.lower() == ".xmi" else folder
        place.mkdir(exist_ok=True)
        target = place / f"{safe_name(name.stem, 'article')}{'' if place != folder else number}{name.suffix.lower()}"
        with archive.open(member) as source, target.open("wb") as copy:
            while part := source.read(_PART):
                left -= len(part)
                if left < 0:
                    raise ImportFailed(f"{path} was not opened: it becomes more than {LARGEST:,} bytes.")
                copy.write(part)
