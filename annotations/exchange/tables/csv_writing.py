"""The only place that writes CSV: complete files, every cell quoted, no text that runs as a formula."""

import codecs
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from annotations.exchange.files import written_whole
from annotations.exchange.tables.csv_cells import Safe, shown


def write_table(path: Path, header: Sequence[object], rows: Iterable[Sequence[object]]) -> int:
    """Write a table in UTF-8 with the byte order mark that Excel needs. Return the number of rows.

    Texts that a spreadsheet would run as a formula get an apostrophe in front (see `shown`). Numbers and `Safe` texts
    are written unchanged, None as an empty cell. If the file cannot be written, ExportFailed is raised and an older
    file stays.
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
    """Receives the lines of a CSV as text and writes them as UTF-8, without a buffer that needs flushing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, line: str) -> int:
        """Write a line."""
        return self._file.write(line.encode())


def _cell(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Safe) else value
