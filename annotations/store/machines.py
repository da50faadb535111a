"""What is known of machine annotators, and where they failed: rows ↔ records.

These are settings of the file and nobody's work: they are not in the journal and cannot be undone.
"""

from annotations.model import AnnotatorId, ArticleId
from annotations.store.database import Database

Row = tuple[str, str, tuple[str, ...], bool, float]
"""Licence, hash, labels, whether its suggestions are shown, and the least score of those that are."""
UNKNOWN: Row = ("", "", (), True, 0.0)
REFUSALS = 2  # how often a string is refused before it is not offered again


def machine(database: Database, annotator: AnnotatorId) -> Row:
    """Read what is known of a machine."""
    row = database.row("SELECT licence, hash, labels, shown, threshold FROM machines WHERE annotator = ?", (annotator,))
    return (row[0], row[1], tuple(row[2].split()), bool(row[3]), row[4]) if row else UNKNOWN


def set_machine(database: Database, annotator: AnnotatorId, row: Row) -> None:
    """Write what is known of a machine."""
    licence, digest, labels, shown, threshold = row
    with database.atomic():
        database.connection.execute(
            "INSERT OR REPLACE INTO machines (annotator, licence, hash, labels, shown, threshold)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (annotator, licence, digest, " ".join(labels), shown, threshold),
        )


def set_problem(database: Database, article: ArticleId, annotator: AnnotatorId, sentence: str) -> None:
    """Write why a machine has not read an article; an empty sentence takes the reason away."""
    with database.atomic():
        database.connection.execute("DELETE FROM problems WHERE article = ? AND annotator = ?", (article, annotator))
        if sentence:
            database.connection.execute(
                "INSERT INTO problems (article, annotator, sentence) VALUES (?, ?, ?)", (article, annotator, sentence)
            )


def problems(database: Database, article: ArticleId) -> list[tuple[AnnotatorId, str]]:
    """Read which machines have not read an article, and why."""
    rows = database.rows("SELECT annotator, sentence FROM problems WHERE article = ?", (article,))
    return [(AnnotatorId(annotator), sentence) for annotator, sentence in rows]


def refused(database: Database, annotator: AnnotatorId) -> set[tuple[str, str, str]]:
    """Read the layers, labels and words that somebody has refused more than once."""
    rows = database.rows(
        "SELECT layer, label, quote FROM annotations WHERE annotator = ? AND verdict = 'rejected'"
        " GROUP BY layer, label, quote HAVING count(*) >= ?",
        (annotator, REFUSALS),
    )
    return {(layer, label, quote) for layer, label, quote in rows}
