"""How far each annotator is: rows ↔ records. An article without a row is `todo`."""

from collections.abc import Iterable
from typing import Any

from annotations.changes import Kind
from annotations.model import AnnotatorId, ArticleId, Progress, Status
from annotations.store.database import Database
from annotations.store.journal import Journal

_COLUMNS, _SHAPE = "article, annotator, status, seconds", "ttsr"


def progress_of(database: Database, article: ArticleId, annotator: AnnotatorId) -> Progress:
    """Read how far an annotator is with an article."""
    row = database.row(f"SELECT {_COLUMNS} FROM progress WHERE id = ?", (row_id(article, annotator),), _SHAPE)
    return Progress(article, annotator) if row is None else Progress(*row)


def progress_on(database: Database, article: ArticleId) -> list[Progress]:
    """Read how far everybody is with an article."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM progress WHERE article = ?", (article,), _SHAPE)
    return [Progress(*row) for row in rows]


def articles_done(database: Database, annotator: AnnotatorId) -> set[ArticleId]:
    """Read which articles an annotator has done."""
    rows = database.rows("SELECT article FROM progress WHERE annotator = ? AND status = 'done'", (annotator,), "t")
    return {ArticleId(row[0]) for row in rows}


def done_by_machine(database: Database, article: ArticleId, name: str, version: str) -> bool:
    """Whether a machine has done an article."""
    sql = (
        "SELECT 1 FROM progress JOIN annotators ON annotators.id = annotator"
        " WHERE article = ? AND status = 'done' AND kind = 'machine' AND name = ? AND version = ?"
    )
    return database.row(sql, (article, name, version)) is not None


def since_when(
    database: Database, article: ArticleId | None = None
) -> Iterable[tuple[ArticleId, AnnotatorId, Status, str]]:
    """Read where everybody stands with one article or with all, and since when."""
    where, parameters = ("", ()) if article is None else (" WHERE article = ?", (article,))
    sql = f"SELECT article, annotator, status, updated FROM progress{where}"
    rows: Iterable[Any] = database.rows(sql, parameters, "ttst")
    return rows


def set_progress(journal: Journal, progress: Progress) -> None:
    """Write how far an annotator is with an article."""
    key = row_id(progress.article, progress.annotator)
    row = progress._asdict() | {"id": key, "updated": journal.at}
    if journal.has(Kind.PROGRESS, key):
        journal.update(Kind.PROGRESS, key, row)
    else:
        journal.insert(Kind.PROGRESS, [row])


def add_seconds(journal: Journal, article: ArticleId, annotator: AnnotatorId, seconds: float) -> None:
    """Add to the time that an annotator has spent on an article."""
    key = row_id(article, annotator)
    spent = journal.seconds_of(key)
    if spent is None:
        set_progress(journal, Progress(article, annotator, seconds=round(seconds, 3)))
    else:
        journal.update(Kind.PROGRESS, key, {"seconds": round(spent + seconds, 3)})


def seconds_spent(database: Database, annotator: AnnotatorId) -> float:
    """Sum up the time that an annotator has spent on articles."""
    sql = "SELECT coalesce(sum(seconds), 0.0) FROM progress WHERE annotator = ?"
    return float((database.row(sql, (annotator,), "r") or (0.0,))[0])


def status_counts(database: Database, annotator: AnnotatorId) -> dict[Status, int]:
    """Count an annotator's articles by status, those never touched left out."""
    sql = "SELECT status, count(*) FROM progress WHERE annotator = ? GROUP BY 1"
    return dict(database.rows(sql, (annotator,), "si"))


def row_id(article: ArticleId, annotator: AnnotatorId) -> str:
    """The id of the row that says how far an annotator is with an article."""
    return f"{annotator}:{article}"
