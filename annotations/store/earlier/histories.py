"""The history of version 7 as version 8 keeps it.

Most rows were inserted and never changed since: they are compared with their only image as the history is read from
its beginning to its end. Before that, all others are followed one by one (`chains`), and what is kept of their changes
waits in a temporary table. Where a row is not what the history says, one more step at its end says what it was.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from annotations.changes import Kind, Op
from annotations.store.earlier.chains import Kept, chain
from annotations.store.earlier.numbering import Numbering, condition
from annotations.store.earlier.records import Change, Records
from annotations.store.earlier.source import Source, light_columns, listed
from annotations.store.images import COLUMNS
from annotations.store.shapes import json_object

_MARK = tuple(COLUMNS[Kind.ANNOTATION])
_TEMPORARY = """
DROP TABLE IF EXISTS temp.many;
DROP TABLE IF EXISTS temp.kept;
CREATE TEMP TABLE many (kind, row, first INTEGER);
CREATE TEMP TABLE kept (
    id INTEGER PRIMARY KEY, number INTEGER, article INTEGER, what TEXT, before TEXT, readable INTEGER);
INSERT INTO temp.many SELECT kind, row, min(id) FROM changes GROUP BY row, kind HAVING count(*) > 1;
"""
_CHANGES = f"""
    SELECT c.step, c.kind, c.row, c.before, c.after, c.at, k.number, k.article, k.what, k.before, k.readable,
    a.number, {listed(_MARK, "a.")} FROM changes c LEFT JOIN temp.kept k ON k.id = c.id
    LEFT JOIN annotations a ON k.id IS NULL AND c.kind = 'annotations' AND a.id = c.row ORDER BY c.id
"""
_DIFFERENCES = "what differed from the history"


class History:
    """Reads the history of an older file and writes it to a new one."""

    def __init__(self, source: Source, target: sqlite3.Connection, numbering: Numbering) -> None:
        self._source, self._target, self._numbers = source, target, numbering
        self._records = Records(target)
        self._left: list[tuple[Kind, int, int | None, Kept]] = []  # rows that are not as the history has them

    def convert(self, tick: Callable[[int], None], at: str) -> None:
        """Write all changes, and at a time the step that says what differed from them."""
        self._source.connection.executescript(_TEMPORARY)
        for kind, row_id in self._source.rows("SELECT kind, row FROM temp.many ORDER BY first"):
            tick(0)
            self._follow(kind, row_id)
        for row in self._source.rows(_CHANGES):
            tick(1)
            self._records.add(self._change(row[:6], row[6:11], row[11:]))
        self._records.finish()
        self._write_differences(at)

    def _follow(self, kind: Any, row_id: Any) -> None:
        """Keep the changes of a row with several."""
        sql = "SELECT id, before, after FROM changes WHERE row IS ? AND kind IS ? ORDER BY id"
        found = list(self._source.rows(sql, (row_id, kind)))
        changes = list(self._kept(kind, row_id, [(before, after) for _, before, after in found]))
        values = []
        for (change, _, _), (number, article, kept) in zip(found, changes, strict=True):
            readable = not isinstance(kept.before, str)
            before = orjson.dumps(kept.before).decode() if readable else kept.before
            values.append((change, number, article, kept.what, before, readable))
        self._source.connection.executemany("INSERT INTO temp.kept VALUES (?, ?, ?, ?, ?, ?)", values)

    def _kept(self, kind: Any, row_id: Any, changes: list[tuple[Any, Any]]) -> Iterator[tuple[int, int | None, Kept]]:
        """What is kept of all changes of a row, with its number and that of its article."""
        if not isinstance(row_id, str) or kind not in list(Kind):
            for before, after in changes:
                yield 0, None, Kept("update", _first_text(after, before))
            return
        known = Kind(kind)
        number, stands = self._standing(known, row_id)
        images = [json_object(text) or {} for texts in changes for text in reversed(texts) if text is not None]
        image = stands or next((one for one in images if "article" in one), {})
        if not number:
            article = self._numbers.article(image["article"]) if "article" in image else None
            number = self._numbers.gone(known, row_id, article)
        kept, left = chain(known, row_id, changes, stands)
        article = self._numbers.place(known, number, image)
        if left is not None:
            self._left.append((known, number, article, left))
        for one in kept:
            yield number, article, one

    def _standing(self, kind: Kind, row_id: str) -> tuple[int, dict[str, Any] | None]:
        columns = light_columns(kind)
        which, parameters = condition(kind, row_id)
        row = self._source.row(f"SELECT number, {listed(columns)} FROM {kind} WHERE {which}", parameters)
        return (0, None) if row is None else (row[0], dict(zip(columns, row[1:], strict=True)))

    def _change(self, change: tuple[Any, ...], followed: tuple[Any, ...], mark: tuple[Any, ...]) -> Change:
        step, kind, row_id, before, after, at = change
        row, article, what, old, readable = followed
        if row is not None:
            found = (orjson.loads(old) if old is not None else None) if readable else old
            return Change(step, kind, article, row, what, found, at)
        if mark[0] is not None and before is None and _is_as_written(mark[1:], after):
            return Change(step, kind, self._numbers.article(mark[2]), mark[0], "insert", None, at)
        ((row, article, kept),) = self._kept(kind, row_id, [(before, after)])
        return Change(step, str(kind), article, row, kept.what, kept.before, at)

    def _write_differences(self, at: str) -> None:
        """Let the history agree with the tables, in one step at its end."""
        if not self._left:
            return
        sql = "INSERT INTO steps (op, detail, at, state) VALUES (?, ?, ?, 'kept')"
        step = self._target.execute(sql, (Op.IMPORT, _DIFFERENCES, at)).lastrowid
        for kind, row, article, kept in self._left:
            self._records.add(Change(step, kind, article, row, kept.what, kept.before, None))
        self._records.finish()


def _is_as_written(mark: tuple[Any, ...], image: Any) -> bool:
    """Whether a mark stands as its only image says."""
    found = json_object(image)
    if found is None:
        return False
    if tuple(found) != _MARK:
        return found.keys() == set(_MARK) and all(found[name] == value for name, value in zip(_MARK, mark, strict=True))
    return tuple(found.values()) == mark


def _first_text(*texts: Any) -> str:
    return next((text for text in texts if isinstance(text, str)), "null")
