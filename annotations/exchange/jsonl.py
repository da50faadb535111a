"""The canonical record: one JSON line for each article and annotator, lossless both ways. Offsets are code points."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ImportFailed
from annotations.exchange.files import written_whole
from annotations.exchange.guarding import one
from annotations.exchange.json_streams import first_object, line_values
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import Record, Remark
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
_OTHERS = {"spans", "tokens", "relations", "options", "accept", "answer", "_input_hash", "_task_hash", "_view_id"} | {
    *("label", "labels", "entities", "cats", "ner_tags", "utf8_text_md5_checksum", "data", "claimdesk"),
}
"""Keys by which records of other programs are known."""

_RECORD_KEYS = {*_ARTICLE_KEYS, *_WORK_KEYS, "article", "meta", "sha256"}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first line is a record: an object with a text, and none of what other programs write beside it.

    A line that is no object is said to be broken by us, since ours may be written by hand.
    """
    first = first_object(path, head)
    return not first or "text" in first and ("sha256" in first or not _OTHERS & first.keys()) and not _is_foreign(first)


def _is_foreign(first: Mapping[str, Any]) -> bool:
    """Whether it has annotations, and they are of no layer."""
    marks = first.get("annotations")
    return isinstance(marks, list) and any(isinstance(mark, dict) and "layer" not in mark for mark in marks[:1])


def write(path: Path, records: Iterable[Record], scheme: Scheme | None = None, options: Options = NO_OPTIONS) -> int:
    """Write records, one line each; return how many."""
    count = 0
    with written_whole(path) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write(line(record))
    return count


def line(record: Record) -> bytes:
    """One record as a line of JSON; keys that hold nothing are left out."""
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


def read(path: Path, options: Options = NO_OPTIONS) -> Iterator[Record | Remark]:
    """Read records line by line; a line that cannot be read gives a remark that names it."""
    for found in line_values(path, options.encoding):
        if isinstance(found, Remark):
            yield found
        else:
            place = f"{path}:{found[0]}"
            yield one(place, read_record, found[1], place)


def read_record(raw: Any, place: str) -> Record | Remark:
    """Make a record of a line's JSON; a remark when it is none."""
    try:
        return _record(raw, place)
    except ImportFailed as error:
        return Remark(place, str(error))


def _record(raw: Any, place: str) -> Record:
    if not isinstance(raw, dict):
        raise ImportFailed("This line is not a record: it should be an object with a “text”.")
    if not isinstance(raw.get("text"), str):
        raise ImportFailed("This record has no “text”, which must be a string.")
    annotations = _expect(raw, "annotations", list, [])
    return Record(
        article=_article(raw),
        annotator=_annotator(raw),
        status=_one_of(raw, "status", STATUSES, "todo"),
        seconds=float(_expect(raw, "seconds", (int, float), 0.0)),
        annotations=tuple(_annotation(number, item) for number, item in enumerate(annotations, 1)),
        place=place,
    )


def _article(raw: Mapping[str, Any]) -> Article:
    meta = dict(_expect(raw, "meta", dict, {}))
    meta |= {key: value for key, value in raw.items() if key not in _RECORD_KEYS}
    texts = {key: _expect(raw, key, str, "") for key in _ARTICLE_KEYS}
    return Article(
        id=ArticleId(_expect(raw, "article", str, "")), sha256=_expect(raw, "sha256", str, ""), meta=meta, **texts
    )


def _annotator(raw: Mapping[str, Any]) -> Annotator | None:
    name = _expect(raw, "annotator", str, "")
    if not name:
        return None
    return Annotator(AnnotatorId(""), name, _one_of(raw, "kind", KINDS, "person"), _expect(raw, "version", str, ""))


def _annotation(number: int, raw: Any) -> Annotation:
    if not isinstance(raw, dict) or not isinstance(raw.get("layer"), str):
        raise ImportFailed(f"Annotation {number} of this record has no “layer”.")
    links = _expect(raw, "links", dict, {})
    try:
        return Annotation(
            id=AnnotationId(_expect(raw, "id", str, "")),
            article=ArticleId(""),
            annotator=AnnotatorId(""),
            layer=raw["layer"],
            start=_expect(raw, "start", int, None),
            end=_expect(raw, "end", int, None),
            quote=_expect(raw, "text", str, ""),
            label=_expect(raw, "label", str, ""),
            fields=_expect(raw, "fields", dict, {}),
            links={role: _link(role, link) for role, link in links.items()},
            verdict=_one_of(raw, "verdict", ("accepted", "rejected"), None),
            how=_expect(raw, "how", str, ""),
            derived_from=_expect(raw, "derived_from", str, None),
            score=None if raw.get("score") is None else float(_expect(raw, "score", (int, float), 0.0)),
            created=_expect(raw, "created", str, ""),
            updated=_expect(raw, "updated", str, ""),
            seconds=float(_expect(raw, "seconds", (int, float), 0.0)),
        )
    except ImportFailed as error:
        raise ImportFailed(f"Annotation {number} of this record: {error}") from None


def _link(role: str, raw: Any) -> Link:
    if not isinstance(raw, dict):
        raise ImportFailed(f"The link “{role}” should be an object with “text” or “annotation”.")
    target = AnnotationId(_expect(raw, "annotation", str, "")) or None
    return Link(_expect(raw, "text", str, ""), target, _expect(raw, "kind", str, ""))


def _expect(raw: Mapping[str, Any], key: str, kind: type | tuple[type, ...], default: Any) -> Any:
    value = raw.get(key)
    if value is None:
        return default
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ImportFailed(f"“{key}” has the wrong type: {orjson.dumps(value).decode()[:40]}.")
    return value


def _one_of(raw: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: Any) -> Any:
    value = _expect(raw, key, str, default)
    if value not in (*allowed, default):
        raise ImportFailed(f"“{key}” is “{value}”, but it must be one of: {', '.join(allowed)}.")
    return value
