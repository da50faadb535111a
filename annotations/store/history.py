"""The journal read back: what can be undone and redone, by whom, and what has been written since."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError
from annotations.model import AnnotatorId, ArticleId
from annotations.store import rewinding
from annotations.store.codecs import shown_time
from annotations.store.database import Database
from annotations.store.images import Row
from annotations.store.journal import Journal
from annotations.store.reversals import reverse

_ENDS = (
    "SELECT * FROM (SELECT id, op, detail, state FROM steps WHERE annotator = ? AND state = 'done'"
    " ORDER BY id DESC LIMIT 1) UNION ALL SELECT * FROM (SELECT id, op, detail, state FROM steps WHERE annotator = ?"
    " AND state = 'undone' ORDER BY id LIMIT 1)"
)
_OF_ARTICLE = "article = ? AND kind IN ('annotations', 'progress')"


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
    number = database.numbers.annotator(by)
    rows = database.rows(_ENDS, (number, number), "iott")
    found = {state: Step(step, Op(op), detail) for step, op, detail, state in rows}
    done, undone = found.get("done"), found.get("undone")
    if done and limit:
        later = "SELECT count(*) FROM steps WHERE annotator = ? AND id > ? AND state IN ('done', 'undone', 'gone')"
        done = done if database.number(later, (number, done.id)) < limit else None
    return done, undone


def undo(database: Database, journal: Journal, by: AnnotatorId, limit: int = 0) -> None:
    """Put back every row that this annotator's latest step changed, the last one first."""
    step = undoable(database, by, limit)
    if step is None:
        raise ClaimdeskError("There is nothing to undo.")
    journal.detail = step.detail
    reverse(journal, step.id, step.words, rewinding.of_step(database, step.id), "undone")


def redo(database: Database, journal: Journal, by: AnnotatorId) -> None:
    """Do the step again that was undone last, by taking back its latest undoing."""
    step = redoable(database, by)
    if step is None:
        raise ClaimdeskError("There is nothing to redo.")
    journal.detail = step.detail
    undoing = database.number("SELECT coalesce(max(id), 0) FROM steps WHERE reverses = ? AND op = 'undo'", (step.id,))
    reverse(journal, step.id, step.words, rewinding.of_step(database, undoing), "done")


def steps(database: Database, article: ArticleId | None, before: int | None, limit: int) -> list[Done]:
    """Read the steps that changed something, but for time that passed, the latest first: of one article, or of all."""
    where, parameters = ["op <> ?"], list[Any]([Op.SPEND_TIME])
    if before is not None:
        where.append("id < ?")
        parameters.append(before)
    if article is not None:
        where.append("id IN (SELECT step FROM changes WHERE article = ? AND kind <> 'problems')")
        parameters.append(database.numbers.article(article))
    rows = database.rows(
        "SELECT id, op, detail, annotator, at, state,"
        " coalesce((SELECT c.id FROM changes c WHERE c.step = s.id ORDER BY c.id DESC LIMIT 1), 0)"
        f" FROM steps s WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?",
        (*parameters, limit),
        "iotI-ti",
    )
    names = database.numbers
    return [
        Done(step, Op(op), detail, by and names.annotator_id(by), shown_time(at), state, change)
        for step, op, detail, by, at, state, change in rows
    ]


def changes_of_article(
    database: Database, article: ArticleId, after: int
) -> Iterator[tuple[Kind, str, Row | None, Row | None]]:
    """Read the changes of annotations and progress in an article after a change, the oldest first."""
    found = rewinding.records(database, f"{_OF_ARTICLE} AND id > ?", (database.numbers.article(article), after))
    for change in reversed(list(rewinding.rewound(database, found))):
        yield change.kind, change.row, change.before, change.after


def time_of(database: Database, change: int) -> str:
    """When a change was written, ISO 8601 in UTC; empty when there is no such change."""
    row = database.row(
        "SELECT steps.at FROM steps JOIN changes ON step = steps.id WHERE changes.id = ?", (change,), "-"
    )
    return shown_time(row[0]) if row else ""


def latest_change(database: Database) -> int:
    """The number of the newest change in the file."""
    return database.number("SELECT coalesce(max(id), 0) FROM changes")


def changes_after(database: Database, change: int) -> tuple[Changes, int]:
    """The news of everything that was written after a change, by whomever, and the number of the newest one."""
    found = rewinding.records(database, "id > ?", (change,))
    touched: dict[Kind, set[str]] = {}
    articles = {database.numbers.article_id(one) for one in {record.article for record in found} if one is not None}
    for kind in {record.kind for record in found}:
        touched[kind] = rewinding.ids_of(database, kind, [record for record in found if record.kind is kind])
    news = Changes(None, touched={kind: frozenset(ids) for kind, ids in touched.items()}, articles=frozenset(articles))
    return news, found[0].id if found else change
