"""What our JSON-like writers store about a record under Claimdesk's own key, and read back from it.

Other programs keep or ignore the key, so it does not repeat what they may change (text, spans, labels). If the text was
changed, the article is a new one, and its stored id and hash are ignored.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotations.display import many
from annotations.exchange.external import ExternalMark, ExternalRecord, extras, mark_with, status_of
from annotations.exchange.records import Record
from annotations.model import KINDS, Annotation, Annotator, AnnotatorId, Article, ArticleId
from annotations.text import utf16_offsets

_SAID = ("title", "source", "url", "published", "language")


def article_extras(article: Article) -> dict[str, Any]:
    """The metadata of an article as JSON, without empty values."""
    out: dict[str, Any] = {"id": article.id, "sha256": article.sha256}
    out |= {name: value for name in _SAID if (value := getattr(article, name))}
    return out | ({"meta": dict(article.meta)} if article.meta else {})


def record_extras(record: Record, others: Iterable[Annotation] = ()) -> dict[str, Any]:
    """The data of a record beyond text and spans. `others` are annotations that the format cannot store."""
    out: dict[str, Any] = {"article": article_extras(record.article)}
    if record.annotator is not None:
        who = record.annotator
        out["annotator"] = {"name": who.name, "kind": who.kind} | ({"version": who.version} if who.version else {})
        out["status"] = record.status
    if record.seconds:
        out["seconds"] = record.seconds
    kept = [_other(annotation) for annotation in others]
    return out | ({"annotations": kept} if kept else {})


def _other(annotation: Annotation) -> dict[str, Any]:
    place = {} if annotation.start is None else {"start": annotation.start, "end": annotation.end}
    label = {"label": annotation.label} if annotation.label else {}
    quote = {"text": annotation.quote} if place else {}
    return {**place, **quote, **label, **extras(annotation)}


def restored(foreign: ExternalRecord, own: Any) -> ExternalRecord:
    """Add the data that `record_extras` wrote to a record. Values of the wrong type are ignored."""
    if not isinstance(own, Mapping):
        return foreign
    article = restored_article(foreign.article, own.get("article"))
    seconds = own.get("seconds")
    kept = own.get("annotations")
    unit = utf16_offsets(foreign.article.text).to_unit if foreign.unit == "utf16" else int
    listed = kept if isinstance(kept, list) else []
    others = {mark.key: mark for raw in listed if (mark := _other_mark(raw, unit))}
    damaged = sum(_other_mark(raw, unit) is None for raw in listed) + (kept is not None and not isinstance(kept, list))
    lost = f"Left out: {many(damaged, 'damaged annotation')} under “claimdesk”."
    shown = tuple(_joined(mark, others.pop(mark.key)) if mark.key in others else mark for mark in foreign.marks)
    return foreign._replace(
        article=article,
        annotator=_annotator(own.get("annotator"), foreign.annotator),
        status=status_of(own["status"]) if "status" in own else foreign.status,
        seconds=float(seconds) if isinstance(seconds, int | float) else foreign.seconds,
        marks=(*shown, *others.values()),
        lost=(*foreign.lost, lost) if damaged else foreign.lost,
    )


def _joined(native: ExternalMark, own: ExternalMark) -> ExternalMark:
    """Merge a mark that occurs twice. What the other program shows of it wins."""
    return own._replace(fields={**own.fields, **native.fields}, label=native.label or own.label)


def restored_article(article: Article, own: Any) -> Article:
    """Add the data that `article_extras` wrote to an article."""
    if not isinstance(own, Mapping):
        return article
    said = {name: own[name] for name in _SAID if isinstance(own.get(name), str)}
    meta = own.get("meta")
    sha = hashlib.sha256(article.text.encode(errors="surrogatepass")).hexdigest()
    found = own.get("id")
    article = Article(text=article.text, meta=meta if isinstance(meta, Mapping) else {}, **said)
    if own.get("sha256") == sha:
        article = article._replace(sha256=sha, id=ArticleId(found if isinstance(found, str) else ""))
    return article


def _annotator(own: Any, before: Annotator | None) -> Annotator | None:
    if not isinstance(own, Mapping) or not isinstance(own.get("name"), str) or own.get("kind") not in KINDS:
        return before
    version = own.get("version")
    return Annotator(AnnotatorId(""), own["name"], own["kind"], version if isinstance(version, str) else "")


def _other_mark(raw: Any, unit: Callable[[int], int]) -> ExternalMark | None:
    """Read what `_other` wrote, and convert its code points to the unit of the file."""
    if not isinstance(raw, dict) or not isinstance(raw.get("layer"), str):
        return None
    start, end = raw.get("start"), raw.get("end")
    placed = isinstance(start, int) and isinstance(end, int)
    label, quote = raw.get("label"), raw.get("text")
    mark = ExternalMark(
        label=label if isinstance(label, str) else "",
        parts=((unit(start), unit(end)),) if placed else (),  # type: ignore[arg-type]
        quote=quote if placed and isinstance(quote, str) else None,
        kind="span" if placed else "document",
    )
    return mark_with(mark, raw)
