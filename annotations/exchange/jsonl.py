"""Claimdesk's own format: one JSON line for each article and annotator, without any loss. Offsets are code points."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.entries import kept_as_metadata
from annotations.exchange.files import written_whole
from annotations.exchange.guarding import one
from annotations.exchange.json_kinds import is_of_others, telling_record
from annotations.exchange.json_streams import objects
from annotations.exchange.jsonl_marks import ANNOTATION_KEYS, as_usual
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.shapes import JsonObject
from annotations.model import (
    KINDS,
    STATUSES,
    Annotation,
    AnnotationId,
    Annotator,
    AnnotatorId,
    Article,
    ArticleId,
    Link,
)
from annotations.scheme import Scheme

_ARTICLE_KEYS = ("title", "text", "source", "url", "published", "language")
_WORK_KEYS = ("annotator", "kind", "version", "status", "seconds", "scheme", "annotations")
_RECORD_KEYS = {*_ARTICLE_KEYS, *_WORK_KEYS, "article", "meta", "sha256"}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first informative record is ours: an object with a text and without other programs' keys.

    Files without objects are also claimed, to report errors in files written by hand.
    """
    first = telling_record(path)
    return not first or ("text" in first and not is_of_others(first))


def write(path: Path, records: Iterable[Record], scheme: Scheme | None = None, options: Options = NO_OPTIONS) -> int:
    """Write records, one per line. Return their number."""
    count = 0
    with written_whole(path) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write(line(record))
    return count


def line(record: Record) -> bytes:
    """A record as a line of JSON, without empty values."""
    article, annotator = record.article, record.annotator
    out: dict[str, Any] = {"article": article.id}
    out |= {key: value for key in _ARTICLE_KEYS if (value := getattr(article, key))}
    if article.meta:
        out["meta"] = article.meta
    out["sha256"] = article.sha256
    if annotator is not None:
        out |= {"annotator": annotator.name, "kind": annotator.kind}
        if annotator.version:
            out["version"] = annotator.version
        out["status"] = record.status
        if record.seconds:
            out["seconds"] = record.seconds
    if record.scheme:
        out["scheme"] = {"name": record.scheme[0], "version": record.scheme[1]}
    if record.annotations:
        out["annotations"] = [_written(annotation) for annotation in record.annotations]
    return orjson.dumps(out, option=orjson.OPT_APPEND_NEWLINE)


def _written(annotation: Annotation) -> dict[str, Any]:
    (
        annotation_id, _, _, layer, start, end, quote, label, fields, links,
        verdict, how, derived_from, score, created, updated, seconds,
    ) = annotation  # fmt: skip
    out: dict[str, Any] = {"id": annotation_id, "layer": layer}
    if start is not None:
        out["start"], out["end"], out["text"] = start, end, quote
    if label:
        out["label"] = label
    if fields:
        out["fields"] = fields
    if links:
        out["links"] = {role: _written_link(*link) for role, link in links.items()}
    _write_origin(out, verdict, how, derived_from, score)
    out["created"] = created
    if updated != created:
        out["updated"] = updated
    if seconds:
        out["seconds"] = seconds
    return out


def _write_origin(
    out: dict[str, Any], verdict: str | None, how: str, derived_from: str | None, score: float | None
) -> None:
    if verdict:
        out["verdict"] = verdict
    if how:
        out["how"] = how
    if derived_from:
        out["derived_from"] = derived_from
    if score is not None:
        out["score"] = score


def _written_link(text: str, target: str | None, kind: str) -> dict[str, str]:
    link = {"annotation": target} if target else {}
    if text:
        link["text"] = text
    if kind:
        link["kind"] = kind
    return link


def read(path: Path, options: Options = NO_OPTIONS) -> Iterator[Record | ImportNote]:
    """Read records one by one. A record that cannot be read gives a note with its line."""
    for found in objects(path, options.encoding):
        place = "" if isinstance(found, ImportNote) else f"{path}:{found[0]}"
        yield found if isinstance(found, ImportNote) else one(place, read_record, found[1], place)


