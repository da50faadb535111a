"""The ZIP files in which INCEpTION gives out a document: its XMI with the type system beside it."""

import zipfile
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath

from annotations.exchange import archives
from annotations.exchange.folders import safe_name


def holds_xmi(path: Path) -> bool:
    """Whether a file is a ZIP with XMI in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".xmi") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def unpacked(path: Path) -> AbstractContextManager[Path]:
    """Put the XMI and XML files of a ZIP into a temporary folder, under names of ours and up to a size."""
    return archives.unpacked(path, _target)


def _target(number: int, name: PurePosixPath) -> Path | None:
    """Each XMI file in a folder of its own, so that none hides another, and type systems beside these folders."""
    stem, suffix = safe_name(name.stem, "article"), name.suffix.lower()
    if suffix == ".xmi":
        return Path(str(number)) / f"{stem}.xmi"
    return Path(f"{stem}{number}.xml") if suffix == ".xml" else None
