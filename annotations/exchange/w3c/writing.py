"""Write records as annotations: the text, its marks, and links as annotations on two others."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.claimdesk_keys import record_extras
from annotations.exchange.external import OWN, extras, relations_of
from annotations.exchange.files import written_whole
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import shown_spans
from annotations.model import Annotation, Annotator
from annotations.scheme import Scheme

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 24  # code points of context before and after a quote
FIELD = "claimdesk:field"


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a list of annotations: for each record its text, its annotations and its links."""
    count, separator = 0, b""
    with written_whole(path) as file:
        file.write(b"[")
        for count, record in enumerate(records, 1):  # noqa: B007
            for annotation in _annotations(record):
                file.write(separator + b"\n" + orjson.dumps({"@context": CONTEXT, **annotation}))
                separator = b","
        file.write(b"\n]\n")
    return count


def _annotations(record: Record) -> Iterator[dict[str, Any]]:
    article, who = record.article, record.annotator
    source = f"urn:sha256:{article.sha256}" if not article.url else article.url
    creator = {"creator": _written_creator(who)} if who else {}
    text = {"type": "TextualBody", "value": article.text, "format": "text/plain", "purpose": "describing"}
    key = f"urn:claimdesk:{article.id}:{who.name if who else ''}"
    described = {"id": key, "type": "Annotation", "motivation": "describing", "body": text, "target": source}
    spans = shown_spans(record.annotations)
    others = [a for a in record.annotations if a.start is None or a.verdict == "rejected"]
    yield {**described, **creator, OWN: record_extras(record, others)}
    for a in spans:
        target = {"source": source, "selector": _selectors(article.text, a)}
        times = {"created": a.created, "modified": a.updated}
        said: dict[str, Any] = {name: value for name, value in times.items() if value}
        said |= {"body": _written_bodies(a), "target": target, OWN: extras(a._replace(fields={}))}
        yield {"id": a.id, "type": "Annotation", **creator, **said}
    for relation in relations_of(spans):
        body = [{"type": "TextualBody", "purpose": "tagging", "value": relation.label}]
        ends = [{"id": relation.source}, {"id": relation.target}]
        key = f"{relation.source}:{relation.label}"
        yield {"id": key, "type": "Annotation", **creator, "motivation": "linking", "body": body, "target": ends}


def _written_creator(who: Annotator) -> dict[str, str]:
    kind = {"type": "Software" if who.kind == "machine" else "Person", "name": who.name}
    kind |= {"claimdesk:kind": "gold"} if who.kind == "gold" else {}
    return kind | ({"claimdesk:version": who.version} if who.version else {})


def _selectors(text: str, a: Annotation) -> list[dict[str, Any]]:
    start, end = a.start or 0, a.end or 0
    quote = {"exact": a.quote, "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return [{"type": "TextQuoteSelector", **quote}, place]


def _written_bodies(a: Annotation) -> list[dict[str, Any]]:
    tag = {"type": "TextualBody", "purpose": "tagging"}
    bodies: list[dict[str, Any]] = [{**tag, "value": a.label or a.layer}]
    return bodies + [{**tag, "value": value, FIELD: name} for name, value in a.fields.items()]
