"""Write Prodigy's JSONL: one task per record, with tokens that end where spans do.

Prodigy is for training, so spans are trimmed of white space. Hashes are left out: Prodigy computes them, and outdated
ones would make it skip tasks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.claimdesk_keys import record_extras
from annotations.exchange.external import OWN, extras, relations_of
from annotations.exchange.files import written_whole
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.exchange.shown import shown_words
from annotations.exchange.times import epoch_seconds
from annotations.exchange.words import words
from annotations.model import Annotation
from annotations.scheme import Scheme

_ANSWERS = {"done": "accept", "skip": "ignore"}


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write records as tasks. Return their number."""
    count = 0
    with written_whole(path) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write(orjson.dumps(_written(record), option=orjson.OPT_APPEND_NEWLINE))
    return count


def _written(record: Record) -> dict[str, Any]:
    shown = shown_words(record.annotations)
    whole = {a.id: a for a in record.annotations}
    others = whole.keys() - {a.id for a in shown}
    article, who = record.article, record.annotator
    meta = {key: value for key in ("title", "source", "url") if (value := getattr(article, key))}
    out: dict[str, Any] = {"text": article.text, "meta": meta, "_view_id": "text"}
    if shown:
        tokens = _tokens(article.text, shown)
        starts, ends = ({token[side]: token["id"] for token in tokens} for side in ("start", "end"))
        out["tokens"] = tokens
        out["spans"] = [_span(a, starts, ends, record) | {OWN: _own(whole[a.id], a)} for a in shown]
        arrows = list(_relations(shown, out["spans"]))
        out |= {"relations": arrows} if arrows else {}
        out["_view_id"] = "relations" if arrows else "spans_manual"
    if who is not None and who.kind != "machine":
        out |= {"_annotator_id": who.name, "_session_id": who.name}
        out |= {"answer": _ANSWERS[record.status]} if record.status in _ANSWERS else {}
        out |= {"_timestamp": when} if (when := _finished(record)) is not None else {}
    return out | {OWN: record_extras(record, (a for a in record.annotations if a.id in others))}


def _finished(record: Record) -> int | None:
    """The annotator's last change, as in Prodigy. None if the time of any change is unknown."""
    times = [epoch_seconds(a.updated) for a in record.annotations]
    known = [time for time in times if time is not None]
    return max(known) if known and len(known) == len(times) else None


def _tokens(text: str, spans: Sequence[Annotation]) -> list[dict[str, Any]]:
    """Words, split where spans begin and end, so that every span consists of whole tokens."""
    places = [(a.start or 0, a.end or 0) for a in spans]
    found = (word for row in words(text, places, by_line=True) for word in row)
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
        for number, (start, end) in enumerate(found)
    ]


def _span(a: Annotation, starts: Mapping[Any, int], ends: Mapping[Any, int], record: Record) -> dict[str, Any]:
    out: dict[str, Any] = {"text": a.quote, "start": a.start, "end": a.end}
    out |= {"token_start": starts[a.start], "token_end": ends[a.end], "label": a.label or a.layer}
    if record.annotator is not None and record.annotator.kind == "machine":
        out |= {"source": record.annotator.name} | ({} if a.score is None else {"score": a.score})
    return out


def _own(whole: Annotation, shown: Annotation) -> dict[str, Any]:
    """Data that Prodigy cannot express, including the original position of a trimmed span."""
    own = extras(whole)
    if whole.quote == shown.quote:
        return own
    return own | {"at": [[shown.start, shown.end]], "place": [whole.start, whole.end], "text": whole.quote}


def _relations(shown: Sequence[Annotation], spans: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    by_id = {a.id: span for a, span in zip(shown, spans, strict=True)}
    keys = ("start", "end", "token_start", "token_end", "label")
    for relation in relations_of(shown):
        head, child = by_id[relation.source], by_id[relation.target]  # type: ignore[index]
        yield {
            "head": head["token_end"],
            "child": child["token_end"],
            "label": relation.label,
            "head_span": {key: head[key] for key in keys},
            "child_span": {key: child[key] for key in keys},
            OWN: {"head": relation.source, "child": relation.target},
        }
