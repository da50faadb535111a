"""Annotations: rows ↔ records."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import orjson

from annotations.changes import Kind
from annotations.errors import ProjectUnavailable
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, FieldValue, Link
from annotations.store.database import Database
from annotations.store.journal import Journal, Row

COLUMNS = (
    'id, article, annotator, layer, start, "end", quote, label, fields, links, verdict, how, derived_from, score, '
    "created, updated, seconds"
)
_NOTHING: Mapping[str, Any] = {}
_new = tuple.__new__  # what Annotation._make does, without counting the values: a project has millions


def insert(journal: Journal, *annotations: Annotation) -> None:
    """Write new annotations; times that they do not have yet are the step's."""
    journal.insert(Kind.ANNOTATION, [_row(annotation, journal.at) for annotation in annotations])


def bring(journal: Journal, annotation: Annotation) -> None:
    """Let an annotation be as a file has it since its `updated`."""
    journal.bring(Kind.ANNOTATION, annotation.id, _row(annotation, journal.at), annotation.updated or journal.at)


def replace(journal: Journal, annotation_id: AnnotationId, **values: Any) -> None:
    """Write some attributes of an annotation anew."""
    row = values | {name: _COLUMN_OF[name](value) for name, value in values.items() if name in _COLUMN_OF}
    journal.update(Kind.ANNOTATION, annotation_id, row | {"updated": journal.at})


def delete(journal: Journal, annotation_id: AnnotationId) -> None:
    """Delete an annotation."""
    journal.delete(Kind.ANNOTATION, annotation_id)


def annotation(database: Database, annotation_id: AnnotationId) -> Annotation | None:
    """Read one annotation."""
    row = database.row(f"SELECT {COLUMNS} FROM annotations WHERE id = ?", (annotation_id,))
    return None if row is None else record(row)


def annotations_among(database: Database, ids: Iterable[AnnotationId]) -> dict[AnnotationId, Annotation]:
    """Read those annotations that are there out of many ids."""
    rows = database.rows(
        f"SELECT {COLUMNS} FROM annotations WHERE id IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(ids)).decode(),),
    )
    return {found.id: found for found in map(record, rows)}


def annotations_of(database: Database, article: ArticleId, annotator: AnnotatorId | None = None) -> list[Annotation]:
    """Read the annotations of one article, in reading order; of one annotator or of all."""
    where, parameters = ("", (article,)) if annotator is None else (" AND annotator = ?", (article, annotator))
    rows = database.rows(
        f'SELECT {COLUMNS} FROM annotations WHERE article = ?{where} ORDER BY start, "end" DESC, number', parameters
    )
    return [record(row) for row in rows]


def record(row: tuple[Any, ...]) -> Annotation:
    """Make a record of a row with `COLUMNS`."""
    if row[8] == row[9] == "{}":
        return _new(Annotation, (*row[:8], _NOTHING, _NOTHING, *row[10:]))
    try:
        fields, links = _fields(row[8]), _links(orjson.loads(row[9]))
    except (orjson.JSONDecodeError, AttributeError):
        raise ProjectUnavailable(f"The project is damaged at annotation {row[0]}. Go back to a copy.") from None
    return _new(Annotation, (*row[:8], fields, links, *row[10:]))


def of_row(row: Row) -> Annotation:
    """Make a record of a row by the names of its columns."""
    return record(tuple(row[name] for name in Annotation._fields))


def point_elsewhere(journal: Journal, mark: Annotation) -> None:
    """Write where an annotation's links lead and what it comes from, as if they had always done so."""
    journal.update(Kind.ANNOTATION, mark.id, {"links": links_json(mark.links), "derived_from": mark.derived_from})


def link_json(link: Link) -> dict[str, str]:
    """A link as the file and the canonical export keep it: what it does not have is left out."""
    return {name: value for name, value in link._asdict().items() if value}


def _row(annotation: Annotation, at: str) -> dict[str, Any]:
    row = annotation._asdict()
    row["fields"] = _fields_json(annotation.fields)
    row["links"] = links_json(annotation.links)
    row["created"] = annotation.created or at
    row["updated"] = annotation.updated or row["created"]
    return row


def _fields_json(fields: Mapping[str, FieldValue]) -> str:
    return orjson.dumps(dict(fields)).decode()


def links_json(links: Mapping[str, Link]) -> str:
    """Links as the file keeps them."""
    return orjson.dumps({role: link_json(link) for role, link in links.items()}).decode() if links else "{}"


_COLUMN_OF: Mapping[str, Callable[[Any], str]] = {"fields": _fields_json, "links": links_json}


@lru_cache(maxsize=4096)
def _fields(stored: str) -> Mapping[str, FieldValue]:
    fields: Mapping[str, FieldValue] = orjson.loads(stored)  # few answers are given again and again
    return fields


def _links(links: Mapping[str, Row]) -> dict[str, Link]:
    return {
        role: Link(link.get("text", ""), link.get("annotation"), link.get("kind", "")) for role, link in links.items()
    }
