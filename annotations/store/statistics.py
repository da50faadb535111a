"""Counting rows: the figures of a project."""

from typing import Any

from annotations.model import IMPLICIT, AnnotatorId
from annotations.store.database import Database

_STANDS = "annotator = ? AND verdict IS NOT 'rejected'"


def article_figures(database: Database) -> dict[str, int]:
    """Count articles, their code points, and those that some person has done."""
    sql = "SELECT count(*), coalesce(sum(length(text)), 0) FROM articles"
    (count, characters), *_ = database.rows(sql, shape="ii")
    (done,), *_ = database.rows(
        "SELECT count(DISTINCT article) FROM progress JOIN annotators ON annotators.number = annotator"
        " WHERE status = 'done' AND kind = 'person'",
        shape="i",
    )
    return {"count": count, "characters": characters, "done_by_somebody": done}


def layer_counts(database: Database, annotator: AnnotatorId) -> dict[str, int]:
    """Count an annotator's annotations that stand, by layer."""
    sql = f"SELECT layer, count(*) FROM annotations WHERE {_STANDS} GROUP BY 1 ORDER BY 1"
    return dict(database.rows(sql, (database.numbers.annotator(annotator),), "ti"))


def confirmed_counts(database: Database, annotator: AnnotatorId) -> dict[str, int]:
    """Count an annotator's annotations that were only confirmed with their article, by layer."""
    rows = database.rows(
        f"SELECT layer, count(*) FROM annotations WHERE {_STANDS} AND how = ? GROUP BY 1 ORDER BY 1",
        (database.numbers.annotator(annotator), IMPLICIT),
        "ti",
    )
    return dict(rows)


def seconds_by_layer(database: Database, annotator: AnnotatorId) -> dict[str, float]:
    """Sum up the time that an annotator has spent on annotations that stand, by layer; layers without are left out."""
    rows = database.rows(
        f"SELECT layer, round(sum(seconds), 1) FROM annotations WHERE {_STANDS} GROUP BY 1 HAVING sum(seconds) > 0",
        (database.numbers.annotator(annotator),),
        "tr",
    )
    return dict(rows)


def verdict_counts(database: Database, annotator: AnnotatorId) -> dict[str, int]:
    """Count what an annotator decided on suggestions: accepted, implicit (by marking an article done), rejected."""
    rows = database.rows(
        "SELECT CASE how WHEN '' THEN verdict ELSE how END, count(*) FROM annotations"
        " WHERE annotator = ? AND verdict IS NOT NULL GROUP BY 1 ORDER BY 1",
        (database.numbers.annotator(annotator),),
        "ti",
    )
    return dict(rows)


def value_counts(database: Database, annotator: AnnotatorId) -> list[tuple[str, str, str, int]]:
    """Count an annotator's labels and field values: (layer, `label` or field, value, count)."""
    rows: list[Any] = database.rows(
        f"SELECT layer, 'label', label, count(*) FROM annotations WHERE {_STANDS} AND label <> '' GROUP BY 1, 3"
        " UNION ALL SELECT layer, key, CASE type WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE value END, count(*)"
        f" FROM annotations, json_each(fields) WHERE {_STANDS} GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC",
        (database.numbers.annotator(annotator),) * 2,
        "tt-i",
    )
    return rows
