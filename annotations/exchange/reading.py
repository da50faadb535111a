"""Read one file in any format. Problems become notes, and reading continues with the next file."""

import os
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange.format import Format, ReadItem
from annotations.exchange.formats import FORMATS, format_named, format_of
from annotations.exchange.guarding import each
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote
from annotations.files.paths import check_input

_MAY_BE_EMPTY = (".ann", ".txt")  # texts without marks; empty texts are handled by their own reader


def format_to_read(name: str | None) -> Format | None:
    """Find the format that the user named. None if no name was given. Raises ImportFailed if it is only written."""
    chosen = format_named(name) if name else None
    if chosen and chosen.read is None:
        raise ImportFailed(f"{chosen.title} can only be written, not imported. Leave out --format {chosen.name}.")
    return chosen


def read_file(path: Path, chosen: Format | None = None, options: Options = NO_OPTIONS) -> Iterator[ReadItem]:
    """Everything in a file or folder, in the given format or the one that suffix and content show."""
    yield from each(str(path), _read, path, chosen, options)


def _read(path: Path, chosen: Format | None, options: Options) -> Iterator[ReadItem]:
    check_input(path, folder=True)
    if not path.is_dir() and path.stat().st_size == 0 and path.suffix.lower() not in _MAY_BE_EMPTY:
        yield ImportNote(str(path), "This file is empty.")
        return
    known = chosen or format_of(path)
    if known is not None and known.read is not None:
        yield from known.read(path, options)
    elif path.is_dir():
        yield ImportNote(str(path), _about_folder(path))
    else:
        is_known = any(known.reads(path.suffix) for known in FORMATS)
        message = (
            "The format of this file was not recognised."
            if is_known
            else f"Files of type “{path.suffix}” are not known."
        )
        yield ImportNote(str(path), f"{message} Choose a format with --format.")


def _about_folder(path: Path) -> str:
    try:
        with os.scandir(path):
            return "The format of this folder was not recognised. Import the files in it instead."
    except OSError as error:
        return f"This folder cannot be read: {error.strerror}."
