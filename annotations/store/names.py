"""Names that somebody has marked or accepted, in all articles."""

from collections.abc import Sequence

from annotations.model import AnnotatorId, ArticleId
from annotations.store.database import Database

MOST = 50_000  # names that are read, the most frequent first
# What somebody has marked or accepted, as the index of the seventh migration has it; machines' suggestions have scores.
MARKED = "label <> '' AND (verdict = 'accepted' OR (verdict IS NULL AND score IS NULL))"


def names_elsewhere(
    database: Database, annotator: AnnotatorId, layer: str, article: ArticleId
) -> list[tuple[str, str, int]]:
    """Read the words that somebody has marked in a layer of other articles: words, label, how often; most first."""
    return database.rows(
        "SELECT quote, label, count(*) AS times FROM annotations WHERE annotator = ? AND layer = ? AND article <> ?"
        f" AND {MARKED} GROUP BY quote, label ORDER BY times DESC, quote LIMIT ?",
        (annotator, layer, article, MOST),
        "tti",
    )


def marked_elsewhere(
    database: Database, annotator: AnnotatorId, article: ArticleId, machines: Sequence[AnnotatorId]
) -> set[tuple[str, str, str]]:
    """Read what machines suggest in an article and somebody has marked in others: layers, labels and words."""
    if not machines:
        return set()
    rows = database.rows(
        "SELECT DISTINCT layer, label, quote FROM annotations AS suggested WHERE article = ? AND annotator IN"
        f" ({', '.join('?' * len(machines))}) AND EXISTS (SELECT 1 FROM annotations WHERE annotator = ?"
        " AND layer = suggested.layer AND label = suggested.label AND quote = suggested.quote"
        f" AND article <> suggested.article AND {MARKED})",
        (article, *machines, annotator),
        "ttt",
    )
    return {(layer, label, quote) for layer, label, quote in rows}
