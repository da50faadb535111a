"""The columns of tables whose rows contain an article, one annotator's work on it and a list of annotations.

`Column` describes a column without depending on a library: Arrow schemas and the features of a dataset card are both
built from it. Records are converted to rows and back here. Data without a column goes, as JSON, into `more`.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import orjson

from annotations.exchange import jsonl
from annotations.exchange.external import link_json
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, FieldValue
from annotations.scheme import Scheme

Kind = Literal["string", "int64", "float64", "bool", "struct", "list"]

ARTICLE = ("article", "title", "text", "source", "url", "published", "language", "sha256")
_MARK: tuple[tuple[str, Kind], ...] = (
    ("id", "string"),
    ("layer", "string"),
    ("start", "int64"),
    ("end", "int64"),
    ("text", "string"),
    ("label", "string"),
)
_HISTORY: tuple[tuple[str, Kind], ...] = (
    ("verdict", "string"),
    ("how", "string"),
    ("derived_from", "string"),
    ("score", "float64"),
    ("created", "string"),
    ("updated", "string"),
    ("seconds", "float64"),
)
_LINK = ("text", "annotation", "kind")


class Column(NamedTuple):
    """A column. `inner` are the parts of a struct, or of each item of a list."""

    name: str
    kind: Kind
    inner: "tuple[Column, ...]" = ()


def field_kinds(scheme: Scheme) -> dict[str, Kind]:
    """The fields of all layers by name. One that is a flag only in some layers is text."""
    found: dict[str, Kind] = {}
    for layer in scheme.layers:
        for field in layer.fields:
            kind: Kind = "bool" if field.kind == "flag" else "string"
            found[field.name] = kind if found.get(field.name, kind) == kind else "string"
    return found


def roles(scheme: Scheme) -> list[str]:
    """The roles of links of all layers."""
    return list(dict.fromkeys(role.name for layer in scheme.layers for role in layer.links))


def columns(scheme: Scheme) -> tuple[Column, ...]:
    """The columns of a table of records."""
    fields = tuple(Column(name, kind) for name, kind in field_kinds(scheme).items())
    links = tuple(Column(role, "struct", tuple(Column(name, "string") for name in _LINK)) for role in roles(scheme))
    mark = (
        *(Column(name, kind) for name, kind in _MARK),
        *([Column("fields", "struct", fields)] if fields else []),
        *([Column("links", "struct", links)] if links else []),
        *(Column(name, kind) for name, kind in _HISTORY),
        Column("more", "string"),
    )
    return (
        *(Column(name, "string") for name in (*ARTICLE, "meta", "annotator", "kind", "version", "status")),
        Column("seconds", "float64"),
        Column("scheme", "struct", (Column("name", "string"), Column("version", "int64"))),
        Column("annotations", "list", mark),
    )


def row(record: Record, scheme: Scheme) -> dict[str, Any]:
    """A record as a row with every column. Missing values are None."""
    article, annotator = record.article, record.annotator
    said = {name: getattr(article, name) or None for name in ARTICLE if name != "article"}
    kinds, known = field_kinds(scheme), roles(scheme)
    return {
        "article": article.id or None,
        **said,
        "text": article.text,
        "meta": orjson.dumps(dict(article.meta)).decode() if article.meta else None,
        "annotator": annotator.name if annotator else None,
        "kind": annotator.kind if annotator else None,
        "version": (annotator.version or None) if annotator else None,
        "status": record.status if annotator else None,
        "seconds": record.seconds if annotator else None,
        "scheme": dict(zip(("name", "version"), record.scheme or (None, None), strict=True)),
        "annotations": [_mark(annotation, kinds, known) for annotation in record.annotations],
    }


def _mark(annotation: Annotation, kinds: Mapping[str, Kind], known: list[str]) -> dict[str, Any]:
    fields = {name: _fitting(annotation.fields.get(name), kind) for name, kind in kinds.items()}
    links = {role: link_json(annotation.links[role]) if role in annotation.links else None for role in known}
    found: dict[str, Any] = {
        name: getattr(annotation, name) or None for name, _ in (*_MARK, *_HISTORY) if name != "text"
    }
    placed = annotation.start is not None
    more = _more(annotation, fields, known)
    return {
        **found,
        "start": annotation.start,
        "end": annotation.end,
        "text": annotation.quote if placed else None,
        "score": annotation.score,
        "fields": fields,
        "links": {role: link and {name: link.get(name) for name in _LINK} for role, link in links.items()},
        "more": orjson.dumps(more).decode() if more else None,
    }


def _fitting(value: FieldValue | None, kind: Kind) -> FieldValue | None:
    return value if isinstance(value, bool if kind == "bool" else str) else None


def _more(annotation: Annotation, fields: Mapping[str, Any], known: list[str]) -> dict[str, Any]:
    """The data that has no column in the scheme."""
    values = {name: value for name, value in annotation.fields.items() if fields.get(name) is None}
    links = {role: link_json(link) for role, link in annotation.links.items() if role not in known}
    return {name: found for name, found in (("fields", values), ("links", links)) if found}


def is_ours(names: Any) -> bool:
    """Whether columns with these names contain records."""
    return {"text", "annotations", "sha256", "annotator"} <= set(names)


def record(found: Mapping[str, Any], place: str) -> Record | ImportNote:
    """Turn a row back into a record, or into a note if it is not one."""
    raw = _without_nothing(found)
    raw["text"] = found.get("text")
    try:
        raw["meta"] = orjson.loads(raw["meta"]) if "meta" in raw else {}
        raw["annotations"] = [_annotation(one) for one in found.get("annotations") or ()]
    except (orjson.JSONDecodeError, TypeError, AttributeError):
        return ImportNote(
            place,
            "This row is not a record: “meta” and “more” should be JSON, and “annotations” a list of JSON objects.",
        )
    scheme = raw.pop("scheme", None)
    if raw.get("annotator") is None:
        raw.pop("status", None)
    made = jsonl.read_record(raw, place)
    return made._replace(scheme=(scheme["name"], scheme["version"])) if isinstance(made, Record) and scheme else made


def _annotation(found: Mapping[str, Any]) -> dict[str, Any]:
    raw = _without_nothing(found)
    more = orjson.loads(raw.pop("more", "{}"))
    for name in ("fields", "links"):
        raw[name] = {**raw.get(name, {}), **more.get(name, {})}
    return raw


def _without_nothing(found: Mapping[str, Any]) -> dict[str, Any]:
    """The items of a row that exist, at every depth of structs."""
    kept: dict[str, Any] = {}
    for name, value in found.items():
        inner = _without_nothing(value) if isinstance(value, dict) else value
        if inner is not None and inner != {}:
            kept[name] = inner
    return kept
