"""Prodigy's JSONL: one task per line, with spans, relations, a label or choices, the answer and who gave it.

Offsets are code points; `token_end`, and the tokens to which relations point, are inclusive. A rejected task with a
candidate in it (`ner.teach`) says that the candidate is wrong, so it is read as a rejected suggestion. Hashes are left
out on the way out: Prodigy makes them, and stale ones would make it pass over tasks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.files import written_whole
from annotations.exchange.foreign import (
    OWN,
    Foreign,
    Mark,
    Relation,
    extras,
    mark_with,
    reconciled,
    relations_of,
)
from annotations.exchange.guarding import one
from annotations.exchange.json_streams import first_object, objects
from annotations.exchange.options import Options
from annotations.exchange.own_keys import record_extras, restored
from annotations.exchange.records import Record, Remark
from annotations.exchange.shapes import listed
from annotations.exchange.words import words
from annotations.model import Annotation, Annotator, AnnotatorId, Article, Status
from annotations.scheme import Scheme

_SIGNS = {"_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"}
_STATUSES: dict[Any, Status] = {"accept": "done", "reject": "done", "ignore": "skip"}
_ANSWERS = {"done": "accept", "skip": "ignore"}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first line has what Prodigy adds to a task, spans that are objects, or one label for a text."""
    first = first_object(path, head)
    spans = first.get("spans")
    has_spans = isinstance(spans, list) and "text" in first and all(isinstance(span, dict) for span in spans)
    says = "answer" in first or isinstance(first.get("label"), str)
    return bool(_SIGNS & first.keys()) or has_spans or ("text" in first and says)


def read(path: Path, options: Options) -> Iterator[Foreign | Remark]:
    """Read tasks; each is the work of one annotator on one text."""
    for found in objects(path, options.encoding):
        if isinstance(found, Remark):
            yield found
        elif not isinstance(found[1].get("text"), str):
            yield Remark(f"{path}:{found[0]}", "This task has no “text”, so there is nothing to annotate.")
        else:
            yield one(f"{path}:{found[0]}", _task, found[1], f"{path}:{found[0]}")


def _task(raw: Mapping[str, Any], place: str) -> Foreign:
    answer = raw.get("answer")
    spans = [span for span in listed(raw, "spans") if isinstance(span, dict)]
    marks = [mark for number, span in enumerate(spans) if (mark := _span(span, number, answer))]
    relations = tuple(_relations(listed(raw, "relations"), spans))
    native = _documents(raw, answer)
    kept, new = reconciled(marks, relations) if OWN in raw else (tuple(marks), relations)
    foreign = Foreign(
        _article(raw),
        _annotator(raw),
        _STATUSES.get(answer, "todo"),
        marks=(*kept, *native),
        relations=new,
        place=place,
        counts=_counts(raw, spans),
    )
    return restored(foreign, raw.get(OWN))


def _article(raw: Mapping[str, Any]) -> Article:
    meta = dict(raw["meta"]) if isinstance(raw.get("meta"), dict) else {}
    said = {key: meta.pop(key) for key in ("title", "source", "url") if isinstance(meta.get(key), str)}
    return Article(text=raw["text"], meta=meta, **said)


def _annotator(raw: Mapping[str, Any]) -> Annotator | None:
    name = next(
        (raw[key] for key in ("_annotator_id", "_session_id") if isinstance(raw.get(key), str) and raw[key]), ""
    )
    return Annotator(AnnotatorId(""), name) if name else None


def _span(span: Mapping[str, Any], number: int, answer: Any) -> Mark | None:
    start, end, score = span.get("start"), span.get("end"), span.get("score")
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    refused = "reject" in (span.get("answer"), answer)
    mark = Mark(
        key=f"span {number}",
        label=str(span.get("label") or ""),
        parts=((start, end),),
        quote=span["text"] if isinstance(span.get("text"), str) else None,
        verdict="rejected" if refused else None,
        score=float(score) if isinstance(score, int | float) and refused else None,
    )
    return mark_with(mark, span.get(OWN))


def _documents(raw: Mapping[str, Any], answer: Any) -> Iterator[Mark]:
    """The label of a yes-or-no task, and the choices taken, as marks of the whole text."""
    refused = answer == "reject"
    if isinstance(raw.get("label"), str):
        yield Mark(key="label", label=raw["label"], kind="document", verdict="rejected" if refused else None)
    accepted = raw.get("accept")
    for choice in accepted if isinstance(accepted, list) else ():
        yield Mark(key=f"choice {choice}", label=str(choice), kind="document")


