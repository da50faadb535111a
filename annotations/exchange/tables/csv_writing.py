"""The one way in which CSV leaves the program: whole files, every cell in quotation marks, no text run as a formula."""

import codecs
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from annotations.exchange.files import written_whole
from annotations.exchange.tables.csv_cells import Safe, shown


def write_table(path: Path, header: Sequence[object], rows: Iterable[Sequence[object]]) -> int:
    """Write a table in UTF-8 with the byte order mark that Excel needs; return how many rows there were.

    Texts that a spreadsheet would run as a formula get an apostrophe in front (see `shown`); numbers and `Safe` texts
    are written as they are, None as an empty cell. When the file cannot be written, ExportFailed is raised and an older
    file stays as it was.
    """
    count = 0
    with written_whole(path) as file:
        file.write(codecs.BOM_UTF8)
        writer = csv.writer(_Encoded(file), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([_cell(name) for name in header])
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([_cell(value) for value in row])
    return count


class _Encoded:
    """Takes the lines of a CSV as text and writes them as UTF-8, keeping nothing back that would need flushing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, line: str) -> int:
        """Write a line."""
        return self._file.write(line.encode())


def _cell(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Safe) else value
