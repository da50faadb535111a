"""Which columns of a table of ratings are annotators.

A column that numbers or names the items is not an annotator. It is recognized by its name, or because its cells are all
different and no rating elsewhere equals one. In doubt, an error names the options that decide.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotations.agreement.rating_files import Cells, Table, is_number, is_whole
from annotations.agreement.rating_header import TableOptions, differ, has_header, in_order, names_items
from annotations.errors import ClaimdeskError

FEWEST_IN_ORDER = 6  # this many whole numbers in order are taken as item numbers, even if ratings are whole numbers too


class Columns(NamedTuple):
    """The ratings, items by annotators, and the names of the annotator columns and of the others.

    `missing` counts the cells without a rating by how they are written; `lines` are the line numbers of the rows.
    """

    body: list[Cells]
    lines: list[int]
    names: tuple[str, ...]
    others: tuple[str, ...]
    header: bool
    missing: Counter[str]


def columns_of(table: Table, wanted: TableOptions, *, numbers: bool) -> Columns:
    """Separate annotator columns from item columns; `numbers` if ratings are measurements."""
    rows = table.rows
    header = has_header(table, wanted, numbers=numbers)
    names, body = (rows[:1], rows[1:]) if header and rows else ([], rows)
    width = max(map(len, rows), default=0)
    titles = [cell or "" for cell in names[0]] if names else [""] * width
    titles = [title or str(place) for place, title in enumerate(titles, 1)]
    columns = list(zip(*body, strict=True)) or [()] * width
    items = _chosen(table, wanted, titles)
    if items is None:
        named = (
            [bool(names) and names_items(cell, columns[place]) for place, cell in enumerate(names[0])] if names else []
        )
        items = _item_columns(table, titles, columns, named or [False] * width, wanted, numbers)
    kept = [place for place in range(width) if place not in items]
    begin = len(rows) - len(body)
    missing = Counter(row[place] for row in table.raw[begin:] for place in kept if table.is_missing(row[place]))
    return Columns(
        [[row[place] for place in kept] for row in body],
        table.lines[begin:],
        tuple(titles[place] for place in kept),
        tuple(titles[place] for place in sorted(items)),
        bool(names),
        missing,
    )


def _chosen(table: Table, wanted: TableOptions, titles: Sequence[str]) -> set[int] | None:
    """The item columns that the user named; none if there are none."""
    items = {place for name in wanted.items for place in _places(table, name, titles)}
    annotators = {place for name in wanted.annotators for place in _places(table, name, titles)}
    if twice := items & annotators:
        raise ClaimdeskError(
            f"“{titles[min(twice)]}” is in both --items and --annotators. Name it in only one of them."
        )
    if annotators:
        return set(range(len(titles))) - annotators
    return items or None


def _places(table: Table, name: str, titles: Sequence[str]) -> list[int]:
    """The columns with a name, or the one with a number, counted from 1."""
    found = [place for place, title in enumerate(titles) if title == name]
    if not found and is_whole(name) and 0 < int(name) <= len(titles):
        found = [int(name) - 1]
    if not found:
        raise ClaimdeskError(f"{table.path} has no column “{name}”. Its columns are: {', '.join(titles)}.")
    return found


# -- columns of items


def _item_columns(
    table: Table,
    titles: Sequence[str],
    columns: Sequence[Sequence[str | None]],
    named: Sequence[bool],
    wanted: TableOptions,
    numbers: bool,
) -> set[int]:
    items = {place for place, is_named in enumerate(named) if is_named}
    if len(columns) < 2:
        return items if len(items) < len(columns) else set()
    if wanted.categories:
        known = set(wanted.categories)
        return items | {place for place, column in enumerate(columns) if any(column) and not known & set(column)}
    found = set()
    for place, column in enumerate(columns):
        others = [other for number, other in enumerate(columns) if number != place and not named[number]]
        if place not in items and any(column) and _holds_items(table, titles[place], column, others, numbers):
            found.add(place)
    if found and len(columns) - len(items | found) < 2:
        if numbers:
            return items
        raise _doubt(table, titles[min(found)])
    return items | found


def _holds_items(
    table: Table,
    title: str,
    column: Sequence[str | None],
    others: Sequence[Sequence[str | None]],
    numbers: bool,
) -> bool:
    """Whether a column contains items, judging by its cells."""
    own = [cell for cell in column if cell]
    elsewhere = {cell for other in others for cell in other if cell}
    apart = not elsewhere & set(own)
    if not differ(column):
        if apart and not numbers and len(own) > FEWEST_IN_ORDER and _share(others):
            raise _doubt(table, title)
        return False
    if all(map(is_number, own)):
        return _holds_numbers_of_items(table, title, own, elsewhere, others)
    return apart


def _holds_numbers_of_items(
    table: Table, title: str, own: Sequence[str], elsewhere: set[str], others: Sequence[Sequence[str | None]]
) -> bool:
    if not all(map(is_whole, own)):
        return False
    if not any(map(is_number, elsewhere)):
        return True
    if all(map(differ, others)):  # all measurements differ
        return in_order(own) and len(own) >= FEWEST_IN_ORDER
    if (in_order(own) and len(own) >= FEWEST_IN_ORDER) or len(own) > 2 * len(elsewhere):
        return True
    if in_order(own) or not elsewhere & set(own):
        raise _doubt(table, title)
    return False


def _share(others: Sequence[Sequence[str | None]]) -> bool:
    """Whether some columns have ratings in common."""
    times = Counter(cell for other in others for cell in {cell for cell in other if cell})
    return any(number > 1 for number in times.values())


def _doubt(table: Table, title: str) -> ClaimdeskError:
    return ClaimdeskError(
        f"{table.path}: The column “{title}” could name the items or be an annotator. Use --items {title}, or name all "
        "annotators with --annotators A,B."
    )
