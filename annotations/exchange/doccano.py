"""doccano's JSONL: spans as lists or objects, relations, categories; and similar files with other usual keys.

The file does not name its unit. doccano counts UTF-16 units unless the project counts visible characters
(`--unit grapheme`), so UTF-16 is assumed, with a note if that makes a difference. Spans cannot have fields, so ours go
under Claimdesk's own key, which doccano keeps as metadata of the text.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.claimdesk_keys import record_extras, restored
from annotations.exchange.entries import Entries, entries, kept_as_metadata
from annotations.exchange.external import (
    OWN,
    ExternalLabel,
    ExternalMark,
    ExternalRecord,
    ExternalRelation,
    LabelKind,
    extras,
    mark_with,
    reconciled,
    relations_of,
)
from annotations.exchange.files import written_whole
from annotations.exchange.guarding import one
from annotations.exchange.json_kinds import annotated_keys, kind_of, telling_record
from annotations.exchange.json_streams import keys_in, objects
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.spans import Span, tokens_in
from annotations.model import Annotation, Annotator, AnnotatorId, Article
from annotations.scheme import Scheme
from annotations.text import utf16_offsets

_OF_DOCCANO = ("label", "labels", "entities", "cats")
_LABEL_FILE = {"text", "background_color"}
_LABEL_KINDS: Mapping[str, LabelKind] = {"Category": "document", "Relation": "relation"}
_KNOWN = {"relations", "Comments", "comments", "annotator", "tokens", OWN}
_FROM = ("from_id", "from", "source", "head", "subject", "arg1")
_TO = ("to_id", "to", "target", "child", "tail", "object", "arg2")
_NAMES = ("type", "label", "relation", "predicate")


def recognises(path: Path, head: bytes) -> bool:
    """Whether a record has doccano's labels, or the file is a list of labels with colours."""
    if path.suffix.lower() == ".json" and keys_in(head) >= _LABEL_FILE:
        return True
    first = telling_record(path)
    shown = [first[key] for key in _OF_DOCCANO if key in first]
    return kind_of(first) == "spans" or (
        bool(shown) and all(isinstance(value, list) for value in shown) and "tokens" not in first
    )


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ExternalLabel | ImportNote]:
    """Read texts with their labels, or a list of labels."""
    for found in objects(path, options.encoding):
        if isinstance(found, ImportNote):
            yield found
        elif found[1].keys() >= _LABEL_FILE:
            yield _label(found[1])
        else:
            place = f"{path}:{found[0]}"
            yield one(place, record, found[1], options, place)


def _label(raw: Mapping[str, Any]) -> ExternalLabel:
    """A label from a list of labels. Its key may be a combination."""
    keys = [str(raw[key]) for key in ("prefix_key", "suffix_key") if raw.get(key) not in (None, "")]
    kind: LabelKind = _LABEL_KINDS.get(str(raw.get("task_type")), "span")
    return ExternalLabel(str(raw["text"]), kind=kind, colour=str(raw["background_color"]), key="+".join(keys))


def record(raw: Mapping[str, Any], options: Options, place: str) -> ExternalRecord:
    """A text with its spans and categories, whichever keys they are under."""
    text_key, label_key = options.columns.get("text", "text"), options.columns.get("label", "label")
    text = raw[text_key] if isinstance(raw.get(text_key), str) else ""
    keys = dict.fromkeys(key for key in (*annotated_keys(raw), label_key) if key in raw and key != text_key)
    own = raw.get(OWN)
    found = {key: entries(raw[key], key, tokens_in(raw.get("tokens"), text)) for key in keys}
    spans = [made for key, listed in found.items() for made in _spans(key, listed, own)]
    cats = [
        ExternalMark(key=f"category {name}", label=name, kind="document")
        for name in chain(*(e.names for e in found.values()))
    ]
    ends = {known: mark.key for mark, known in spans if known}
    arrows, strange = _relations(raw.get("relations"), ends, [mark.key for mark, _ in spans])
    marks, new = reconciled([mark for mark, _ in spans], arrows)
    meta = _meta(raw, {text_key, *keys})
    lost = (*chain(*(listed.lost for listed in found.values())), *strange, *kept_as_metadata(meta))
    foreign = ExternalRecord(
        Article(text=text, meta=meta),
        _annotator(raw),
        marks=(*marks, *cats),
        relations=new,
        place=place,
        unit="utf16" if any(key in (*_OF_DOCCANO, label_key) for key in keys) else "codepoint",
        counts=Counter(no_text=int(text_key not in raw), cats=len(cats)),
        lost=lost,
    )
    return restored(foreign, own) if isinstance(own, dict) else foreign