def read_record(raw: Any, place: str) -> Record | ImportNote:
    """Turn the JSON of a line into a record, or into a note if it is not one."""
    if not isinstance(raw, dict):
        return ImportNote(place, "This line is not a record: it should be an object with a “text”.")
    if not isinstance(raw.get("text"), str):
        return ImportNote(place, "This record has no “text”, which must be a string.")
    entry = JsonObject(raw)
    annotator = _annotator(entry)
    if annotator and entry.lost:  # never guess whose work it is
        return ImportNote(place, f"{entry.lost[0]}. The record was left out.")
    others = {key: value for key, value in raw.items() if key not in _RECORD_KEYS}
    return Record(
        article=_article(entry, others),
        annotator=annotator,
        status=entry.one_of("status", STATUSES, "todo"),
        seconds=entry.number("seconds") or 0.0,
        annotations=tuple(_annotations(entry)),
        place=place,
        scheme=_scheme(entry.table("scheme")),
        lost=(*(f"{why[:1].upper()}{why[1:]}. It was left out." for why in entry.lost), *kept_as_metadata(others)),
    )


def _article(entry: JsonObject, others: Mapping[str, Any]) -> Article:
    meta = {**entry.table("meta"), **others}
    texts = {key: entry.text(key) for key in _ARTICLE_KEYS}
    return Article(id=ArticleId(entry.text("article")), sha256=entry.text("sha256"), meta=meta, **texts)


def _scheme(entry: Mapping[str, Any]) -> tuple[str, int] | None:
    """The scheme that a project names when it exports a record. None if the record was written by hand."""
    name, version = entry.get("name"), entry.get("version")
    return (name, version) if isinstance(name, str) and type(version) is int else None


def _annotator(entry: JsonObject) -> Annotator | None:
    name = entry.text("annotator")
    if not name:
        return None
    return Annotator(AnnotatorId(""), name, entry.one_of("kind", KINDS, "person"), entry.text("version"))


def _annotations(record: JsonObject) -> Iterator[Annotation]:
    """The annotations of a record. Anything unreadable in them is added to the record's losses."""
    for number, raw in enumerate(record.list("annotations"), 1):
        usual = as_usual(raw)
        if usual is not None:
            yield usual
            continue
        if not isinstance(raw, dict) or not isinstance(raw.get("layer"), str):
            record.lost.append(f"annotation {number} has no “layer”")
            continue
        entry = JsonObject(raw)
        made = _annotation(entry)
        if all((raw.get(key) is None) == (getattr(made, key) is None) for key in ("start", "end")):
            yield made
        entry.lost += [f"“{key}” is not a known key of annotations" for key in raw if key not in ANNOTATION_KEYS]
        record.lost += [f"annotation {number}: {why}" for why in entry.lost]


def _annotation(entry: JsonObject) -> Annotation:
    links = {role: link for role, raw in entry.table("links").items() if (link := _link(entry, role, raw))}
    return Annotation(
        id=AnnotationId(entry.text("id")),
        article=ArticleId(""),
        annotator=AnnotatorId(""),
        layer=entry.text("layer"),
        start=entry.whole_number("start"),
        end=entry.whole_number("end"),
        quote=entry.text("text"),
        label=entry.text("label"),
        fields=entry.table("fields"),
        links=links,
        verdict=entry.one_of("verdict", ("accepted", "rejected"), None),
        how=entry.text("how"),
        derived_from=AnnotationId(entry.text("derived_from")) or None,
        score=entry.number("score"),
        created=entry.time("created"),
        updated=entry.time("updated"),
        seconds=entry.number("seconds") or 0.0,
    )


def _link(entry: JsonObject, role: str, raw: Any) -> Link | None:
    if not isinstance(raw, dict):
        entry.lost.append(f"the link “{role}” should be an object with “text” or “annotation”")
        return None
    link = JsonObject(raw)
    made = Link(link.text("text"), AnnotationId(link.text("annotation")) or None, link.text("kind"))
    entry.lost += link.lost
    return made
