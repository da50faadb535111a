"""The queue of articles as an annotator sees it: filtered numbers first, rows only for what is shown.

Reads only. Article numbers are SQLite's own row numbers: cheap to hold by the million, good while the file is open.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

import orjson

from annotations.model import AnnotatorId, ArticleId, Status
from annotations.store.codecs import shown_id
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.numbers import NOBODY
from annotations.store.search import ArticleSet, article_set, first_column, members
from annotations.store.shapes import json_object

_COLUMNS = {
    "added": "number",
    "title": "title COLLATE NOCASE",
    "source": "source COLLATE NOCASE",
    "published": "published",
}
_FEW = 20  # when fewer than one article in so many is wanted, they are looked up instead of read off the index
_BATCH = 200


class QueueRow(NamedTuple):
    """What the queue shows of an article; `marks` counts the annotator's marks in the layers asked for."""

    number: int
    article: ArticleId
    title: str
    source: str
    published: str
    status: Status
    marks: int
    language: str = ""


def ordered(database: Database, found: ArticleSet, sort: str, descending: bool) -> Sequence[int]:
    """The numbers of a set of articles, sorted by one of `filters.SORTS` but the status; alike ones as they came."""
    numbers = members(found)
    if sort == "added":
        return numbers[::-1] if descending else numbers
    column, backwards = _COLUMNS[sort], " DESC" * descending
    order = f"ORDER BY {column}{backwards}, number{backwards}"
    if len(numbers) * _FEW < found.bit_length():
        sql = f"SELECT number FROM articles WHERE number IN (SELECT value FROM json_each(?)) {order}"
        return array("q", first_column(database.rows(sql, (_json(numbers),), "i")))
    wanted = bytearray(found.bit_length())
    for number in numbers:
        wanted[number] = True
    sql = f"SELECT number FROM articles WHERE +number < ? {order}"
    every = first_column(database.rows(sql, (len(wanted),), "i"))
    return array("q", compress(every, map(wanted.__getitem__, every)))


def joined(parts: Sequence[ArticleSet], descending: bool) -> Sequence[int]:
    """The numbers of some sets, one set after the other."""
    numbers = array("q")
    for part in parts:
        numbers.extend(members(part))
    return numbers[::-1] if descending else numbers


def published(database: Database, begin: str, end: str) -> ArticleSet:
    """The articles published between two dates, both included; each may be empty, or a year or a month only."""
    conditions, parameters = ["published <> ''"], []
    if begin:
        conditions.append("published >= ?")
        parameters.append(begin)
    if end:
        conditions.append("published < ?")
        parameters.append(end + chr(0x10FFFF))
    rows = database.rows(f"SELECT number FROM articles WHERE {' AND '.join(conditions)}", parameters, "i")
    return article_set(first_column(rows))


def rows(
    database: Database, annotator: AnnotatorId | None, chosen: Sequence[int], layers: Sequence[str]
) -> list[QueueRow]:
    """Read the rows of some articles, in the order asked for; those that are gone are left out."""
    marks = ", ".join("?" * len(layers))
    mine = database.numbers.annotator(annotator) if annotator else NOBODY
    found = database.rows(
        "SELECT number, id, title, source, published,"
        " coalesce((SELECT status FROM progress WHERE article = a.number AND annotator = ?), 'todo'),"
        " (SELECT count(*) FROM annotations WHERE article = a.number AND annotator = ? AND layer IN"
        f" ({marks}) AND verdict IS NOT 'rejected'), language"
        f" FROM articles a WHERE number IN ({', '.join('?' * len(chosen))})",
        (mine, mine, *layers, *chosen),
        "i-tttsit",
    )
    by_number = {number: QueueRow(number, ArticleId(shown_id(one)), *row) for number, one, *row in found}
    return [by_number[number] for number in chosen if number in by_number]


def readings(
    database: Database, numbers: Sequence[int], annotators: Sequence[AnnotatorId]
) -> Iterator[tuple[int, Mapping[AnnotatorId, list[Any]]]]:
    """What each annotator's annotations that stand say in some articles, in a form that can be compared."""
    sql = (
        "SELECT m.article, m.annotator, m.layer, m.start, m.\"end\", m.label, coalesce(m.fields, '{}'),"
        " coalesce(m.links, '{}') FROM json_each(?) n CROSS JOIN annotations m ON m.article = n.value"
        " AND m.annotator IN (SELECT value FROM json_each(?)) AND m.verdict IS NOT 'rejected'"
    )
    names = database.numbers
    for begin in range(0, len(numbers), _BATCH):
        batch = numbers[begin : begin + _BATCH]
        said: dict[int, dict[AnnotatorId, list[Any]]] = {number: {} for number in batch}
        for row in database.rows(sql, (_json(batch), _json(names.annotators(annotators))), "iitIIttt"):
            number, annotator, *place, fields, links = row
            whose = names.annotator_id(annotator)
            said[number].setdefault(whose, []).append((*place, _answers(fields), _answers(links)))
        yield from said.items()


@lru_cache(maxsize=1000)
def _answers(json: str) -> frozenset[tuple[str, Any]]:
    """Fields or links, whatever their order; of a link its words, since everybody links to marks of their own."""
    found = json_object(json)
    if found is None:
        raise damaged_at(f"an annotation with {json[:40]!r}")
    return frozenset((name, said.get("text", "") if isinstance(said, dict) else said) for name, said in found.items())


def _json(values: Iterable[Any]) -> str:
    return orjson.dumps(list(values)).decode()