def _relations(raw: Sequence[Any], spans: Sequence[Mapping[str, Any]]) -> Iterator[Relation]:
    """Relations point to the last tokens of spans, and repeat the spans; ours name them."""
    by_token = {span.get("token_end"): number for number, span in enumerate(spans)}
    by_place = {(span.get("start"), span.get("end"), span.get("label")): number for number, span in enumerate(spans)}
    ids = {str(own.get("id")): own.get("id") for span in spans if isinstance(own := span.get(OWN), dict)}

    def key(relation: Mapping[str, Any], end: str) -> str:
        own = relation.get(OWN)
        if isinstance(own, dict) and own.get(end) in ids:
            return str(own[end])
        span = relation.get(f"{end}_span")
        place = (span.get("start"), span.get("end"), span.get("label")) if isinstance(span, dict) else None
        number = by_place.get(place) if place in by_place else by_token.get(relation.get(end))
        if number is None:
            return ""
        inner = spans[number].get(OWN)
        return str(inner["id"]) if isinstance(inner, dict) and inner.get("id") else f"span {number}"

    for relation in raw:
        if isinstance(relation, dict):
            yield Relation(key(relation, "head"), key(relation, "child"), str(relation.get("label") or ""))


def _counts(raw: Mapping[str, Any], spans: Sequence[Mapping[str, Any]]) -> Counter[str]:
    accepted = raw.get("accept")
    return Counter(
        {
            "choices": len(accepted) if isinstance(accepted, list) else 0,
            "doc_labels": int(isinstance(raw.get("label"), str)),
            f"answers:{raw.get('answer')}": 1,
            f"views:{raw.get('_view_id')}": 1,
            "token_index_mismatches": sum(not _fits_tokens(span, raw.get("tokens")) for span in spans),
        }
    )


def _fits_tokens(span: Mapping[str, Any], tokens: Any) -> bool:
    """Whether the tokens that a span names begin and end where it does."""
    first, last = span.get("token_start"), span.get("token_end")
    if not isinstance(tokens, list) or not isinstance(first, int) or not isinstance(last, int):
        return True
    if not 0 <= first <= last < len(tokens):
        return False
    return bool(tokens[first].get("start") == span.get("start") and tokens[last].get("end") == span.get("end"))


# -- writing


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write one task per record, with tokens that end where spans do."""
    count = 0
    with written_whole(path) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write(orjson.dumps(_written(record), option=orjson.OPT_APPEND_NEWLINE))
    return count


def _written(record: Record) -> dict[str, Any]:
    shown = [a for a in record.annotations if a.start is not None and a.verdict != "rejected"]
    others = [a for a in record.annotations if a.start is None or a.verdict == "rejected"]
    article, who = record.article, record.annotator
    meta = {key: value for key in ("title", "source", "url") if (value := getattr(article, key))}
    out: dict[str, Any] = {"text": article.text, "meta": meta, "_view_id": "text"}
    if shown:
        tokens = _tokens(article.text, shown)
        starts, ends = ({token[side]: token["id"] for token in tokens} for side in ("start", "end"))
        out["tokens"] = tokens
        out["spans"] = [_written_span(a, starts, ends, record) for a in shown]
        arrows = list(_written_relations(shown, out["spans"]))
        out |= {"relations": arrows} if arrows else {}
        out["_view_id"] = "relations" if arrows else "spans_manual"
    if who is not None and who.kind != "machine":
        out |= {"_annotator_id": who.name, "_session_id": who.name}
        out |= {"answer": _ANSWERS[record.status]} if record.status in _ANSWERS else {}
    return out | {OWN: record_extras(record, others)}


def _tokens(text: str, spans: Sequence[Annotation]) -> list[dict[str, Any]]:
    """Words and marks, cut wherever a span begins or ends, so that every span is a row of whole tokens."""
    marked = [(a.start, a.end) for a in spans if a.start is not None and a.end is not None]
    cuts = {place for row in words(text, marked, by_line=True) for span in row for place in span}
    starts, ends = {a.start for a in spans}, {a.end for a in spans}
    places = sorted(place for place in cuts | starts | ends if place is not None)
    pieces = [
        (start, end)
        for start, end in zip(places, places[1:], strict=False)
        if not text[start:end].isspace() or start in starts or end in ends  # a span may begin with a space
    ]
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
        for number, (start, end) in enumerate(pieces)
    ]


def _written_span(a: Annotation, starts: Mapping[Any, int], ends: Mapping[Any, int], record: Record) -> dict[str, Any]:
    out: dict[str, Any] = {"text": a.quote, "start": a.start, "end": a.end}
    out |= {"token_start": starts[a.start], "token_end": ends[a.end], "label": a.label or a.layer}
    if record.annotator is not None and record.annotator.kind == "machine":
        out |= {"source": record.annotator.name} | ({} if a.score is None else {"score": a.score})
    return out | {OWN: extras(a)}


def _written_relations(shown: Sequence[Annotation], spans: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
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
