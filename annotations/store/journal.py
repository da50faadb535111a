"""The only way to write: every change is kept, so that everything can be undone and retraced.

A *step* is one action of one annotator. Its *changes* say, in order, which rows it touched: one change for all rows of
one article and kind that a call wrote. Undoing a step is itself a step, which puts rows back as they were before;
redoing is undoing that one. The journal is never rewritten: it is the audit trail too. An action that changes nothing
leaves no step. A change that a merge brings from another file has a time of its own, `at`.

A change keeps only what cannot be derived. What was inserted is the row as it stands now, or as a later change found
it; an update keeps what the changed columns held, a deletion the whole rows. `store.rewinding` reads that back, and
`store.reversals` puts rows back.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from random import getrandbits
from typing import Any

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError, NotFound
from annotations.model import AnnotationId, AnnotatorId, ArticleId
from annotations.store import rows
from annotations.store.codecs import packed, stored_id, stored_time
from annotations.store.database import Database
from annotations.store.effects import EffectCounter
from annotations.store.failures import damaged_at
from annotations.store.images import is_image
from annotations.store.rows import Row
from annotations.store.term_index import TermIndex

FEW = 200  # annotations up to which a step's news carries them
_STATES = {Op.UNDO: "reversal", Op.REDO: "reversal", Op.SPEND_TIME: "kept"}  # of steps that are on no undo list
_MANY = 500  # ids that are looked up at once


def now() -> str:
    """The time as it is written everywhere: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Journal:
    """A step being written. Made inside a transaction, which has the file to itself."""

    def __init__(
        self, database: Database, op: Op, detail: str = "", by: AnnotatorId | None = None, *, step: int = 0
    ) -> None:
        self._database, self._numbers = database, database.numbers
        self._execute = database.connection.execute
        self._executemany = database.connection.executemany
        self._touched: dict[Kind, set[str]] = {}
        self._articles: set[ArticleId] = set()
        self._added: list[AnnotationId] = []
        self._effects = EffectCounter()
        self._found: tuple[Kind, str, int, dict[str, Any] | None] | None = None  # the row that was read last
        self._index = TermIndex(database)
        self._last: dict[Kind, int] = {}  # the highest number that was ever given
        self._removed: bool | None = None  # whether there are rows that were removed
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
        if self._execute(sql, (stored_time(self.at), self.step)).fetchall() != [("done",)]:
            title = self.detail or self.op.words
            raise ClaimdeskError(f"“{title}” was undone while it was still running, so it stopped.")

    # -- writing

    def insert(self, kind: Kind, inserted: Sequence[Row], at: str | None = None) -> None:
        """Insert whole rows; each `id` is a text made by the core. A row that was there before gets its number."""
        if not inserted:
            return
        numbers = self._new_numbers(kind, inserted)
        values = [
            (number, *map(rows.stored(self._numbers, kind, row).__getitem__, rows.STORED[kind]))
            for number, row in zip(numbers, inserted, strict=True)
        ]
        self._executemany(_insert(kind), values)
        for number, row in zip(numbers, inserted, strict=True):
            self._numbers.note(kind, number, row["id"])
            if kind is Kind.ARTICLE:
                self._numbers.keep_text(number, row["text"])
        self._note(kind, [(number, None, row) for number, row in zip(numbers, inserted, strict=True)])
        places = [(number, self._article_of(kind, number, row)) for number, row in zip(numbers, inserted, strict=True)]
        for _, run in groupby(enumerate(places), key=lambda place: (place[1][0] - place[0], place[1][1])):
            found = [place for _, place in run]
            self._write(kind, found[0][1], found[0][0], len(found), "insert", None, at)

    def update(self, kind: Kind, row_id: str, values: Row) -> None:
        """Change some columns of one row."""
        self.update_all(kind, {row_id: values})

    def update_all(self, kind: Kind, changed: Mapping[str, Row], at: str | None = None) -> None:
        """Change some columns of some rows: faster than one by one."""
        noted: list[tuple[int, int | None, dict[str, Any]]] = []
        for row_id, values in changed.items():
            before = self.row(kind, row_id)
            number = self._found[2] if self._found else 0
            old = {name: before[name] for name, value in values.items() if before[name] != value}
            if old or at is not None:
                after = {**before, **values}
                self._change(kind, number, before, after)
                self._note(kind, [(number, before, after)])
                self._found = kind, row_id, number, after
                noted.append((number, self._article_of(kind, number, before), old))
        for article, run in groupby(noted, key=lambda one: one[1]):
            pairs = [(number, old) for number, _, old in run]
            self._write(kind, article, pairs[0][0], len(pairs), "update", packed(pairs), at)

    def delete(self, kind: Kind, row_id: str) -> None:
        """Delete one row."""
        self.delete_all(kind, {row_id: self.row(kind, row_id)})

    def delete_all(self, kind: Kind, deleted: Mapping[str, Row], at: str | None = None) -> None:
        """Delete rows that were read in this step, by id: faster than one by one."""
        if not deleted:
            return
        places = []
        for row_id, row in deleted.items():
            number = self._number(kind, row_id)
            places.append((number, self._article_of(kind, number, row), row))
        self._executemany(f"DELETE FROM {kind} WHERE number = ?", [(number,) for number, _, _ in places])
        self._executemany(
            "INSERT INTO removed (kind, id, number, article) VALUES (?, ?, ?, ?)",
            [(kind, stored_id(row["id"]), number, article) for number, article, row in places],
        )
        self._removed = True
        self._note(kind, [(number, row, None) for number, _, row in places])
        for article, run in groupby(places, key=lambda place: place[1]):
            pairs = [(number, dict(row)) for number, _, row in run]
            self._write(kind, article, pairs[0][0], len(pairs), "delete", packed(pairs), at)

    def bring(self, kind: Kind, row_id: str, after: Row | None, at: str) -> None:
        """Let a row be as another file has it since `at` (none: gone); noted even where it is so already."""
        before = self.find(kind, row_id)
        if before is not None and (after is None or before.get("article") != after.get("article")):
            self.delete_all(kind, {row_id: before}, at)
            before = None
        if after is not None and before is None:
            self.insert(kind, [after], at)
        elif after is not None:
            self.update_all(kind, {row_id: after}, at)

    def set_state(self, step: int, state: str) -> None:
        """Write what has become of an earlier step: done or undone."""
        self._execute("UPDATE steps SET state = ? WHERE id = ?", (state, step))

    def finish(self) -> None:
        """Write what was collected for the indexes. To be called at the end of the step's transaction."""
        self._index.flush()

    # -- reading

    def has(self, kind: Kind, row_id: str) -> bool:
        """Whether there is such a row."""
        return self.find(kind, row_id) is not None

    def seconds_of(self, row_id: str) -> float | None:
        """The time that a row of progress says was spent; none when there is no such row."""
        row = self.find(Kind.PROGRESS, row_id)
        return None if row is None else float(row["seconds"])

    def made(self, kind: Kind, row_id: str) -> bool:
        """Whether this step has inserted such a row, now or in an earlier slice."""
        found = rows.numbers_of(self._database, kind, [row_id]).get(row_id)
        if found is None or not self.step:
            return False
        # The plus keeps SQLite from reading the whole step, which is long while an import is running.
        sql = (
            "SELECT 1 FROM changes WHERE article IS ?1 AND kind = ?2 AND what = 'insert' AND +step = ?3"
            " AND row <= ?4 AND row + count > ?4"
        )
        return self._execute(sql, (found[1], kind, self.step, found[0])).fetchone() is not None

    def find(self, kind: Kind, row_id: str) -> dict[str, Any] | None:
        """Read a row as it is now; None when there is none."""
        if self._found is None or self._found[:2] != (kind, row_id):
            self._found = kind, row_id, *self._read(kind, row_id)
        return self._found[3]

    def row(self, kind: Kind, row_id: str) -> dict[str, Any]:
        """Read a row as it is now; raises NotFound when there is none."""
        row = self.find(kind, row_id)
        if row is None:
            raise NotFound("This is no longer in the project. It may have been removed in another window.")
        return row

    def waiting(self, article: str) -> list[str]:
        """Read the ids of the progress of those who have not begun with an article."""
        which = "WHERE article = ? AND status = 'todo'"
        found = rows.read(self._database, Kind.PROGRESS, which, (self._numbers.article(article),))
        return [row["id"] for _, row in found]

    def changes(self) -> Changes:
        """What has been done so far, as news."""
        touched = {kind: frozenset(ids) for kind, ids in self._touched.items()}
        articles, added = frozenset(self._articles), tuple(self._added)
        return Changes(self.op, self.detail, self.step, touched, articles, added, self._effects.effects())

    # -- rows

    def _read(self, kind: Kind, row_id: str) -> tuple[int, dict[str, Any] | None]:
        found = next(rows.read(self._database, kind, *rows.where(self._numbers, kind, row_id)), None)
        if found is None:
            return 0, None
        if not is_image(kind, found[1]):
            raise damaged_at(f"{row_id[:40]!r} in {kind}")
        return found

    def _number(self, kind: Kind, row_id: str) -> int:
        if self._found and self._found[:2] == (kind, row_id):
            return self._found[2]
        return rows.number_of(self._database, kind, row_id) or 0

    def _change(self, kind: Kind, number: int, before: Row, after: Row) -> None:
        was, is_now = rows.stored(self._numbers, kind, before), rows.stored(self._numbers, kind, after)
        changed = tuple(name for name, value in is_now.items() if was[name] is not value and was[name] != value)
        if changed:
            self._execute(_update(kind, changed), (*(is_now[name] for name in changed), number))

    def _new_numbers(self, kind: Kind, inserted: Sequence[Row]) -> list[int]:
        """A number for each row: a new one, or its own when it was there before."""
        again = self._numbers_again(kind, [row["id"] for row in inserted])
        if kind not in self._last:
            self._last[kind] = rows.last_number(self._database, kind)
        numbers = []
        for row in inserted:
            number = again.get(row["id"])
            if number is None:
                number = self._last[kind] = self._last[kind] + 1
            numbers.append(number)
        return numbers

    def _numbers_again(self, kind: Kind, ids: Sequence[str]) -> dict[str, int]:
        """The numbers of rows that were removed and come back: they are not among the removed ones any more."""
        if self._removed is None:
            self._removed = self._execute("SELECT 1 FROM removed LIMIT 1").fetchone() is not None
        found: dict[str, int] = {}
        for begin in range(0, len(ids) if self._removed else 0, _MANY):
            some = {stored_id(row_id): row_id for row_id in ids[begin : begin + _MANY]}
            which = f"FROM removed WHERE kind = ? AND id IN ({', '.join('?' * len(some))})"
            for stored, number in self._execute(f"SELECT id, number {which}", (kind, *some)).fetchall():
                found[some[stored]] = number
            if found:
                self._execute(f"DELETE {which}", (kind, *some))
        return found

    def _article_of(self, kind: Kind, number: int, row: Row) -> int | None:
        if kind is Kind.ARTICLE:
            return number
        article = row.get("article")
        return None if article is None else self._numbers.article(article)

    # -- changes

    def _note(self, kind: Kind, changed: Iterable[tuple[int, Row | None, Row | None]]) -> None:
        self._found = None
        touched = self._touched.setdefault(kind, set())
        for number, before, after in changed:
            row: Row = after or before or {}
            self._tell_index(kind, number, before, after)
            touched.add(row["id"])
            if kind is Kind.ARTICLE:
                self._articles.add(row["id"])
            elif "article" in row:
                self._articles.add(row["article"])
            if kind is Kind.ANNOTATION:
                self._effects.note(before, after)
                if before is None:
                    self._added.append(row["id"])
                self._carry(row["id"], after)

    def _tell_index(self, kind: Kind, number: int, before: Row | None, after: Row | None) -> None:
        row: Row = after or before or {}
        if kind is Kind.ARTICLE:
            self._index.article(number, before, after)
        elif kind in (Kind.ANNOTATION, Kind.PROGRESS):
            article, annotator = self._numbers.article(row["article"]), self._numbers.annotator(row["annotator"])
            if kind is Kind.PROGRESS:
                self._index.progress(article, annotator, before, after)
            else:
                self._index.annotation(number, article, annotator, before, after)

    def _carry(self, row_id: str, after: Row | None) -> None:
        if self.written is not None:
            self.written[row_id] = after
            if len(self.written) > FEW:
                self.written = None

    def _write(
        self, kind: Kind, article: int | None, row: int, count: int, what: str, before: bytes | str | None,
        at: str | None,
    ) -> None:  # fmt: skip
        self.step = self.step or self._begin()
        last = self._execute(
            "INSERT INTO changes (step, kind, article, row, count, what, before, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.step, kind, article, row, count, what, before, None if at is None else stored_time(at)),
        ).lastrowid
        self.numbers = self.numbers[0] or last or 0, last or 0

    def _begin(self) -> int:
        state = _STATES.get(self.op, "done")
        by = (self._numbers.annotator(self.by) or None) if self.by else None
        if by is not None and state == "done":
            self._execute("UPDATE steps SET state = 'gone' WHERE annotator = ? AND state = 'undone'", (by,))
        step = self._execute(
            "INSERT INTO steps (op, detail, annotator, at, state, reverses, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.op, self.detail, by, stored_time(self.at), state, self.reverses, getrandbits(47)),
        ).lastrowid
        return int(step or 0)


def without(columns: Mapping[Kind, frozenset[str]], kind: Kind, row: Row | None) -> Row | None:
    """A row without some columns of its kind."""
    left_out = columns.get(kind)
    if row is None or not left_out:
        return row
    return {name: value for name, value in row.items() if name not in left_out}


@cache
def _insert(kind: Kind) -> str:
    names = rows.STORED[kind]
    return f"INSERT INTO {kind} (number, {rows.stored_columns(kind)}) VALUES (?{', ?' * len(names)})"


@cache
def _update(kind: Kind, columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f'"{name}" = ?' for name in columns)
    return f"UPDATE {kind} SET {assignments} WHERE number = ?"
