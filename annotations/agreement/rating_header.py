"""Whether the first row of a table of ratings contains the names of its columns.

In doubt, an error names the options that decide.
"""

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from annotations.agreement.rating_files import Cells, Table, is_number, is_whole
from annotations.errors import ClaimdeskError

ITEM_NAMES = {
    *("item", "unit", "id", "subject", "case", "text", "doc", "document", "article", "sentence", "segment", "row"),
    *(
        "#",
        "nr",
        "no",
        "nr.",
        "no.",
        "n°",
        "nº",
        "number",
        "index",
        "key",
        "uid",
        "uuid",
        "item_id",
        "text_id",
        "doc_id",
    ),
    *("unit_id", "article_id", "sample", "example", "instance", "task", "tweet", "post", "comment", "file", "filename"),
    *("fall", "artikel", "satz", "dokument", "nummer", "einheit", "caso", "artículo", "texto", "documento", "número"),
    *("cas", "texte", "numéro", "phrase", "oração", "artigo", "articolo", "testo", "номер", "статья", "текст", "编号"),
    *("文章", "番号", "記事", "번호", "رقم", "नंबर"),
}


class TableOptions(NamedTuple):
    """What the user says about the table: item and annotator columns by name or number, and if there is a header."""

    items: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    header: bool | None = None
    categories: tuple[str, ...] = ()


def has_header(table: Table, wanted: TableOptions, *, numbers: bool) -> bool:
    """Whether the first row contains names, not ratings; `numbers` if ratings are measurements."""
    if wanted.header is not None:
        return wanted.header
    if len(table.rows) < 2:
        return bool(table.rows and wanted.categories and not _are_ratings(table.rows[0], wanted))
    first, columns = table.rows[0], list(zip(*table.rows[1:], strict=True))
    if names_items(first[0], columns[0]):
        return True
    is_item = len(first) > 1 and differ(columns[0]) and not set(columns[0]) & set(chain.from_iterable(columns[1:]))
    cells = [cell for cell in first[is_item:] if cell]
    if wanted.categories or not cells:
        return any(cell not in wanted.categories for cell in cells)
    if is_item and _shape(first[0] or "") not in {_shape(cell or "") for cell in columns[0]}:
        return True
    return _are_names(table, cells, {cell for column in columns[is_item:] for cell in column if cell}, numbers)


def _are_names(table: Table, cells: Sequence[str], later: set[str], numbers: bool) -> bool:
    """Whether the cells of the first row are names, given all those of later rows."""
    if all(map(is_number, cells)):
        return _are_numbers_names(table, cells, later)
    if numbers:
        return True
    if not later & set(cells) and len(set(cells)) < len(cells):
        raise _either(table)
    return not later & set(cells)


def _are_numbers_names(table: Table, cells: Sequence[str], later: set[str]) -> bool:
    """Whether numbers in the first row name annotators."""
    if not all(map(is_whole, cells)) or len(set(cells)) < len(cells):
        return False
    if not any(map(is_number, later)):
        return True
    ordered = in_order(cells)
    if not later & set(cells) and (ordered or not all(map(is_number, later))):
        return True
    if ordered or not later & set(cells):
        raise _either(table)
    return False


def _either(table: Table) -> ClaimdeskError:
    first = ", ".join(cell or "" for cell in table.rows[0][:6])
    return ClaimdeskError(
        f"{table.path}: The first row ({first}) could be names of annotators or ratings. Use --header or --no-header."
    )


def _are_ratings(row: Cells, wanted: TableOptions) -> bool:
    return all(cell is None or cell in wanted.categories for cell in row)


def _shape(cell: str) -> str:
    """The pattern of a cell's characters: t1 and t22 have the same, “item” has another."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell))


def names_items(name: str | None, column: Sequence[str | None]) -> bool:
    """Whether a column's name says that it contains items; a column without a name counts too."""
    return any(column) if not name else name.casefold().strip(" :") in ITEM_NAMES


def differ(column: Sequence[str | None]) -> bool:
    """Whether all cells of a column are filled and different."""
    return len(column) > 1 and all(column) and len(set(column)) == len(column)


def in_order(cells: Sequence[str]) -> bool:
    """Whether cells are consecutive whole numbers from 0 or 1."""
    return all(map(is_whole, cells)) and [int(cell) for cell in cells] in (
        list(range(len(cells))), list(range(1, len(cells) + 1)),
    )  # fmt: skip
