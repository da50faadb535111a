"""The indexes of words and of terms, which find articles: terms have the same numbers as in version 7."""

import sqlite3
from collections.abc import Callable, Iterator

from annotations.store.earlier.numbering import Numbering
from annotations.store.earlier.source import Source

_SLICE = 500  # articles whose words are indexed at once
_NOBODY = 0  # the annotator of what came with an article
_BITS = (
    ("annotation_terms", "term, article, part, bits"),
    ("article_terms", "term, part, bits"),
)


def fill(source: Source, target: sqlite3.Connection, numbering: Numbering, tick: Callable[[int], None]) -> None:
    """Copy the terms, and index the words of articles and terms."""
    sql = "INSERT INTO terms (number, annotator, layer, name, value) VALUES (?, ?, ?, ?, ?)"
    target.executemany(sql, _terms(source, numbering))
    target.execute("INSERT INTO terms_fts (rowid, value) SELECT number, value FROM terms")
    for table, columns in _BITS:
        places = ", ".join("?" * len(columns.split()))
        rows = source.rows(f"SELECT {columns} FROM {table}")
        target.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
    (last,) = target.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
    number = 0
    while number < last:
        sql = "SELECT max(number) FROM (SELECT number FROM articles WHERE number > ? ORDER BY number LIMIT ?)"
        begin, number = number, target.execute(sql, (number, _SLICE)).fetchone()[0]
        target.execute(
            "INSERT INTO articles_fts (rowid, title, text)"
            " SELECT number, title, text FROM articles WHERE number > ? AND number <= ?",
            (begin, number),
        )
        tick(_SLICE)


def _terms(source: Source, numbering: Numbering) -> Iterator[tuple[object, ...]]:
    for number, annotator, *said in source.rows("SELECT number, annotator, layer, name, value FROM terms"):
        yield number, numbering.annotator(annotator) if annotator else _NOBODY, *said
