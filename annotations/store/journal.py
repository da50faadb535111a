"""The only way to write: each changed row is kept before and after, so that everything can be undone and retraced.

A *step* is one action of one annotator; its *changes* are the rows it touched, in order. Undoing a step is itself a
step, which puts back the images from before; redoing is undoing that one. The journal is never rewritten: it is the
audit trail too. An action that changes nothing leaves no step. Columns in `BULKY` are left out of the images of rows
that are still there to be read. A change that a merge brings from another file has a time of its own, `at`. The
time that was spent (`RUNNING`) is written as it runs, and nobody gets it back: what is put back keeps the time that
has come since; likewise what a pipeline says of itself.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any

import orjson

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError, NotFound
from annotations.model import AnnotationId, AnnotatorId, ArticleId
from annotations.store.database import Database
from annotations.store.effects import EffectCounter
from annotations.store.failures import damaged_at
from annotations.store.images import BULKY, COLUMNS, columns_of, is_image

Row = Mapping[str, Any]

_ARTICLE_COLUMN = {
    Kind.ARTICLE: "id",
    Kind.ANNOTATION: "article",
    Kind.PROGRESS: "article",
    Kind.PROBLEM: "article",
}
RUNNING = {
    Kind.ANNOTATION: frozenset({"seconds"}),
    Kind.PROGRESS: frozenset({"seconds"}),
    Kind.MACHINE: frozenset({"licence", "hash", "labels"}),
}
_STATES = {Op.UNDO: "reversal", Op.REDO: "reversal", Op.SPEND_TIME: "kept"}  # of steps that are on no undo list


def now() -> str:
    """The time as it is written everywhere: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Journal:
    """A step being written. Made inside a transaction, which has the file to itself from then on."""

    def __init__(
        self, database: Database, op: Op, detail: str = "", by: AnnotatorId | None = None, *, step: int = 0
    ) -> None:
        self._execute = database.connection.execute
        self._executemany = database.connection.executemany
        self._touched: dict[Kind, set[str]] = {}
        self._articles: set[ArticleId] = set()
        self._added: list[AnnotationId] = []
        self._effects = EffectCounter()
        self.op, self.detail, self.by, self.step, self.at = op, detail, by, step, now()
        # Takes the write lock before anything is read, so that what is read is what is written upon.
        states = self._execute("UPDATE steps SET at = ? WHERE id = ? RETURNING state", (self.at, step)).fetchall()
        if step and states != [("done",)]:
            raise ClaimdeskError(f"“{detail or op.words}” was undone while it was still running, so it stopped.")

    def insert(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Insert rows, which all have the same columns; each `id` is a text made by the core."""
        if rows:
            self._executemany(_insert(kind, tuple(rows[0])), [tuple(row.values()) for row in rows])
            self._note(kind, [(None, row) for row in rows])

    def update(self, kind: Kind, row_id: str, values: Row) -> None:
        """Change some columns of one row."""
        before = self._current(kind, row_id)
        if all(before[name] == value for name, value in values.items()):
            return
        self._execute(_update(kind, tuple(values)), (*values.values(), row_id))
        self._note(kind, [(before, {**before, **values})])

    def delete(self, kind: Kind, row_id: str) -> None:
        """Delete one row."""
        before = self._current(kind, row_id)
        self._execute(f"DELETE FROM {kind} WHERE id = ?", (row_id,))
        self._note(kind, [(before, None)])

    def bring(self, kind: Kind, row_id: str, after: Row | None, at: str) -> None:
        """Let a row be as another file has it since `at` (none: gone); noted even where it is so already."""
        before = self._find(kind, row_id)
        if after is None:
            self._execute(f"DELETE FROM {kind} WHERE id = ?", (row_id,))
        elif before is None:
            self._execute(_insert(kind, tuple(after)), tuple(after.values()))
        else:
            self._execute(_update(kind, tuple(after)), (*after.values(), row_id))
        if before is not None or after is not None:
            self._note(kind, [(before, after)], at)

    def has(self, kind: Kind, row_id: str) -> bool:
        """Whether there is such a row."""
        return self._find(kind, row_id) is not None

    def seconds_of(self, row_id: str) -> float | None:
        """The time that a row of progress says was spent; none when there is no such row."""
        row = self._find(Kind.PROGRESS, row_id)
        return None if row is None else float(row["seconds"])

    def made(self, kind: Kind, row_id: str) -> bool:
        """Whether this step has inserted such a row, now or in an earlier slice."""
        # The plus keeps SQLite from reading the whole step, which is long while an import is running.
        sql = "SELECT 1 FROM changes WHERE row = ? AND kind = ? AND +step = ? AND before IS NULL"
        return self._execute(sql, (row_id, kind, self.step)).fetchone() is not None

    def reverse(
        self, step: int, words: str, images: Sequence[tuple[Kind, str, Row | None, Row | None]], state: str
    ) -> None:
        """Put back rows that `step` changed, given as kind, id, before and after, newest first; it is `state` then."""
        refusal = f"“{words}” cannot be {state if self.op is Op.UNDO else 'redone'}."
        try:
            for kind, rows in groupby(images, key=lambda image: image[0]):
                self._put_back(kind, rows, refusal)
        except sqlite3.IntegrityError:
            why = "There is work that builds on it." if self.op is Op.UNDO else "What it builds on has changed since."
            raise ClaimdeskError(f"{refusal} {why}") from None
        self._execute("UPDATE steps SET state = ? WHERE id = ?", (state, step))
        self._execute("UPDATE steps SET reverses = ? WHERE id = ?", (step, self.step))

    def _put_back(self, kind: Kind, images: Iterable[tuple[Kind, str, Row | None, Row | None]], refusal: str) -> None:
        """Put back rows of one kind; those that only go are deleted together, which is faster by half."""
        going: dict[str, Row] = {}
        for _, row_id, before, after in images:
            if row_id in going:
                self._delete_all(kind, going)
            there = self._find(kind, row_id)
            if _without(RUNNING, kind, _without(BULKY, kind, there)) != _without(RUNNING, kind, after):
                raise ClaimdeskError(f"{refusal} The same thing has been changed since.")
            if before is None and there and kind is Kind.ANNOTATION:
                going[row_id] = there
                continue
            self._delete_all(kind, going)  # in their order
            spent = (after or {}).get("seconds") != (there or {}).get("seconds")
            self.put(kind, row_id, before, keep_time=spent)
        self._delete_all(kind, going)

    def _delete_all(self, kind: Kind, going: dict[str, Row]) -> None:
        if going:
            self._executemany(f"DELETE FROM {kind} WHERE id = ?", [(row_id,) for row_id in going])
            self._note(kind, [(row, None) for row in going.values()])
            going.clear()

    def put(self, kind: Kind, row_id: str, image: Row | None, *, keep_time: bool = True) -> None:
        """Make a row what an image says of it: there, as it was, or not there. The time that was spent stays.

        So a row of progress with some time stays, too, unless not even that is kept.
        """
        there = self._find(kind, row_id)
        if image is None and there and kind is Kind.PROGRESS and there["seconds"] and keep_time:
            self.update(kind, row_id, {"status": "todo"})
        elif image is None and there:
            if kind is Kind.ARTICLE:
                self._forget_time(row_id)
            self.delete(kind, row_id)
        elif image and there is None:
            self.insert(kind, [image])
        elif image:
            self.update(kind, row_id, _without(RUNNING, kind, image) or {})

    def _forget_time(self, article: str) -> None:
        """Delete the progress of those who have only looked at an article, which must not keep it there."""
        sql = "SELECT id FROM progress WHERE article = ? AND status = 'todo'"
        for (row_id,) in self._execute(sql, (article,)).fetchall():
            self.delete(Kind.PROGRESS, row_id)

    def changes(self) -> Changes:
        """What has been done so far, as news."""
        touched = {kind: frozenset(ids) for kind, ids in self._touched.items()}
        articles, added = frozenset(self._articles), tuple(self._added)
        return Changes(self.op, self.detail, self.step, touched, articles, added, self._effects.effects())

    def _find(self, kind: Kind, row_id: str) -> dict[str, Any] | None:
        # Without the number, which is SQLite's own: a row that is put back gets another.
        found = self._execute(f"SELECT {columns_of(kind)} FROM {kind} WHERE id = ?", (row_id,)).fetchone()
        if found is None:
            return None
        row = dict(zip(COLUMNS[kind], found, strict=True))
        if not is_image(kind, row):
            raise damaged_at(f"{row_id[:40]!r} in {kind}")
        return row

    def _current(self, kind: Kind, row_id: str) -> dict[str, Any]:
        row = self._find(kind, row_id)
        if row is None:
            raise NotFound("That is not in the project any more. It may have been removed in another window.")
        return row

    def _note(self, kind: Kind, pairs: Sequence[tuple[Row | None, Row | None]], at: str | None = None) -> None:
        self.step = self.step or self._begin()
        touched, column, images = self._touched.setdefault(kind, set()), _ARTICLE_COLUMN.get(kind), []
        for before, after in pairs:
            row: Row = after or before or {}
            kept = before if after is None else _without(BULKY, kind, before)
            images.append((self.step, kind, row["id"], image_of(kept), image_of(_without(BULKY, kind, after)), at))
            touched.add(row["id"])
            if column:
                self._articles.add(row[column])
            if kind is Kind.ANNOTATION:
                self._effects.note(before, after)
                if before is None:
                    self._added.append(row["id"])
        sql = "INSERT INTO changes (step, kind, row, before, after, at) VALUES (?, ?, ?, ?, ?, ?)"
        self._executemany(sql, images)

    def _begin(self) -> int:
        state = _STATES.get(self.op, "done")
        if self.by is not None and state == "done":
            self._execute("UPDATE steps SET state = 'gone' WHERE annotator = ? AND state = 'undone'", (self.by,))
        step = self._execute(
            "INSERT INTO steps (op, detail, annotator, at, state) VALUES (?, ?, ?, ?, ?)",
            (self.op, self.detail, self.by, self.at, state),
        ).lastrowid
        return int(step or 0)


def _without(columns: Mapping[Kind, frozenset[str]], kind: Kind, row: Row | None) -> Row | None:
    left_out = columns.get(kind)
    if row is None or not left_out:
        return row
    return {name: value for name, value in row.items() if name not in left_out}


def image_of(row: Row | None) -> str | None:
    """A row as the journal keeps it."""
    return None if row is None else orjson.dumps(row).decode()


@cache
def _insert(kind: Kind, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {kind} ({names}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _update(kind: Kind, columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f'"{name}" = ?' for name in columns)
    return f"UPDATE {kind} SET {assignments} WHERE id = ?"
