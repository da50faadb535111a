"""Names that somebody has marked or accepted, in all articles."""

from collections.abc import Sequence

from annotations.model import AnnotatorId, ArticleId
from annotations.store.database import Database
from annotations.store.translating import quote

MOST = 50_000  # names that are read, the most frequent first
# What somebody has marked or accepted, as its index has it; machines' suggestions have scores.
MARKED = "label <> '' AND (verdict = 'accepted' OR (verdict IS NULL AND score IS NULL))"


def names_elsewhere(
    database: Database, annotator: AnnotatorId, layer: str, article: ArticleId
) -> list[tuple[str, str, int]]:
    """Read the words that somebody has marked in a layer of other articles: words, label, how often; most first."""
    names = database.numbers
    rows = database.rows(
        'SELECT count(*) AS times, label, words, article, start, "end" FROM annotations WHERE annotator = ?'
        f" AND layer = ? AND article <> ? AND {MARKED} GROUP BY words, label ORDER BY times DESC LIMIT ?",
        (names.annotator(annotator), layer, names.article(article), MOST),
        "it-iII",
    )
    found = [(_quote(database, words, *place), label, times) for times, label, words, *place in rows]
    return sorted(found, key=lambda one: (-one[2], one[0]))


def _quote(database: Database, words: int | str | None, article: int, start: int | None, end: int | None) -> str:
    """The words of a mark, remembered by their number."""
    known = database.words
    if words not in known:
        if len(known) >= 2 * MOST:
            known.clear()
        known[words] = quote(database.numbers, article, start, end, words)
    return known[words]


def marked_elsewhere(
    database: Database, annotator: AnnotatorId, article: ArticleId, machines: Sequence[AnnotatorId]
) -> set[tuple[str, str, str]]:
    """Read what machines suggest in an article and somebody has marked in others: layers, labels and words."""
    if not machines:
        return set()
    names = database.numbers
    rows = database.rows(
        'SELECT DISTINCT layer, label, article, start, "end", words FROM annotations AS suggested WHERE article = ?'
        f" AND annotator IN ({', '.join('?' * len(machines))}) AND EXISTS (SELECT 1 FROM annotations"
        " WHERE annotator = ? AND words IS suggested.words AND layer = suggested.layer AND label = suggested.label"
        f" AND article <> suggested.article AND {MARKED})",
        (names.article(article), *map(names.annotator, machines), names.annotator(annotator)),
        "ttiII-",
    )
    return {(layer, label, quote(names, *place)) for layer, label, *place in rows}
