"""Which program wrote some JSON, by the first record that tells: records without any annotations tell nothing.

A record is looked at by itself. Files are told by one (`telling_record`), and a line that tells something else than the
lines before it is read as what it is (`kind_of`).
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
"""How many records are looked at; one that tells something only after them is read as what it is all the same."""
_MOST_CHARACTERS = 20_000_000

SIGNS = {"_input_hash", "_task_hash", "_view_id", "_session_id", "_annotator_id"}
"""What Prodigy adds to each task."""
_LABELLED = ("label", "labels", "entities", "ents", "spans", "cats")
_OFTEN_LABELLED = ("annotations", "named_entities", "mentions", "highlights", "results")
_OTHERS = {"tokens", "relations", "options", "accept", "answer", "ner_tags", "utf8_text_md5_checksum", "data"}
_OTHERS |= {"claimdesk", *SIGNS, *_LABELLED}


def kind_of(raw: Mapping[str, Any]) -> Kind:
    """Whose record it is: ours, Prodigy's, labelbuddy's, a text with annotations under a usual key, or nobody's."""
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
    """The keys under which a record keeps the annotations of its text, by the names that programs use."""
    often = (key for key in _OFTEN_LABELLED if look_like_annotations(raw.get(key), 1))
    return [*(key for key in _LABELLED if raw.get(key) is not None), *often]


def is_task(raw: Mapping[str, Any]) -> bool:
    """Whether a record has what Prodigy adds to a task, spans that are objects, or one label for a text."""
    spans = raw.get("spans")
    has_spans = isinstance(spans, list) and all(isinstance(span, dict) for span in spans)
    says = "answer" in raw or isinstance(raw.get("label"), str)
    return bool(SIGNS & raw.keys()) or ("text" in raw and (has_spans or says))


def _is_document(raw: Mapping[str, Any], marks: Any) -> bool:
    """Whether a record has the checksum of labelbuddy, or spans with its names."""
    spans = [one for one in marks if isinstance(one, dict)] if isinstance(marks, list) else []
    return "utf8_text_md5_checksum" in raw or any("label_name" in span or "start_char" in span for span in spans)


def is_of_others(raw: Mapping[str, Any]) -> bool:
    """Whether a record has keys that only other programs write."""
    return kind_of(raw) not in ("", "own") or (bool(_OTHERS & raw.keys()) and kind_of(raw) != "own")


def telling_record(path: Path) -> dict[str, Any]:
    """The first record of a file that tells whose it is, else the first one; empty when there is none."""
    about = path.stat()
    return _telling(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=4)  # each format asks for it
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
