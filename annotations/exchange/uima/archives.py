"""The ZIP files in which INCEpTION exports a document: its XMI with the type system."""

import zipfile
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath

from annotations.exchange import archives
from annotations.exchange.folders import safe_name


def holds_xmi(path: Path) -> bool:
    """Whether a file is a ZIP that contains XMI."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".xmi") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def unpacked(path: Path) -> AbstractContextManager[Path]:
    """Unpack the XMI and XML files of a ZIP into a temporary folder, under new names and up to a maximum size."""
    return archives.unpacked(path, _target)


def _target(number: int, name: PurePosixPath) -> Path | None:
    """Put each XMI file in its own folder, so that none replaces another, and type systems next to these."""
    stem, suffix = safe_name(name.stem, "article"), name.suffix.lower()
    if suffix == ".xmi":
        return Path(str(number)) / f"{stem}.xmi"
    return Path(f"{stem}{number}.xml") if suffix == ".xml" else None
