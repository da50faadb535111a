"""doccano's JSONL: spans as lists or objects, relations, categories.

The file does not say what its offsets count: UTF-16 units unless the project was made to count characters as seen
(`--unit grapheme`), so UTF-16 is taken where it makes a difference, and that is said. Spans have no questions there:
what we have to say of them goes under our own key, which doccano keeps as metadata of the text.
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
    Label,
    Mark,
    Relation,
    extras,
    mark_with,
    reconciled,
    relations_of,
)
from annotations.exchange.guarding import one
from annotations.exchange.json_streams import first_object, items, keys_in, objects
from annotations.exchange.options import Options
from annotations.exchange.own_keys import record_extras, restored
from annotations.exchange.records import Record, Remark
from annotations.model import Annotation, Article
from annotations.scheme import Scheme
from annotations.text import utf16_offsets

_LABELLED = ("label", "labels", "entities", "cats")
_LABEL_FILE = {"text", "background_color", "text_color"}
_KNOWN = {"text", "id", "relations", "Comments", "comments", OWN, *_LABELLED}


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first line has labels as doccano writes them, or the file is a list of labels with colours."""
    if path.suffix.lower() == ".json" and keys_in(head) >= _LABEL_FILE:
        return True
    first = first_object(path, head)
    shown = [first[key] for key in _LABELLED if key in first]
    return bool(shown) and all(isinstance(value, list) for value in shown) and "tokens" not in first


def read(path: Path, options: Options) -> Iterator[Foreign | Label | Remark]:
    """Read texts with their labels, or a list of labels."""
    text_key = options.columns.get("text", "text")
    for found in _values(path, options):
        if isinstance(found, Remark):
            yield found
        elif not isinstance(found[1], dict):
            yield Remark(f"{path}:{found[0]}", "This is not a record: it should be an object with a “text”.")
        elif found[1].keys() >= _LABEL_FILE:
            kind = "document" if found[1].get("task_type") == "Category" else "span"
            yield Label(str(found[1]["text"]), kind=kind, colour=str(found[1]["background_color"]))  # type: ignore[arg-type]
        else:
            place = f"{path}:{found[0]}"
            yield one(place, _record, found[1], text_key, options, place)


def _values(path: Path, options: Options) -> Iterator[tuple[int, Any] | Remark]:
    return (items if path.suffix.lower() == ".json" else objects)(path, options.encoding)


def _record(raw: Mapping[str, Any], text_key: str, options: Options, place: str) -> Foreign:
    text = raw.get(text_key)
    shown = [
        value
        for key in dict.fromkeys((*_LABELLED, options.columns.get("label", "label")))
        for value in _list(raw.get(key))
    ]
    spans = [span for number, value in enumerate(shown) if (span := _span(number, value, raw.get(OWN)))]
    cats = [Mark(key=f"category {value}", label=value, kind="document") for value in shown if isinstance(value, str)]
    numbers = {number: mark.key for mark, number in spans if number}
    relations = tuple(_relations(_list(raw.get("relations")), numbers))
    marks, new = reconciled([mark for mark, _ in spans], relations)
    foreign = Foreign(
        Article(text=text if isinstance(text, str) else "", meta=_meta(raw, text_key)),
        marks=(*marks, *cats),
        relations=new,
        place=place,
        unit="utf16",
        counts=Counter(no_text=int(not isinstance(text, str)), cats=len(cats)),
    )
    own = raw.get(OWN)
    return restored(foreign, own) if isinstance(own, dict) else foreign


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _meta(raw: Mapping[str, Any], text_key: str) -> dict[str, Any]:
    meta = {key: value for key, value in raw.items() if key not in _KNOWN and key != text_key}
    inner = meta.pop("meta", None)
    comments = [str(c.get("text", c)) if isinstance(c, dict) else str(c) for c in _list(raw.get("Comments"))]
    return {**meta, **(inner if isinstance(inner, dict) else {}), **({"comments": comments} if comments else {})}


def _span(number: int, value: Any, own: Any) -> tuple[Mark, str] | None:
    """A span as a list or as an object, with the number by which relations know it."""
    if isinstance(value, dict):
        known = str(value.get("id", ""))
        start, end, label = value.get("start_offset"), value.get("end_offset"), value.get("label")
    elif isinstance(value, list) and len(value) == 3:
        known, (start, end, label) = "", value
    else:
        return None
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    mark = Mark(key=f"span {known or number}", label=str(label or ""), parts=((start, end),))
    ours = own.get("spans", {}).get(known) if isinstance(own, dict) and isinstance(own.get("spans"), dict) else None
    if isinstance(ours, dict) and isinstance(ours.get("text"), str):
        mark = mark._replace(quote=ours["text"])
    return mark_with(mark, ours), known


def _relations(raw: Sequence[Any], keys: Mapping[str, str]) -> Iterator[Relation]:
    for relation in raw:
        if isinstance(relation, dict):
            source, target = (keys.get(str(relation.get(end)), "") for end in ("from_id", "to_id"))
            yield Relation(source, target, str(relation.get("type") or ""))


# -- writing


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write one line per record, with spans as objects; offsets count UTF-16 units unless code points are asked for."""
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
