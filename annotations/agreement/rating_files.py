"""Tables of ratings in files: encodings, separators, missing values and numbers.

Spreadsheets, R and pandas write the same table in many ways. The result is always rows of text, with none for missing
cells; `rating_columns` decides which row and columns are names.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from annotations.errors import ClaimdeskError
from annotations.exchange.text_files import broken, read_text

Cells = list[str | None]

MISSING = {"NA", "N/A", "n/a", "#N/A", "#NV", "<NA>", "NaN", "nan", "NULL", "null"}
SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar", " ": "space"}
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?"
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_LONGEST = 16_000_000  # characters of a cell


class Table(NamedTuple):
    """Rows of equal length, as written (`raw`) and with none for missing cells (`rows`); `lines` is where each ends."""

    path: Path
    rows: list[Cells]
    raw: list[list[str]]
    lines: list[int]
    encoding: str
    separator: str
    signs: frozenset[str]

    def is_missing(self, cell: str) -> bool:
        """Whether a cell means that there is no rating."""
        return not cell or cell in self.signs


def read_table(path: Path, *, sets: bool = False, known: Sequence[str] = ()) -> Table:
    """Read a table; `known` categories never mean missing. In tables of sets, bars do not separate columns."""
    decoded = read_text(path)
    if decoded.broken_lines:
        raise ClaimdeskError(f"{path}:{decoded.broken_lines[0]}: {broken(decoded.encoding)} Save the file in UTF-8.")
    before = csv.field_size_limit(_LONGEST)
    try:
        separator, found = _parsed(decoded.text, "\t;, " if sets else "\t;,| ")
    except csv.Error as error:
        raise ClaimdeskError(f"{path} cannot be read as a table: {error}.") from None
    finally:
        csv.field_size_limit(before)
    found = [(line, [cell.strip() for cell in row]) for line, row in found]
    while found and not any(found[-1][1]):
        found.pop()
    found = _of_one_width(path, found)
    raw, lines = [row for _, row in found], [line for line, _ in found]
    table = Table(path, [], raw, lines, decoded.encoding.title, separator, frozenset(MISSING - set(known)))
    return table._replace(rows=[[None if table.is_missing(cell) else cell for cell in row] for row in raw])


def _parsed(text: str, separators: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """The rows, split by the separator that gives most rows the same number of columns, more than one."""
    best: tuple[float, str, list[tuple[int, list[str]]]] = (0.0, ",", [])
    for separator in separators:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator == " ")
        rows = [(reader.line_num, row) for row in reader if row]
        widths = Counter(len(row) for _, row in rows)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        fit = times / len(rows) if width > 1 else 0.0
        if not best[2] or fit > best[0] + (0.5 if separator == " " else 0.0):
            best = fit, separator, rows
    return best[1], best[2]


def _of_one_width(path: Path, rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Pad short rows. R leaves out the name of the first column; no other row may be too long."""
    widths = Counter(len(row) for _, row in rows[1:])
    usual = widths.most_common(1)[0][0] if widths else 0
    if usual and len(rows[0][1]) == usual - 1 and set(widths) == {usual} and all(rows[0][1]):
        rows = [(rows[0][0], ["", *rows[0][1]]), *rows[1:]]
    full = max((len(row) for _, row in rows[:1]), default=0)
    width = max(full, usual)
    for line, row in rows:
        if any(row[width:]):
            raise ClaimdeskError(f"{path}:{line}: This row has {len(row)} cells, but the table has {width} columns.")
    rows = [(line, (row + [""] * width)[:width]) for line, row in rows]
    empty = {place for place in range(width) if not any(row[place] for _, row in rows)}
    ends = next((place for place in range(width, 0, -1) if place - 1 not in empty), width)
    return [(line, row[:ends]) for line, row in rows]


def is_number(cell: str) -> bool:
    """Whether a cell is a number, with a decimal point or a decimal comma."""
    return _NUMBER.fullmatch(cell) is not None


def is_whole(cell: str) -> bool:
    """Whether a cell is a whole number, written without a point."""
    return cell.removeprefix("-").isdecimal()


def decimal_sign(cells: Sequence[str], path: Path) -> str:
    """Whether a table of numbers uses a decimal point or a decimal comma; raises an error if it is ambiguous."""
    doubtful = ""
    for cell in cells:
        last = max(cell.rfind("."), cell.rfind(","))
        if last < 0:
            continue
        sign = cell[last]
        other = "," if sign == "." else "."
        if cell.count(sign) > 1:
            return other
        if other in cell or not _GROUPED.fullmatch(cell):
            return sign
        doubtful = doubtful or cell
    if doubtful and "," in doubtful:
        raise ClaimdeskError(
            f"{path}: “{doubtful}” could be a whole number with a thousands separator or a decimal number. Use "
            "--decimal point or --decimal comma."
        )
    return "."


def number(cell: str, decimal: str) -> float:
    """The value of a number."""
    other = "," if decimal == "." else "."
    try:
        return float(cell.replace(other, "").replace(decimal, "."))
    except ValueError:
        raise ClaimdeskError(
            f"“{cell}” is not written like the other numbers. Write all numbers in the same way."
        ) from None
