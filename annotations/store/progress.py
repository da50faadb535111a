"""How far each annotator is: rows ↔ records. An article without a row is `todo`."""

from collections.abc import Iterator

from annotations.changes import Kind
from annotations.model import AnnotatorId, ArticleId, Progress, Status
from annotations.store.codecs import shown_id, shown_time
from annotations.store.database import Database
from annotations.store.journal import Journal


def progress_of(database: Database, article: ArticleId, annotator: AnnotatorId) -> Progress:
    """Read how far an annotator is with an article."""
    names = database.numbers
    sql = "SELECT status, seconds FROM progress WHERE article = ? AND annotator = ?"
    row = database.row(sql, (names.article(article), names.annotator(annotator)), "sr")
    return Progress(article, annotator) if row is None else Progress(article, annotator, *row)


def progress_on(database: Database, article: ArticleId) -> list[Progress]:
    """Read how far everybody is with an article."""
    names = database.numbers
    sql = "SELECT annotator, status, seconds FROM progress WHERE article = ? ORDER BY number"
    rows = database.rows(sql, (names.article(article),), "isr")
    return [Progress(article, names.annotator_id(annotator), *row) for annotator, *row in rows]


def articles_done(database: Database, annotator: AnnotatorId) -> set[ArticleId]:
    """Read which articles an annotator has done."""
    rows = database.rows(
        "SELECT articles.id FROM progress JOIN articles ON articles.number = article"
        " WHERE annotator = ? AND status = 'done'",
        (database.numbers.annotator(annotator),),
        "-",
    )
    return {ArticleId(shown_id(row[0])) for row in rows}


def done_by_machine(database: Database, article: ArticleId, name: str, version: str) -> bool:
    """Whether a machine has done an article."""
    sql = (
        "SELECT 1 FROM progress JOIN annotators ON annotators.number = annotator"
        " WHERE article = ? AND status = 'done' AND kind = 'machine' AND name = ? AND version = ?"
    )
    return database.row(sql, (database.numbers.article(article), name, version)) is not None


def since_when(
    database: Database, article: ArticleId | None = None
) -> Iterator[tuple[ArticleId, AnnotatorId, Status, str]]:
    """Read where everybody stands with one article or with all, and since when."""
    names = database.numbers
    where, parameters = ("", ()) if article is None else (" WHERE article = ?", (names.article(article),))
    sql = (
        "SELECT articles.id, annotator, status, updated FROM progress JOIN articles ON articles.number = article"
        f"{where} ORDER BY progress.number"
    )
    for key, annotator, status, updated in database.rows(sql, parameters, "-is-"):
        yield ArticleId(shown_id(key)), names.annotator_id(annotator), status, shown_time(updated)


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
    row = journal.find(Kind.PROGRESS, key)
    if row is None:
        set_progress(journal, Progress(article, annotator, seconds=round(seconds, 3)))
    else:
        journal.update(Kind.PROGRESS, key, {"seconds": round(row["seconds"] + seconds, 3)})


def seconds_spent(database: Database, annotator: AnnotatorId) -> float:
    """Sum up the time that an annotator has spent on articles."""
    sql = "SELECT coalesce(sum(seconds), 0.0) FROM progress WHERE annotator = ?"
    return float((database.row(sql, (database.numbers.annotator(annotator),), "r") or (0.0,))[0])


def status_counts(database: Database, annotator: AnnotatorId) -> dict[Status, int]:
    """Count an annotator's articles by status, those never touched left out."""
    sql = "SELECT status, count(*) FROM progress WHERE annotator = ? GROUP BY 1"
    return dict(database.rows(sql, (database.numbers.annotator(annotator),), "si"))


def row_id(article: ArticleId, annotator: AnnotatorId) -> str:
    """The id of the row that says how far an annotator is with an article."""
    return f"{annotator}:{article}"
