"""Annotations that have to do with another one, without reading all of their article."""

from collections.abc import Collection
from typing import Any

import orjson

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId
from annotations.store.annotations import records, selected
from annotations.store.codecs import shown_id, stored_id, words
from annotations.store.database import Database


def under(database: Database, mark: Annotation) -> list[Annotation]:
    """Read what shares a character with a mark in its layer: its annotator's other marks, and open suggestions.

    A suggestion is open that a machine made and the annotator has not decided on.
    """
    where = (
        'layer = ? AND start < ? AND "end" > ? AND id <> ? AND (annotator = ? OR'
        " (annotator IN (SELECT number FROM annotators WHERE kind = 'machine') AND NOT EXISTS ("
        "SELECT 1 FROM annotations AS own WHERE own.article = annotations.article"
        " AND own.annotator = ? AND own.derived_from = annotations.id)))"
    )
    mine = database.numbers.annotator(mark.annotator)
    parameters = (mark.layer, mark.end, mark.start, stored_id(mark.id), mine, mine)
    return _read(database, mark.article, where, parameters)


def linking_to(
    database: Database, article: ArticleId, annotator: AnnotatorId, targets: Collection[AnnotationId]
) -> list[Annotation]:
    """Read an annotator's annotations that link to one of some others."""
    named = " OR ".join(["instr(links, ?)"] * len(targets))
    where = f"annotator = ? AND links IS NOT NULL AND ({named})"
    # Ids are written as JSON has them; the quotation marks keep one from being part of another.
    mine = database.numbers.annotator(annotator)
    found = _read(database, article, where, (mine, *(orjson.dumps(one).decode() for one in targets)))
    return [one for one in found if any(link.annotation in targets for link in one.links.values())]


def of_same_words(database: Database, mark: Annotation) -> list[Annotation]:
    """Read the annotator's annotations with the layer, label and words of one, which may be among them."""
    mine, said = database.numbers.annotator(mark.annotator), words(mark.quote) if mark.start is not None else None
    where = "annotator = ? AND layer = ? AND label = ? AND words IS ?"
    return _read(database, mark.article, where, (mine, mark.layer, mark.label, said))


def made_of(database: Database, source: Annotation, annotator: AnnotatorId) -> list[Annotation]:
    """Read what an annotator made of a suggestion, or marked in its very place."""
    where = 'annotator = ? AND (derived_from = ? OR (layer = ? AND start IS ? AND "end" IS ?))'
    mine = database.numbers.annotator(annotator)
    return _read(database, source.article, where, (mine, stored_id(source.id), source.layer, source.start, source.end))


def in_layers(database: Database, article: ArticleId, annotator: AnnotatorId, *layers: str) -> list[Annotation]:
    """Read an annotator's annotations in some layers of an article."""
    where = f"annotator = ? AND layer IN ({', '.join('?' * len(layers))})"
    return _read(database, article, where, (database.numbers.annotator(annotator), *layers)) if layers else []


def decided_among(
    database: Database, article: ArticleId, annotator: AnnotatorId, suggestions: Collection[AnnotationId]
) -> set[AnnotationId]:
    """Read on which of some suggestions an annotator has decided."""
    names = database.numbers
    rows = database.rows(
        "SELECT derived_from FROM annotations WHERE article = ? AND annotator = ? AND derived_from IS NOT NULL",
        (names.article(article), names.annotator(annotator)),
        "-",
    )
    return {AnnotationId(shown_id(row[0])) for row in rows}.intersection(suggestions)


def _read(database: Database, article: ArticleId, where: str, parameters: tuple[Any, ...]) -> list[Annotation]:
    return records(database, article, selected(database, article, f"article = ? AND {where}", parameters))
