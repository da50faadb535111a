"""The queue of articles as an annotator sees it: filtered numbers first, rows only for what is shown.

Reads only. Article numbers are SQLite's own row numbers: cheap to hold by the million, good while the file is open.
"""

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from annotations.model import AnnotatorId, ArticleId, Status
from annotations.store.articles import match_expression
from annotations.store.database import Database


class QueueRow(NamedTuple):
    """What the queue shows of an article; `marks` counts the annotator's marks in the layers asked for."""

    number: int
    article: ArticleId
    title: str
    source: str
    published: str
    status: Status
    marks: int


_WHERE = {
    "all": ("", 0),
    "todo": ("id NOT IN (SELECT article FROM progress WHERE annotator = ? AND status <> 'todo')", 1),
    "done": ("id IN (SELECT article FROM progress WHERE annotator = ? AND status = 'done')", 1),
    "skip": ("id IN (SELECT article FROM progress WHERE annotator = ? AND status = 'skip')", 1),
    "mine": (
        "(id IN (SELECT article FROM annotations WHERE annotator = ?)"
        " OR id IN (SELECT article FROM progress WHERE annotator = ? AND status <> 'todo'))",
        2,
    ),
}
STATUS_FILTERS = tuple(_WHERE)


def numbers(database: Database, annotator: AnnotatorId | None, status: str, words: str) -> "array[int]":
    """The numbers of the articles that pass the filter, in the order in which they came."""
    condition, uses = _WHERE[status]
    conditions: list[str] = [condition] if condition else []
    parameters: list[Any] = [annotator] * uses
    expression = match_expression(words)
    if expression:
        conditions.append("number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)")
        parameters.append(expression)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return array(
        "q", [row[0] for row in database.rows(f"SELECT number FROM articles{where} ORDER BY number", parameters)]
    )


def rows(
    database: Database, annotator: AnnotatorId | None, chosen: Sequence[int], layers: Sequence[str]
) -> list[QueueRow]:
    """Read the rows of some articles, in the order asked for; those that are gone are left out."""
    marks = ", ".join("?" * len(layers))
    found = database.rows(
        "SELECT number, id, title, source, published,"
        " coalesce((SELECT status FROM progress WHERE article = a.id AND annotator = ?), 'todo'),"
        " (SELECT count(*) FROM annotations WHERE article = a.id AND annotator = ? AND layer IN"
        f" ({marks}) AND verdict IS NOT 'rejected') FROM articles a WHERE number IN ({', '.join('?' * len(chosen))})",
        (annotator, annotator, *layers, *chosen),
    )
    by_number = {row[0]: QueueRow(*row) for row in found}
    return [by_number[number] for number in chosen if number in by_number]
