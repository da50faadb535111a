"""CSV: a row per annotation, for spreadsheets and scripts. An article's text and metadata are in its first row.

`csv_writing` does the writing and `annotation_rows` explains the offsets. The rows of an article may be anywhere, since
a spreadsheet may have sorted them. Tables with a row per text and its label are read too.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange.external import ExternalRecord
from annotations.exchange.guarding import each, one
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.tables.annotation_gathering import Gathering
from annotations.exchange.tables.annotation_rows import COUNTED, FORMULAS, LONG_CELLS, names, rows
from annotations.exchange.tables.csv_cells import meant
from annotations.exchange.tables.csv_files import Table, opened
from annotations.exchange.tables.csv_writing import write_table
from annotations.exchange.tables.rows import TEXTS, Tags, read_row
from annotations.exchange.text_files import about
from annotations.scheme import Scheme

LOSSES: tuple[Loss, ...] = (FORMULAS, LONG_CELLS)
_OURS = {"article", "article_text", "layer", "start", "end"}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first line of a file names columns, one of which may contain texts."""
    try:
        with opened(path) as table:
            header = table.header
    except (ImportFailed, csv.Error):
        return False
    return set(header) >= _OURS or any(name in TEXTS for name in header) or len(header) > 1


def read(path: Path, options: Options) -> Iterator[Record | ExternalRecord | ImportNote]:
    """Read records that we wrote, or an article from each row with a text."""
    try:
        with opened(path, options.encoding) as table:
            yield from about(table.encoding, path)
            ours = set(table.header) >= _OURS
            found = _read_ours(path, table, options) if ours else _read_texts(path, table, options)
            yield from found
    except csv.Error as error:
        raise ImportFailed(f"{path} is not readable CSV: {error}.") from None


def _read_ours(path: Path, table: Table, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read row by row if the rows of each article are together. Otherwise collect all of them first."""
    gathering = Gathering(str(path))
    together = _in_order(path, options)
    for found in table.rows():
        if isinstance(found, ImportNote):
            yield found
            continue
        line, cells = found
        row = {meant(name): cell if name in COUNTED else meant(cell) for name, cell in cells.items()}
        yield from each(f"{path}:{line}", gathering.take, line, row, together=together)
    yield from gathering.rest()


def _in_order(path: Path, options: Options) -> bool:
    """Whether the rows of each article are together, with its text in the first one."""
    seen: set[str] = set()
    last = ""
    with opened(path, options.encoding) as table:
        for found in table.rows():
            cells = {} if isinstance(found, ImportNote) else found[1]
            article = cells.get("article", last)
            if article != last:
                if article in seen or not cells.get("article_text"):
                    return False
                seen.add(article)
                last = article
    return True


def _read_texts(path: Path, table: Table, options: Options) -> Iterator[Record | ExternalRecord | ImportNote]:
    for found in table.rows():
        if isinstance(found, ImportNote):
            yield found
            continue
        line, cells = found
        row = {name: cell for name, cell in cells.items() if cell}
        wanted = options.columns.get("text") or next((name for name in TEXTS if name in table.header), "")
        place = f"{path}:{line}"
        yield one(place, read_row, {wanted: "", **row} if wanted else row, place, options, Tags())


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write records with a row for each annotation, or one row if there are none. Return the number of records."""
    header = names(scheme)
    count = 0

    def lines() -> Iterator[list[str]]:
        nonlocal count
        last = None
        for count, record in enumerate(records, 1):  # noqa: B007
            key = (record.article.id, record.article.sha256)
            for row in rows(record, scheme, first=key != last):
                yield [row.get(name, "") for name in header]
            last = key

    write_table(path, header, lines())
    return count
