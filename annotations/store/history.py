"""The journal read back: what can be undone and redone, by whom, and what has been written since."""

from typing import Any, NamedTuple

import orjson

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError
from annotations.model import AnnotatorId, ArticleId
from annotations.store.database import Database
from annotations.store.journal import Journal, Row


class Step(NamedTuple):
    """One action as the journal has it."""

    id: int
    op: Op
    detail: str

    @property
    def words(self) -> str:
        """The step as a menu says it."""
        return f"{self.op.words} {self.detail}".strip()


def undoable(database: Database, by: AnnotatorId) -> Step | None:
    """The step of this annotator that undo would take back."""
    return _step(database, "state = 'done' ORDER BY id DESC", by)


def redoable(database: Database, by: AnnotatorId) -> Step | None:
    """The step of this annotator that redo would do again."""
    return _step(database, "state = 'undone' ORDER BY id", by)


def _step(database: Database, which: str, by: AnnotatorId) -> Step | None:
    row = database.row(f"SELECT id, op, detail FROM steps WHERE annotator = ? AND {which} LIMIT 1", (by,))
    return None if row is None else Step(row[0], Op(row[1]), row[2])


def undo(database: Database, journal: Journal, by: AnnotatorId) -> None:
    """Put back every row that this annotator's latest step changed, the last one first."""
    step = undoable(database, by)
    if step is None:
        raise ClaimdeskError("There is nothing to undo.")
    journal.detail = step.detail
    journal.reverse(step.id, step.words, _images(database, step.id), "undone")


def redo(database: Database, journal: Journal, by: AnnotatorId) -> None:
    """Do the step again that was undone last, by taking back its latest undoing."""
    step = redoable(database, by)
    if step is None:
        raise ClaimdeskError("There is nothing to redo.")
    journal.detail = step.detail
    undoing = database.number("SELECT max(id) FROM steps WHERE reverses = ? AND op = ?", (step.id, Op.UNDO))
    journal.reverse(step.id, step.words, _images(database, undoing), "done")


def _images(database: Database, step: int) -> list[tuple[Kind, str, Row | None, Row | None]]:
    rows = database.rows("SELECT kind, row, before, after FROM changes WHERE step = ? ORDER BY id DESC", (step,))
    return [(Kind(kind), row, _row(before), _row(after)) for kind, row, before, after in rows]


def latest_change(database: Database) -> int:
    """The number of the newest change in the file."""
    return database.number("SELECT coalesce(max(id), 0) FROM changes")


def changes_after(database: Database, change: int) -> tuple[Changes, int]:
    """The news of everything that was written after a change, by whomever, and the number of the newest one."""
    touched: dict[Kind, set[str]] = {}
    articles: set[ArticleId] = set()
    rows = database.rows(
        "SELECT id, kind, row, coalesce(after, before) FROM changes WHERE id > ? ORDER BY id", (change,)
    )
    for _, name, row_id, image in rows:
        kind = Kind(name)
        touched.setdefault(kind, set()).add(row_id)
        if kind is Kind.ARTICLE:
            articles.add(ArticleId(row_id))
        elif kind in (Kind.ANNOTATION, Kind.PROGRESS):
            articles.add(ArticleId(orjson.loads(image)["article"]))
    news = Changes(None, touched={kind: frozenset(ids) for kind, ids in touched.items()}, articles=frozenset(articles))
    return news, rows[-1][0] if rows else change


def _row(image: str | None) -> dict[str, Any] | None:
    return None if image is None else orjson.loads(image)
