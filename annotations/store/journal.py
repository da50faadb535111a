"""The only way to write: each changed row is kept before and after, so that everything can be undone and retraced.

A *step* is one action of one annotator; its *changes* are the rows it touched, in order. Undoing a step is itself a
step, which puts back the images from before; redoing is undoing that one. The journal is never rewritten: it is the
audit trail too. An action that changes nothing leaves no step. Columns in `BULKY` are left out of the images of rows
that are still there to be read. A change that a merge brings from another file has a time of its own, `at`. How
rows are put back is in `store.reversals`.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
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
FEW = 200  # annotations up to which a step's news carries them
_STATES = {Op.UNDO: "reversal", Op.REDO: "reversal", Op.SPEND_TIME: "kept"}  # of steps that are on no undo list


def now() -> str:
    """The time as it is written everywhere: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Journal:
    """A step being written. Made inside a transaction, which has the file to itself."""

    def __init__(
        self, database: Database, op: Op, detail: str = "", by: AnnotatorId | None = None, *, step: int = 0
    ) -> None:
        self._execute = database.connection.execute
        self._executemany = database.connection.executemany
        self._touched: dict[Kind, set[str]] = {}
        self._articles: set[ArticleId] = set()
        self._added: list[AnnotationId] = []
        self._effects = EffectCounter()
        self._found: tuple[Kind, str, dict[str, Any] | None] | None = None  # the row that was read last, as it is now
        self.reverses: int | None = None  # the step that this one takes back
        self.written: dict[str, Row | None] | None = {}
        """Annotations as they are now, None for those that were deleted; None when there are more than `FEW`."""
        self.numbers = (0, 0)
        """The numbers of the first and the last change that was written; 0 when there is none."""
        self.op, self.detail, self.by, self.step, self.at = op, detail, by, step, now()
        if step:
            self._continue()

    def _continue(self) -> None:
        sql = "UPDATE steps SET at = ? WHERE id = ? RETURNING state"
        if self._execute(sql, (self.at, self.step)).fetchall() != [("done",)]:
            title = self.detail or self.op.words
            raise ClaimdeskError(f"“{title}” was undone while it was still running, so it stopped.")

    def insert(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Insert rows, which all have the same columns; each `id` is a text made by the core."""
        if rows:
            self._executemany(_insert(kind, tuple(rows[0])), [tuple(row.values()) for row in rows])
            self._note(kind, [(None, row) for row in rows])

    def update(self, kind: Kind, row_id: str, values: Row) -> None:
        """Change some columns of one row."""
        before = self.row(kind, row_id)
        if all(before[name] == value for name, value in values.items()):
            return
        self._execute(_update(kind, tuple(values)), (*values.values(), row_id))
        self._note(kind, [(before, {**before, **values})])

    def delete(self, kind: Kind, row_id: str) -> None:
        """Delete one row."""
        before = self.row(kind, row_id)
        self._execute(f"DELETE FROM {kind} WHERE id = ?", (row_id,))
        self._note(kind, [(before, None)])

    def bring(self, kind: Kind, row_id: str, after: Row | None, at: str) -> None:
        """Let a row be as another file has it since `at` (none: gone); noted even where it is so already."""
        before = self.find(kind, row_id)
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
        return self.find(kind, row_id) is not None

    def seconds_of(self, row_id: str) -> float | None:
        """The time that a row of progress says was spent; none when there is no such row."""
        row = self.find(Kind.PROGRESS, row_id)
        return None if row is None else float(row["seconds"])

    def made(self, kind: Kind, row_id: str) -> bool:
        """Whether this step has inserted such a row, now or in an earlier slice."""
        # The plus keeps SQLite from reading the whole step, which is long while an import is running.
        sql = "SELECT 1 FROM changes WHERE row = ? AND kind = ? AND +step = ? AND before IS NULL"
        return self._execute(sql, (row_id, kind, self.step)).fetchone() is not None

    def find(self, kind: Kind, row_id: str) -> dict[str, Any] | None:
        """Read a row as it is now; None when there is none."""
        if self._found is None or self._found[:2] != (kind, row_id):
            self._found = kind, row_id, self._read(kind, row_id)
        return self._found[2]

    def row(self, kind: Kind, row_id: str) -> dict[str, Any]:
        """Read a row as it is now; raises NotFound when there is none."""
        row = self.find(kind, row_id)
        if row is None:
            raise NotFound("This is no longer in the project. It may have been removed in another window.")
        return row

    def delete_all(self, kind: Kind, rows: Mapping[str, Row]) -> None:
        """Delete rows that were read in this step, by id: faster by half than one by one."""
        if rows:
            self._executemany(f"DELETE FROM {kind} WHERE id = ?", [(row_id,) for row_id in rows])
            self._note(kind, [(row, None) for row in rows.values()])

    def set_state(self, step: int, state: str) -> None:
        """Write what has become of an earlier step: done or undone."""
        self._execute("UPDATE steps SET state = ? WHERE id = ?", (state, step))

    def waiting(self, article: str) -> list[str]:
        """Read the ids of the progress of those who have not begun with an article."""
        sql = "SELECT id FROM progress WHERE article = ? AND status = 'todo'"
        return [row_id for (row_id,) in self._execute(sql, (article,)).fetchall()]

    def changes(self) -> Changes:
        """What has been done so far, as news."""
        touched = {kind: frozenset(ids) for kind, ids in self._touched.items()}
        articles, added = frozenset(self._articles), tuple(self._added)
        return Changes(self.op, self.detail, self.step, touched, articles, added, self._effects.effects())

    def _read(self, kind: Kind, row_id: str) -> dict[str, Any] | None:
        # Without the number, which is SQLite's own: a row that is put back gets another.
        found = self._execute(f"SELECT {columns_of(kind)} FROM {kind} WHERE id = ?", (row_id,)).fetchone()
        if found is None:
            return None
        row = dict(zip(COLUMNS[kind], found, strict=True))
        if not is_image(kind, row):
            raise damaged_at(f"{row_id[:40]!r} in {kind}")
        return row

    def _note(self, kind: Kind, pairs: Sequence[tuple[Row | None, Row | None]], at: str | None = None) -> None:
        self._found = None
        self.step = self.step or self._begin()
        touched, column, images = self._touched.setdefault(kind, set()), _ARTICLE_COLUMN.get(kind), []
        for before, after in pairs:
            row: Row = after or before or {}
            kept = before if after is None else without(BULKY, kind, before)
            images.append((self.step, kind, row["id"], image_of(kept), image_of(without(BULKY, kind, after)), at))
            touched.add(row["id"])
            if column:
                self._articles.add(row[column])
            if kind is Kind.ANNOTATION:
                self._effects.note(before, after)
                if before is None:
                    self._added.append(row["id"])
                self._carry(row["id"], after)
        self._write(images)

    def _carry(self, row_id: str, after: Row | None) -> None:
        if self.written is not None:
            self.written[row_id] = after
            if len(self.written) > FEW:
                self.written = None

    def _write(self, images: list[tuple[Any, ...]]) -> None:
        sql = "INSERT INTO changes (step, kind, row, before, after, at) VALUES (?, ?, ?, ?, ?, ?)"
        self._executemany(sql, images[:-1])
        last = self._execute(sql, images[-1]).lastrowid or 0
        self.numbers = self.numbers[0] or last - len(images) + 1, last  # SQLite counts on, and nobody else writes

    def _begin(self) -> int:
        state = _STATES.get(self.op, "done")
        if self.by is not None and state == "done":
            self._execute("UPDATE steps SET state = 'gone' WHERE annotator = ? AND state = 'undone'", (self.by,))
        step = self._execute(
            "INSERT INTO steps (op, detail, annotator, at, state, reverses) VALUES (?, ?, ?, ?, ?, ?)",
            (self.op, self.detail, self.by, self.at, state, self.reverses),
        ).lastrowid
        return int(step or 0)


def without(columns: Mapping[Kind, frozenset[str]], kind: Kind, row: Row | None) -> Row | None:
    """A row without some columns of its kind."""
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
