"""Detect which program wrote a JSON file, from the first record with annotations.

Each record is judged on its own. A file is judged by one record (`telling_record`), but later lines that clearly
come from another program are read as such (`kind_of`).
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from annotations.exchange.entries import look_like_annotations
from annotations.exchange.json_streams import objects
from annotations.exchange.records import ImportNote

Kind = Literal["", "own", "prodigy", "labelbuddy", "spans"]

MOST_RECORDS = 2000
"""How many records are checked. One that shows its origin only after them is still read correctly."""
_MOST_CHARACTERS = 20_000_000

SIGNS = {"_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"}
"""Keys that Prodigy adds to each task."""
_LABELLED = ("label", "labels", "entities", "ents", "spans", "cats")
_OFTEN_LABELLED = ("annotations", "named_entities", "mentions", "highlights", "results")
_OTHERS = {"tokens", "relations", "options", "accept", "answer", "ner_tags", "utf8_text_md5_checksum", "data"}
_OTHERS |= {"claimdesk", *SIGNS, *_LABELLED}


def kind_of(raw: Mapping[str, Any]) -> Kind:
    """The origin of a record: Claimdesk, Prodigy, labelbuddy, a text with annotations under a usual key, or unknown."""
    marks = raw.get("annotations")
    if "text" not in raw:
        return ""
    if "sha256" in raw or (isinstance(marks, list) and any(isinstance(one, dict) and "layer" in one for one in marks)):
        return "own"
    if _is_document(raw, marks):
        return "labelbuddy"
    if is_task(raw):
        return "prodigy"
    return "spans" if any(isinstance(raw[key], list | dict) and raw[key] for key in annotated_keys(raw)) else ""


def annotated_keys(raw: Mapping[str, Any]) -> list[str]:
    """Usual keys for the annotations of a text."""
    often = (key for key in _OFTEN_LABELLED if look_like_annotations(raw.get(key), 1))
    return [*(key for key in _LABELLED if raw.get(key) is not None), *often]


def is_task(raw: Mapping[str, Any]) -> bool:
    """Whether a record has keys that Prodigy adds to a task, spans that are objects, or one label for a text."""
    spans = raw.get("spans")
    has_spans = isinstance(spans, list) and all(isinstance(span, dict) for span in spans)
    says = "answer" in raw or isinstance(raw.get("label"), str)
    return bool(SIGNS & raw.keys()) or ("text" in raw and (has_spans or says))


def _is_document(raw: Mapping[str, Any], marks: Any) -> bool:
    """Whether a record has labelbuddy's checksum, or spans with its keys."""
    spans = [one for one in marks if isinstance(one, dict)] if isinstance(marks, list) else []
    return "utf8_text_md5_checksum" in raw or any("label_name" in span or "start_char" in span for span in spans)


def is_of_others(raw: Mapping[str, Any]) -> bool:
    """Whether a record has keys that only other programs write."""
    return kind_of(raw) not in ("", "own") or (bool(_OTHERS & raw.keys()) and kind_of(raw) != "own")


def telling_record(path: Path) -> dict[str, Any]:
    """The first record of a file that shows its origin, or else the first one. Empty if there are none."""
    about = path.stat()
    return _telling(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=4)  # cached, because each format asks for it
def _telling(path: Path, changed: int, size: int) -> dict[str, Any]:
    first: dict[str, Any] = {}
    left = _MOST_CHARACTERS
    for found in islice(objects(path), MOST_RECORDS):
        if isinstance(found, ImportNote):
            continue
        if kind_of(found[1]) or is_of_others(found[1]):
            return found[1]
        first = first or found[1]
        left -= len(str(found[1].get("text", "")))
        if left < 0:
            break
    return first
