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
from functools import cache
from itertools import groupby
from typing import Any

from annotations.changes import Changes, Kind, Op
from annotations.model import Annotation, AnnotatorId
from annotations.store import rows, translating
from annotations.store.codecs import packed, stored_id
from annotations.store.database import Database
from annotations.store.images import Row
from annotations.store.mark_columns import columns
from annotations.store.news import News, RowsOf
from annotations.store.numbering import Numbering
from annotations.store.term_index import TermIndex, said_by
from annotations.store.written_step import WrittenStep
from annotations.store.written_step import now as now


class Journal(WrittenStep):
    """A step being written. Made inside a transaction, which has the file to itself."""

    def __init__(
        self, database: Database, op: Op, detail: str = "", by: AnnotatorId | None = None, *, step: int = 0
    ) -> None:
        super().__init__(database, op, detail, by, step=step)
        self._executemany = database.connection.executemany
        self._news = News()
        self._index = TermIndex(database)
        self._numbering = Numbering(database)

    # -- writing

    def insert(self, kind: Kind, inserted: Sequence[Row], at: str | None = None) -> None:
        """Insert whole rows; each `id` is a text made by the core. A row that was there before gets its number."""
        if not inserted:
            return
        numbers = self._numbering.of(kind, [row["id"] for row in inserted])
        values = [
            (number, *map(translating.stored(self._numbers, kind, row).__getitem__, translating.STORED[kind]))
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

    def insert_marks(self, marks: Sequence[Annotation], rows_of: RowsOf) -> None:
        """Insert annotations of one article and annotator: as `insert` does, and much faster when there are many.

        `rows_of` makes rows of annotations, for the news of a step that has only a few.
        """
        article, annotator = self._numbers.article(marks[0].article), self._numbers.annotator(marks[0].annotator)
        numbers = self._numbering.of(Kind.ANNOTATION, [mark.id for mark in marks])
        values = list(columns(numbers, marks, article, annotator, self._numbers.text(article), self.at))
        self._found = None
        self._executemany(_insert(Kind.ANNOTATION), values)
        self._index.marked(article, annotator)
        self._index.new_annotations(
            (number, article, annotator, layer, said_by(label, fields, links))
            for number, _, _, _, layer, _, _, _, label, fields, links, verdict, *_ in values
            if verdict != "rejected"
        )
        self._news.new_annotations(marks, rows_of)
        for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
            found = [number for _, number in run]
            self._write(Kind.ANNOTATION, article, found[0], len(found), "insert", None, None)

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
        self._numbering.removed()
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

    def finish(self) -> None:
        """Write what was collected for the indexes. To be called at the end of the step's transaction."""
        self._index.flush()

    # -- reading

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

    def changes(self) -> Changes:
        """What has been done so far, as news."""
        return self._news.changes(self.op, self.detail, self.step)

    @property
    def written(self) -> dict[str, Row | None] | None:
        """Annotations as they are now, None for those that were deleted; None when there are many."""
        return self._news.written

    # -- rows

    def _change(self, kind: Kind, number: int, before: Row, after: Row) -> None:
        was, is_now = translating.stored(self._numbers, kind, before), translating.stored(self._numbers, kind, after)
        changed = tuple(name for name, value in is_now.items() if was[name] is not value and was[name] != value)
        if changed:
            self._execute(_update(kind, changed), (*(is_now[name] for name in changed), number))

    def _article_of(self, kind: Kind, number: int, row: Row) -> int | None:
        if kind is Kind.ARTICLE:
            return number
        article = row.get("article")
        return None if article is None else self._numbers.article(article)

    # -- changes

    def _note(self, kind: Kind, changed: Iterable[tuple[int, Row | None, Row | None]]) -> None:
        self._found = None
        for number, before, after in changed:
            self._tell_index(kind, number, before, after)
            self._news.note(kind, before, after)

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


def without(columns: Mapping[Kind, frozenset[str]], kind: Kind, row: Row | None) -> Row | None:
    """A row without some columns of its kind."""
    left_out = columns.get(kind)
    if row is None or not left_out:
        return row
    return {name: value for name, value in row.items() if name not in left_out}


@cache
def _insert(kind: Kind) -> str:
    names = translating.STORED[kind]
    return f"INSERT INTO {kind} (number, {rows.stored_columns(kind)}) VALUES (?{', ?' * len(names)})"


@cache
def _update(kind: Kind, columns: tuple[str, ...]) -> str:
    assignments = ", ".join(f'"{name}" = ?' for name in columns)
    return f"UPDATE {kind} SET {assignments} WHERE number = ?"
