"""The journal read back: what can be undone and redone, by whom, and what has been written since."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError
from annotations.model import AnnotatorId, ArticleId
from annotations.store.database import Database
from annotations.store.images import read_image
from annotations.store.journal import Journal, Row
from annotations.store.reversals import reverse

_ENDS = (
    "SELECT * FROM (SELECT id, op, detail, state FROM steps WHERE annotator = ? AND state = 'done'"
    " ORDER BY id DESC LIMIT 1) UNION ALL SELECT * FROM (SELECT id, op, detail, state FROM steps WHERE annotator = ?"
    " AND state = 'undone' ORDER BY id LIMIT 1)"
)
# As the index of the third migration has it.
_OF_ARTICLE = "kind IN ('annotations', 'progress') AND json_extract(coalesce(after, before), '$.article') = ?"


class Step(NamedTuple):
    """One action as the journal has it."""

    id: int
    op: Op
    detail: str

    @property
    def words(self) -> str:
        """The step as a menu says it."""
        return f"{self.op.words} {self.detail}".strip()


class Done(NamedTuple):
    """One action with all that the journal says about it. `change` is its last change."""

    id: int
    op: Op
    detail: str
    by: AnnotatorId | None
    at: str
    state: str
    change: int

    @property
    def words(self) -> str:
        """The step as a menu says it."""
        return f"{self.op.words} {self.detail}".strip()


def undoable(database: Database, by: AnnotatorId, limit: int = 0) -> Step | None:
    """The step of this annotator that undo would take back, among their latest `limit` ones (0: all)."""
    return undo_and_redo(database, by, limit)[0]


def redoable(database: Database, by: AnnotatorId) -> Step | None:
    """The step of this annotator that redo would do again."""
    return undo_and_redo(database, by)[1]


def undo_and_redo(database: Database, by: AnnotatorId, limit: int = 0) -> tuple[Step | None, Step | None]:
    """The steps of this annotator that undo would take back, among their latest `limit` ones, and redo do again."""
    rows = database.rows(_ENDS, (by, by), "iott")
    found = {state: Step(number, Op(op), detail) for number, op, detail, state in rows}
    done, undone = found.get("done"), found.get("undone")
    if done and limit:
        later = "SELECT count(*) FROM steps WHERE annotator = ? AND id > ? AND state IN ('done', 'undone', 'gone')"
        done = done if database.number(later, (by, done.id)) < limit else None
    return done, undone


def undo(database: Database, journal: Journal, by: AnnotatorId, limit: int = 0) -> None:
    """Put back every row that this annotator's latest step changed, the last one first."""
    step = undoable(database, by, limit)
    if step is None:
        raise ClaimdeskError("There is nothing to undo.")
    journal.detail = step.detail
    reverse(journal, step.id, step.words, _images(database, step.id), "undone")


def redo(database: Database, journal: Journal, by: AnnotatorId) -> None:
    """Do the step again that was undone last, by taking back its latest undoing."""
    step = redoable(database, by)
    if step is None:
        raise ClaimdeskError("There is nothing to redo.")
    journal.detail = step.detail
    undoing = "(SELECT max(id) FROM steps WHERE reverses = ? AND op = 'undo')"
    reverse(journal, step.id, step.words, _images(database, step.id, undoing), "done")


def _images(database: Database, step: int, of: str = "?") -> list[tuple[Kind, str, Row | None, Row | None]]:
    sql = f"SELECT kind, row, before, after FROM changes WHERE step = {of} ORDER BY id DESC"
    rows = database.rows(sql, (step,), "ktTT")
    return [
        (kind, row, _row(kind, row, before), _row(kind, row, after)) for kind, row, before, after in _with_kinds(rows)
    ]


def steps(database: Database, article: ArticleId | None, before: int | None, limit: int) -> list[Done]:
    """Read the steps that changed something, but for time that passed, the latest first: of one article, or of all."""
    where, parameters = ["op <> ?"], list[Any]([Op.SPEND_TIME])
    if before is not None:
        where.append("id < ?")
        parameters.append(before)
    if article is not None:
        where.append(
            f"id IN (SELECT step FROM changes WHERE {_OF_ARTICLE} UNION SELECT step FROM changes WHERE row = ?)"
        )
        parameters += [article, article]
    rows = database.rows(
        "SELECT id, op, detail, annotator, at, state,"
        " coalesce((SELECT c.id FROM changes c WHERE c.step = s.id ORDER BY c.id DESC LIMIT 1), 0)"
        f" FROM steps s WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?",
        (*parameters, limit),
        "iotTtti",
    )
    return [Done(row[0], Op(row[1]), *row[2:]) for row in rows]


def changes_of_article(
    database: Database, article: ArticleId, after: int
) -> Iterator[tuple[Kind, str, Row | None, Row | None]]:
    """Read the changes of annotations and progress in an article after a change, the oldest first."""
    sql = f"SELECT kind, row, before, after FROM changes WHERE {_OF_ARTICLE} AND id > ? ORDER BY id"
    for kind, row_id, before, now in _with_kinds(database.rows(sql, (article, after), "ktTT")):
        yield kind, row_id, _row(kind, row_id, before), _row(kind, row_id, now)


def time_of(database: Database, change: int) -> str:
    """When a change was written, ISO 8601 in UTC; empty when there is no such change."""
    row = database.row(
        "SELECT steps.at FROM steps JOIN changes ON step = steps.id WHERE changes.id = ?", (change,), "t"
    )
    return str(row[0]) if row else ""


def latest_change(database: Database) -> int:
    """The number of the newest change in the file."""
    return database.number("SELECT coalesce(max(id), 0) FROM changes")


def changes_after(database: Database, change: int) -> tuple[Changes, int]:
    """The news of everything that was written after a change, by whomever, and the number of the newest one."""
    touched: dict[Kind, set[str]] = {}
    articles: set[ArticleId] = set()
    rows = database.rows(
        "SELECT id, kind, row, coalesce(after, before) FROM changes WHERE id > ? ORDER BY id", (change,), "iktt"
    )
    for _, name, row_id, image in rows:
        kind = Kind(name)
        touched.setdefault(kind, set()).add(row_id)
        if kind is Kind.ARTICLE:
            articles.add(ArticleId(row_id))
        elif kind in (Kind.ANNOTATION, Kind.PROGRESS, Kind.PROBLEM):
            articles.add(ArticleId(read_image(kind, row_id, image)["article"]))
    news = Changes(None, touched={kind: frozenset(ids) for kind, ids in touched.items()}, articles=frozenset(articles))
    return news, rows[-1][0] if rows else change


def _row(kind: Kind, row_id: str, image: str | None) -> dict[str, Any] | None:
    return None if image is None else read_image(kind, row_id, image)


def _with_kinds(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Kind, str, str | None, str | None]]:
    for kind, row, before, after in rows:
        yield Kind(kind), row, before, after
