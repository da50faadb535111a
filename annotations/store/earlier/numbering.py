"""Which number each row of an older file gets: its own where it stands, a new one where only the history has it."""

import sqlite3
from typing import Any

from annotations.changes import Kind
from annotations.store.codecs import stored_id
from annotations.store.earlier.source import Source

_MOST = 50_000  # ids that are remembered
_PAIRED = (Kind.PROGRESS, Kind.PROBLEM)  # their id is the annotator's and the article's


class Numbering:
    """Gives numbers. Rows that are gone are written to the list of removed ones."""

    def __init__(self, source: Source, target: sqlite3.Connection) -> None:
        self._source, self._target = source, target
        self._last = {kind: source.number(f"SELECT max(number) FROM {kind}") for kind in Kind}
        self._known: dict[tuple[Kind, Any], int] = {}
        self._gone: dict[tuple[Kind, Any], int] = {}

    def article(self, article: Any) -> int:
        """The number of an article, whether it stands or not."""
        return self._known.get((Kind.ARTICLE, article)) or self._met(Kind.ARTICLE, article)

    def annotator(self, annotator: Any) -> int:
        """The number of an annotator, whether they stand or not."""
        return self._known.get((Kind.ANNOTATOR, annotator)) or self._met(Kind.ANNOTATOR, annotator)

    def gone(self, kind: Kind, row_id: str, article: int | None) -> int:
        """The number of a row that the history alone has."""
        if kind in (Kind.ARTICLE, Kind.ANNOTATOR):
            return self.article(row_id) if kind is Kind.ARTICLE else self.annotator(row_id)
        return self._remove(kind, row_id, article)

    def place(self, kind: Kind, number: int, image: dict[str, Any]) -> int | None:
        """The number of the article that a row is about."""
        if kind is Kind.ARTICLE:
            return number
        return self.article(image["article"]) if "article" in image else None

    def write_counters(self) -> None:
        """Let no number be given again."""
        for kind, last in self._last.items():
            if self._target.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, kind)).rowcount == 0:
                self._target.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (kind, last))

    def _met(self, kind: Kind, row_id: Any) -> int:
        number = self._gone.get((kind, row_id))
        if number is None:
            row = self._source.row(f"SELECT number FROM {kind} WHERE id = ?", (row_id,))
            if row is None:
                number = self._gone[kind, row_id] = self._remove(kind, row_id, None)
            else:
                number = int(row[0])
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[kind, row_id] = number
        return number

    def _remove(self, kind: Kind, row_id: Any, article: int | None) -> int:
        number = self._last[kind] = self._last[kind] + 1
        stored = stored_id(row_id) if isinstance(row_id, str) else row_id
        where = number if kind is Kind.ARTICLE else article
        sql = "INSERT INTO removed (kind, id, number, article) VALUES (?, ?, ?, ?)"
        self._target.execute(sql, (kind, stored, number, where))
        return number


def condition(kind: Kind, row_id: str) -> tuple[str, tuple[str, ...]]:
    """What finds a row by its id in an older file."""
    if kind in _PAIRED:
        annotator, _, article = row_id.partition(":")
        return "annotator = ? AND article = ?", (annotator, article)
    return ("annotator = ?" if kind is Kind.MACHINE else "id = ?"), (row_id,)
