"""Read CSV files of any encoding and delimiter, row by row."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from annotations.display import many
from annotations.errors import ImportFailed
from annotations.exchange.records import ImportNote
from annotations.exchange.spans import shown
from annotations.exchange.text_files import broken
from annotations.files import opening
from annotations.files.encodings import UTF_8, Encoding, encoding_of

LONGEST = 16_000_000
"""Maximum characters in a cell. Python's own limit is shorter than a long article."""
_DELIMITERS = ",;\t|"
_LOST = "\ufffd"


class Table:
    """An open table: its header, and its rows as cells by name, each with the line where it ends."""

    def __init__(self, path: Path, file: TextIOWrapper, encoding: Encoding) -> None:
        self._path, self.encoding = path, encoding
        first = file.readline(LONGEST)
        file.seek(0)
        delimiter = max(_DELIMITERS, key=first.count)
        self._reader = csv.reader(file, delimiter=delimiter)
        self.header = _told_apart([name.strip().removeprefix("\ufeff") for name in next(self._reader, [])])

    def rows(self) -> Iterator[tuple[int, dict[str, str]] | ImportNote]:
        """The rows below the header. Empty lines are skipped; a note precedes a row with too many cells."""
        may_break = self.encoding.broken or self.encoding.guessed
        try:
            for cells in self._reader:
                place = f"{self._path}:{self._reader.line_num}"
                if may_break and any(_LOST in cell for cell in cells):
                    yield ImportNote(place, broken(self.encoding))
                if surplus := [cell for cell in cells[len(self.header) :] if cell.strip()]:
                    yield ImportNote(place, _left_out(surplus, len(self.header)))
                if cells:
                    yield self._reader.line_num, dict(zip(self.header, cells, strict=False))
        except csv.Error as error:
            message = f"This row cannot be read: {error}. This row and all rows after it were left out."
            raise ImportFailed(f"{self._path}:{self._reader.line_num}: {message}") from None


def _told_apart(names: list[str]) -> list[str]:
    """Unique names for the columns. A column without a name, or with an earlier column's name, gets its number."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        free = name or f"column {number}"
        while free in found:
            free = f"{free} column {number}"
        found[free] = None
    return list(found)


def _left_out(cells: list[str], columns: int) -> str:
    first = shown(cells[0])
    what = f"A cell was left out: {first}" if len(cells) == 1 else f"{len(cells):,} cells were left out, first {first}"
    return f"{what}. The header names only {many(columns, 'column')}."


@contextmanager
def opened(path: Path, encoding: str = "") -> Iterator[Table]:
    """Open a table as a stream, in the given encoding or its own."""
    before = csv.field_size_limit(LONGEST)
    try:
        known = encoding_of(path, encoding)
        codec = "utf-8-sig" if known.codec == UTF_8 else known.codec
        with opening.opened(path) as file, TextIOWrapper(file, codec, errors="replace", newline="") as text:
            yield Table(path, text, known)
    finally:
        csv.field_size_limit(before)
