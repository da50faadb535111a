"""The spans marked in some articles, without all that the annotations say: enough to tell what is free."""

from collections.abc import Iterable
from typing import NamedTuple

import orjson

from annotations.model import AnnotationId, AnnotatorId, ArticleId, Verdict
from annotations.store.codecs import shown_id
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
    names = database.numbers
    found: dict[ArticleId, list[MarkedSpan]] = {article: [] for article in articles}
    numbers = {names.article(article): article for article in found}
    rows = database.rows(
        'SELECT m.article, m.id, m.annotator, m.layer, m.start, m."end", m.label, m.verdict, m.derived_from'
        " FROM json_each(?) a CROSS JOIN annotations m ON m.article = a.value"
        " AND m.annotator IN (SELECT value FROM json_each(?)) AND m.layer IN (SELECT value FROM json_each(?))"
        " WHERE m.start IS NOT NULL",
        [orjson.dumps(list(chosen)).decode() for chosen in (numbers, names.annotators(annotators), layers)],
        "i-itiitV-",
    )
    for number, one, annotator, *place, source in rows:
        article, derived = numbers[number], None if source is None else shown_id(source)
        found[article].append(
            MarkedSpan._make((article, shown_id(one), names.annotator_id(annotator), *place, derived))
        )
    return found
