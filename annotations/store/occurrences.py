"""The spans marked in some articles, without all that the annotations say: enough to tell what is free."""

from collections.abc import Iterable
from typing import NamedTuple

import orjson

from annotations.model import AnnotationId, AnnotatorId, ArticleId, Verdict
from annotations.store.database import Database


class MarkedSpan(NamedTuple):
    """Where an annotation stands. `start` and `end` are code points, half open."""

    article: ArticleId
    id: AnnotationId
    annotator: AnnotatorId
    layer: str
    start: int
    end: int
    label: str
    verdict: Verdict | None = None
    derived_from: AnnotationId | None = None


def marked_spans(
    database: Database, articles: Iterable[ArticleId], annotators: Iterable[AnnotatorId], layers: Iterable[str]
) -> dict[ArticleId, list[MarkedSpan]]:
    """Read what some annotators have marked in some layers, by article."""
    found: dict[ArticleId, list[MarkedSpan]] = {article: [] for article in articles}
    rows = database.rows(
        'SELECT m.article, m.id, m.annotator, m.layer, m.start, m."end", m.label, m.verdict, m.derived_from'
        " FROM json_each(?) a CROSS JOIN annotations m ON m.article = a.value"
        " AND m.annotator IN (SELECT value FROM json_each(?)) AND m.layer IN (SELECT value FROM json_each(?))"
        " WHERE m.start IS NOT NULL",
        [orjson.dumps(list(names)).decode() for names in (found, annotators, layers)],
        "ttttiitVT",
    )
    for row in map(MarkedSpan._make, rows):
        found[row.article].append(row)
    return found