def _annotator(raw: Mapping[str, Any]) -> Annotator | None:
    name = raw.get("annotator")
    return Annotator(AnnotatorId(""), name) if isinstance(name, str) and name.strip() else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _meta(raw: Mapping[str, Any], used: Collection[str]) -> dict[str, Any]:
    meta = {key: value for key, value in raw.items() if key not in _KNOWN and key not in used}
    inner = meta.pop("meta", None)
    comments = [str(c.get("text", c)) if isinstance(c, dict) else str(c) for c in _list(raw.get("Comments"))]
    return {**meta, **(inner if isinstance(inner, dict) else {}), **({"comments": comments} if comments else {})}


def _spans(key: str, listed: Entries, own: Any) -> Iterator[tuple[ExternalMark, str]]:
    """The marks of some spans, each with the id that relations use. A span with several labels gives several."""
    spans = own.get("spans") if isinstance(own, dict) else None
    for number, span in listed.spans:
        ours = spans.get(span.key) if isinstance(spans, dict) else None
        for copy, label in enumerate(span.labels or ("",)):
            name = f"span {span.key or number}" if key in _OF_DOCCANO else f"{key} {span.key or number}"
            mark = _mark(name if not copy else f"{name}/{copy + 1}", label, span)
            if isinstance(ours, dict) and isinstance(ours.get("text"), str):
                mark = mark._replace(quote=ours["text"])
            yield mark_with(mark, ours), span.key if not copy else ""


def _mark(key: str, label: str, span: Span) -> ExternalMark:
    mark = ExternalMark(key=key, label=label, parts=span.parts, quote=span.quote, fields=span.fields)
    return mark._replace(created=span.created, updated=span.updated)


def _relations(raw: Any, ends: Mapping[str, str], keys: Sequence[str]) -> tuple[list[ExternalRelation], list[str]]:
    """Relations between spans, by their ids or else their numbers; and entries that cannot be read."""
    found, lost = [], []
    if raw is not None and not isinstance(raw, list):
        lost.append("“relations” were left out: they are not a list.")
    for number, relation in enumerate(_list(raw), 1):
        source, target = (_end(relation, names, ends, keys) for names in (_FROM, _TO))
        if source is None or target is None:
            lost.append(f"Relation {number} was left out: it lacks a source or target.")
            continue
        label = next((relation[key] for key in _NAMES if isinstance(relation.get(key), str)), "")
        found.append(ExternalRelation(source, target, label))
    return found, lost


def _end(relation: Any, names: Sequence[str], ends: Mapping[str, str], keys: Sequence[str]) -> str | None:
    raw = next((relation[name] for name in names if name in relation), None) if isinstance(relation, dict) else None
    if not isinstance(raw, str | int) or isinstance(raw, bool):
        return None
    if not ends and isinstance(raw, int) and 0 <= raw < len(keys):
        return keys[raw]
    return ends.get(str(raw), "")


# -- writing


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write one line per record, with spans as objects. Offsets are UTF-16 units unless code points are requested."""
    count = 0
    with written_whole(path) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write(orjson.dumps(_written(record, options), option=orjson.OPT_APPEND_NEWLINE))
    return count


def _written(record: Record, options: Options) -> dict[str, Any]:
    shown = [a for a in record.annotations if a.start is not None and a.verdict != "rejected"]
    others = [a for a in record.annotations if a.start is None or a.verdict == "rejected"]
    offsets = utf16_offsets(record.article.text if options.unit in (None, "utf16") else "")
    numbers = {a.id: number for number, a in enumerate(shown, 1)}

    def span(a: Annotation) -> dict[str, Any]:
        start, end = (offsets.to_unit(place or 0) for place in (a.start, a.end))
        return {"id": numbers[a.id], "label": a.label or a.layer, "start_offset": start, "end_offset": end}

    arrows = enumerate(relations_of(shown), 1)
    out = {"text": record.article.text, "entities": [span(a) for a in shown]}
    out["relations"] = [
        {"id": n, "from_id": numbers[r.source], "to_id": numbers[r.target], "type": r.label}  # type: ignore[index]
        for n, r in arrows
    ]
    own = record_extras(record, others)
    own["spans"] = {str(numbers[a.id]): {**extras(a), "text": a.quote} for a in shown}
    return {**out, OWN: own}
