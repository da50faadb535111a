"""Names that somebody has marked or accepted, in all articles."""

from annotations.model import AnnotatorId, ArticleId
from annotations.store.database import Database

MOST = 50_000  # names that are read, the most frequent first


def names_elsewhere(
    database: Database, annotator: AnnotatorId, layer: str, article: ArticleId
) -> list[tuple[str, str, int]]:
    """Read the words that somebody has marked in a layer of other articles: words, label, how often; most first."""
    return database.rows(
        "SELECT quote, label, count(*) AS times FROM annotations WHERE annotator = ? AND layer = ? AND article <> ?"
        " AND (verdict IS NULL OR verdict = 'accepted') GROUP BY quote, label ORDER BY times DESC, quote LIMIT ?",
        (annotator, layer, article, MOST),
    )
