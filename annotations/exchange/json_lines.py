"""JSON files whose first records do not show their origin, or are ours. Each record is judged on its own.

A file may begin with thousands of texts without annotations, and several exports may have been combined into one file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.exchange import doccano, jsonl, labelbuddy, prodigy
from annotations.exchange.external import ExternalRecord
from annotations.exchange.guarding import one
from annotations.exchange.json_kinds import kind_of
from annotations.exchange.json_streams import objects
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record


def read(path: Path, options: Options) -> Iterator[Record | ExternalRecord | ImportNote]:
    """Read the records of a file one by one. A record that cannot be read gives a note with its line."""
    for found in objects(path, options.encoding):
        place = "" if isinstance(found, ImportNote) else f"{path}:{found[0]}"
        yield found if isinstance(found, ImportNote) else one(place, _record, found[1], options, place)


def _record(raw: dict[str, Any], options: Options, place: str) -> Record | ExternalRecord | ImportNote:
    text = options.columns.get("text")
    if text and "text" not in raw and isinstance(raw.get(text), str):
        raw = {"text": raw[text], **{key: value for key, value in raw.items() if key != text}}
    match kind_of(raw) if isinstance(raw.get("text"), str) else "":
        case "prodigy":
            return prodigy.task(raw, place)
        case "labelbuddy":
            return labelbuddy.document(raw, place)
        case "spans":
            return doccano.record(raw, options, place)
    return jsonl.read_record(raw, place)
