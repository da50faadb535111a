"""Finding rows by their ids and numbers, and reading them as everything above the tables sees them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from annotations.changes import Kind
from annotations.store import codecs
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.images import BULKY
from annotations.store.numbers import Numbers
from annotations.store.translating import STORED, shown

_HIGHEST = 2**62  # a number that no file reaches
PAIRED = (Kind.PROGRESS, Kind.PROBLEM)  # their id is the annotator's and the article's


@cache
def stored_columns(kind: Kind, *, bulky: bool = True) -> str:
    """The columns of a table, as SQL lists them; with empty texts for what is bulky if that is not wanted."""
    left_out = () if bulky else BULKY.get(kind, ())
    return ", ".join("''" if name in left_out else f'"{name}"' for name in STORED[kind])


def read(
    database: Database, kind: Kind, which: str, parameters: Sequence[Any] = (), *, bulky: bool = True
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read rows and their numbers. Without `bulky`, what is bulky is left out."""
    left_out = () if bulky else BULKY.get(kind, ())
    sql = f"SELECT number, {stored_columns(kind, bulky=bulky)} FROM {kind} {which}"
    for number, *values in database.rows(sql, parameters):
        row = shown(database.numbers, kind, values)
        for name in left_out:
            del row[name]
        yield number, row


def ids(database: Database, kind: Kind, chosen: Sequence[int]) -> dict[int, str]:
    """The ids of rows that are there, by number."""
    names = database.numbers
    which = f"FROM {kind} WHERE number IN ({', '.join('?' * len(chosen))})"
    if kind in PAIRED:
        found = database.rows(f"SELECT number, annotator, article {which}", chosen, "iii")
        return {number: f"{names.annotator_id(by)}:{names.article_id(article)}" for number, by, article in found}
    if kind is Kind.MACHINE:
        found = database.rows(f"SELECT number, annotator {which}", chosen, "ii")
        return {number: names.annotator_id(by) for number, by in found}
    return {number: codecs.shown_id(one) for number, one in database.rows(f"SELECT number, id {which}", chosen, "i-")}


def where(numbers: Numbers, kind: Kind, row_id: str) -> tuple[str, tuple[Any, ...]]:
    """The condition that finds a row by its id."""
    if kind in PAIRED:
        annotator, _, article = row_id.partition(":")
        return "WHERE article = ? AND annotator = ?", (numbers.article(article), numbers.annotator(annotator))
    if kind is Kind.MACHINE:
        return "WHERE annotator = ?", (numbers.annotator(row_id),)
    return "WHERE id = ?", (codecs.stored_id(row_id) if kind is not Kind.SCHEME else row_id,)


def number_of(database: Database, kind: Kind, row_id: str) -> int | None:
    """The number of a row that is there."""
    condition, parameters = where(database.numbers, kind, row_id)
    found = database.row(f"SELECT number FROM {kind} {condition}", parameters, "i")
    return None if found is None else int(found[0])


def last_number(database: Database, kind: Kind) -> int:
    """The highest number that a row of a kind has or had. Raises ProjectDamaged where the file gives none."""
    sql = f"SELECT max(number) FROM {kind} UNION ALL SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = max((number or 0 for (number,) in database.rows(sql, (kind,), "I")), default=0)
    if last >= _HIGHEST:
        raise damaged_at(f"the numbers of its rows in {kind}")
    return last


def numbers_of(database: Database, kind: Kind, ids: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """The numbers of rows and of their articles, also of rows that were removed, by id; the others are left out."""
    found: dict[str, tuple[int, int | None]] = {}
    article = "article" if "article" in STORED[kind] else ("number" if kind is Kind.ARTICLE else "NULL")
    for row_id in ids:
        condition, parameters = where(database.numbers, kind, row_id)
        row = database.row(f"SELECT number, {article} FROM {kind} {condition}", parameters, "iI") or database.row(
            "SELECT number, article FROM removed WHERE kind = ? AND id = ?", (kind, codecs.stored_id(row_id)), "iI"
        )
        if row is not None:
            found[row_id] = row[0], row[1]
    return found
