"""CSV files of any encoding and delimiter, row by row."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import IO

from annotations.errors import ImportFailed
from annotations.exchange.files import read_text

LONGEST = 16_000_000
"""Characters of a cell; Python's own limit is less than a long article."""
_DELIMITERS = ",;\t|"


class Table:
    """An open table: its header, and its rows as cells by name with the line on which each ends."""

    def __init__(self, path: Path, file: IO[str]) -> None:
        self._path = path
        first = file.readline(LONGEST)
        file.seek(0)
        delimiter = max(_DELIMITERS, key=first.count)
        self._reader = csv.reader(file, delimiter=delimiter)
        self.header = [name.strip().removeprefix("\ufeff") for name in next(self._reader, [])]

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows under the header; empty lines are passed over, cells beyond the header are left out."""
        try:
            for cells in self._reader:
                if cells:
                    yield self._reader.line_num, dict(zip(self.header, cells, strict=False))
        except csv.Error as error:
            raise ImportFailed(f"{self._path}:{self._reader.line_num}: This row cannot be read: {error}.") from None


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a table as a stream when it is in UTF-8, else as the text it is."""
    before = csv.field_size_limit(LONGEST)
    try:
        if _is_utf8(path):
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield Table(path, file)
        else:
            yield Table(path, StringIO(read_text(path).text, newline=""))
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from None
    finally:
        csv.field_size_limit(before)


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return all("\0" not in part for part in iter(lambda: file.read(1_000_000), ""))
    except UnicodeDecodeError:
        return False
