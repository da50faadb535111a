"""Which files an import reads: named files, and importable files in folders."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange import sidecar
from annotations.exchange.files import LOSSES_NAME, MARKER
from annotations.exchange.formats import FORMATS, format_of
from annotations.files.held_files import is_held


def input_files(inputs: Sequence[str]) -> list[Path]:
    """Expand files, folders and globs to files; folders give what has a known suffix, by name.

    A folder that is of a format itself, and holds nothing else that could be imported, stays as it is.
    """
    suffixes = {suffix for known in FORMATS if known.read for suffix in known.suffixes}
    found: dict[Path, None] = {}
    for name in inputs:
        paths = [Path(name)]
        if os.path.isdir(name) and not _is_of_one_format(Path(name), suffixes):
            paths = sorted(_inputs_in(name, suffixes))
        elif not os.path.exists(name):
            paths = sorted(path for path in map(Path, glob.glob(name, recursive=True)) if path.is_file())
        if not paths:
            wanted = ", ".join(sorted(suffixes))
            raise ImportFailed(f"There is nothing to import at {name}. In folders, only {wanted} files are imported.")
        found |= dict.fromkeys(paths)
    return list(found)


def _inputs_in(folder: str, suffixes: set[str]) -> Iterator[Path]:
    """The files with a known suffix in a folder and its subfolders; and unreadable folders, to be reported."""
    unreadable: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        for path in (
            Path(place, name) for name in names if not name.endswith(LOSSES_NAME)
        ):  # not an article, but our own file
            if path.suffix.lower() in suffixes and not is_held(path):
                yield path
    yield from unreadable


def _is_of_one_format(folder: Path, suffixes: set[str]) -> bool:
    """Whether a folder is one of our exports, or consists only of the files of one format."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in suffixes and path.is_file()]
    if any(map(is_held, files)):
        return False  # its reader might open them
    known = format_of(folder)
    if known is None:
        return False
    return (folder / MARKER).is_file() or all(
        path.suffix.lower() in known.suffixes or sidecar.belongs(path, known.suffixes) for path in files
    )
