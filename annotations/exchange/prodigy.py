"""Prodigy's JSONL: one task per line, with spans, relations, a label or choices, the answer and the annotator.

Offsets are code points. `token_end`, and the tokens that relations point to, are inclusive. A rejected task with a
candidate (`ner.teach`) means that the candidate is wrong, so it is read as a rejected suggestion.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations.exchange.claimdesk_keys import restored
from annotations.exchange.entries import Entries, entries, kept_as_metadata
from annotations.exchange.external import OWN, ExternalMark, ExternalRecord, ExternalRelation, mark_with, reconciled
from annotations.exchange.guarding import one
from annotations.exchange.json_kinds import SIGNS, annotated_keys, is_task, telling_record
from annotations.exchange.json_streams import objects
from annotations.exchange.options import Options
from annotations.exchange.prodigy_writing import write
from annotations.exchange.records import ImportNote
from annotations.exchange.spans import tokens_in
from annotations.exchange.times import as_text
from annotations.model import Annotator, AnnotatorId, Article, Status, Verdict

_TASK = {"text", "meta", "answer", "accept", "tokens", "relations", "options", "config", OWN, *SIGNS}
_TASK |= {"_timestamp", "_is_binary", "_html", "html", "view_id", "priority", "score"}
_STATUSES: dict[Any, Status] = {"accept": "done", "reject": "done", "ignore": "skip"}

__all__ = ["read", "recognises", "task", "write"]


def recognises(path: Path, head: bytes) -> bool:
    """Whether a record has keys that Prodigy adds to a task, spans that are objects, or one label for a text."""
    return is_task(telling_record(path))


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read tasks. Each is one annotator's work on one text."""
    for found in objects(path, options.encoding):
        if isinstance(found, ImportNote):
            yield found
        elif not isinstance(found[1].get("text"), str):
            yield ImportNote(f"{path}:{found[0]}", "This task has no “text”, so there is nothing to annotate.")
        else:
            yield one(f"{path}:{found[0]}", task, found[1], f"{path}:{found[0]}")


def task(raw: Mapping[str, Any], place: str) -> ExternalRecord:
    """A task as one annotator's work on a text."""
    answer = raw.get("answer")
    keys = annotated_keys(raw)
    found = {key: entries(raw[key], key, tokens_in(raw.get("tokens"), raw["text"])) for key in keys}
    when = as_text(raw.get("_timestamp"))
    marks = [mark for key, listed in found.items() for mark in _marks(raw[key], key, listed, answer, when)]
    raw_spans = raw.get("spans")
    spans = [span if isinstance(span, dict) else {} for span in (raw_spans if isinstance(raw_spans, list) else ())]
    arrows = raw.get("relations")
    relations = tuple(_relations(arrows if isinstance(arrows, list) else (), spans))
    names = [name for listed in found.values() for name in listed.names]
    native = [mark._replace(created=when, updated=when) for mark in _documents(raw, names, answer)]
    kept, new = reconciled(marks, relations) if OWN in raw else (tuple(marks), relations)
    foreign = ExternalRecord(
        _article(raw, keys),
        _annotator(raw),
        _STATUSES.get(answer, "todo"),
        marks=(*kept, *native),
        relations=new,
        place=place,
        counts=_counts(raw, spans),
        lost=(*(sentence for listed in found.values() for sentence in listed.lost), *_lost(raw, keys)),
    )
    return restored(foreign, raw.get(OWN))


def _lost(raw: Mapping[str, Any], keys: Sequence[str]) -> Iterator[str]:
    """Messages about parts of a task, other than spans, that cannot be read."""
    arrows, accepted = raw.get("relations"), raw.get("accept")
    if arrows is not None and not isinstance(arrows, list):
        yield "“relations” were left out: they are not a list."
    for number, arrow in enumerate(arrows if isinstance(arrows, list) else (), 1):
        if not isinstance(arrow, dict):
            yield f"Relation {number} was left out: it lacks a source or target."
    if accepted is not None and not isinstance(accepted, list):
        yield "“accept” was left out: it is not a list of choices."
    yield from kept_as_metadata({key: value for key, value in raw.items() if key not in {*_TASK, *keys}})


def _article(raw: Mapping[str, Any], keys: Sequence[str]) -> Article:
    others = {key: value for key, value in raw.items() if key not in {*_TASK, *keys}}
    meta = others | (dict(raw["meta"]) if isinstance(raw.get("meta"), dict) else {})
    said = {key: meta.pop(key) for key in ("title", "source", "url") if isinstance(meta.get(key), str)}
    return Article(text=raw["text"], meta=meta, **said)


def _annotator(raw: Mapping[str, Any]) -> Annotator | None:
    name = next(
        (raw[key] for key in ("_annotator_id", "_session_id") if isinstance(raw.get(key), str) and raw[key]), ""
    )
    return Annotator(AnnotatorId(""), name) if name else None


def _marks(raw: Any, key: str, listed: Entries, answer: Any, when: str) -> Iterator[ExternalMark]:
    """The marks of some spans. One with several labels gives several. In rejected tasks, the score is the certainty."""
    for number, span in listed.spans:
        entry = raw[number] if isinstance(raw, list) and isinstance(raw[number], dict) else {}
        refused, score = "reject" in (entry.get("answer"), answer), entry.get("score")
        for copy, label in enumerate(span.labels or ("",)):
            name = f"span {number}" if key == "spans" else f"{key} {number}"
            mark = ExternalMark(
                key=name if not copy else f"{name}/{copy + 1}",
                label=label,
                parts=span.parts,
                quote=span.quote,
                fields=span.fields,
                verdict="rejected" if refused else None,
                score=float(score) if isinstance(score, int | float) and refused else None,
                created=span.created or when,
                updated=span.updated or when,
            )
            yield mark_with(mark, entry.get(OWN))


def _documents(raw: Mapping[str, Any], names: Sequence[str], answer: Any) -> Iterator[ExternalMark]:
    """The label of a yes-or-no task and the chosen options, as marks on the whole text."""
    verdict: Verdict | None = "rejected" if answer == "reject" else None
    for number, name in enumerate(names):
        yield ExternalMark(key="label" if not number else f"label {name}", label=name, kind="document", verdict=verdict)
    accepted = raw.get("accept")
    for choice in accepted if isinstance(accepted, list) else ():
        yield ExternalMark(key=f"choice {choice}", label=str(choice), kind="document")


def _relations(raw: Sequence[Any], spans: Sequence[Mapping[str, Any]]) -> Iterator[ExternalRelation]:
    """Convert relations, which point to the last tokens of spans and repeat the spans; ours use keys."""
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
            yield ExternalRelation(key(relation, "head"), key(relation, "child"), str(relation.get("label") or ""))


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
    """Whether the tokens that a span refers to begin and end where it does."""
    first, last = span.get("token_start"), span.get("token_end")
    if not isinstance(tokens, list) or not isinstance(first, int) or not isinstance(last, int):
        return True
    if not 0 <= first <= last < len(tokens):
        return False
    return bool(tokens[first].get("start") == span.get("start") and tokens[last].get("end") == span.get("end"))
