"""Files that other programs made, against what each must give.

The folder is the one that CLAIMDESK_FOREIGN_FILES names, else `formats` of the shared material. Its EXPECTED.json has,
for each file, the numbers of things in it. Files are recognised by suffix and content, as when a user imports them.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import ClaimdeskError
from annotations.exchange.external import ExternalLabel, ExternalMark, ExternalRecord
from annotations.exchange.format import ReadItem
from annotations.exchange.formats import format_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.placing import placed
from annotations.exchange.records import Record

ROOT = Path(__file__).parents[3]
NOT_BUILT = {"news_inputs": "articles without annotations", "bioc": "not part of it", "pubannotation": "not part of it"}


def _folder() -> Path:
    shared = os.environ.get("CLAIMDESK_SHARED") or ROOT.parent / "shared"
    return Path(os.environ.get("CLAIMDESK_FOREIGN_FILES") or Path(shared) / "formats")


def _expected() -> dict[str, dict[str, Any]]:
    try:
        found = json.loads((_folder() / "EXPECTED.json").read_text(encoding="utf-8"))
    except OSError:
        return {}
    return dict(found)


EXPECTED = _expected()

# -- counting: what is counted from the records that were read, by the names of EXPECTED.json

Read = list[ReadItem]


def _records(read: Read) -> int:
    return sum(isinstance(thing, ExternalRecord | Record) for thing in read)


def _spans(read: Read) -> int:
    return sum(len(_placed_marks(foreign)) for foreign in _foreign(read))


def _placed_marks(foreign: ExternalRecord) -> list[ExternalMark]:
    return [mark for mark in foreign.marks if mark.parts and mark.kind != "event"]


def _foreign(read: Read) -> list[ExternalRecord]:
    return [thing for thing in read if isinstance(thing, ExternalRecord)]


def _relations(read: Read) -> int:
    return sum(len(foreign.relations) for foreign in _foreign(read))


def _codepoints(read: Read) -> int:
    return sum(len(thing.article.text) for thing in read if isinstance(thing, ExternalRecord | Record))


def _mismatches(read: Read) -> int:
    """Spans that do not read as the file says they should."""
    return sum(
        "there the text reads" in remark.sentence for found in _foreign(read) for remark in placed(found).remarks
    )


def _out_of_range(read: Read) -> int:
    """Spans that do not lie in their text, or have none."""
    placed_ones = (placed(foreign).foreign for foreign in _foreign(read))
    return _spans(read) - sum(len(_placed_marks(foreign)) for foreign in placed_ones)


def _labels(read: Read) -> int:
    return sum(isinstance(thing, ExternalLabel) for thing in read)


def _tags(read: Read) -> list[str]:
    """The tags of words that a file's labels stand for, as a schema lists them."""
    return ["O", *(f"{part}-{thing.label}" for thing in read if isinstance(thing, ExternalLabel) for part in "BI")]


def _told(read: Read, name: str, wanted: Any) -> Any:
    """What the readers count of a format's own kinds: a number, or numbers by kind (`answers:accept`)."""
    told: Counter[str] = Counter()
    for foreign in _foreign(read):
        told.update(foreign.counts)
    if isinstance(wanted, dict):  # a record that is nothing but a text says nothing of these
        told[f"{name}:None"] += sum(isinstance(thing, Record) and thing.annotator is None for thing in read)
    if isinstance(wanted, dict):
        return {key.partition(":")[2]: count for key, count in told.items() if key.startswith(f"{name}:") and count}
    if name == "labels" and isinstance(wanted, list):
        return _tags(read)
    if isinstance(wanted, list):
        return sorted(key.partition(":")[2] for key in told if key.startswith(f"{name}:"))
    return told[name]


COUNTED: Mapping[str, Callable[[Read], Any]] = {
    "records": _records,
    "spans": _spans,
    "relations": _relations,
    "text_codepoints": _codepoints,
    "span_text_mismatches": _mismatches,
    "labels": _labels,
    "out_of_range": _out_of_range,
    "codes": _labels,
}
# What EXPECTED.json says of the reader that was used for it, and not of the file.
NOT_COUNTED = {
    "reader",
    "spans_note",
    "case_note",
    "brat_own_parser",
    "sdk_records",
    "xmi_agrees",
    "hf_metadata",
    "project_member",
    "origin",
}


@pytest.mark.skipif(not EXPECTED, reason="there is no folder of foreign files: name one in CLAIMDESK_FOREIGN_FILES")
def test_there_are_foreign_files() -> None:
    assert all((_folder() / name).is_file() for name in EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_foreign_file_gives_what_it_should(name: str) -> None:
    room = name.partition("/")[0]
    if room in NOT_BUILT:
        pytest.skip(f"{room}: {NOT_BUILT[room]}")
    path, expected = _folder() / name, EXPECTED[name]
    known = format_of(path)
    if known is None or known.read is None:
        pytest.skip("format not built yet")
    try:
        read = list(known.read(path, NO_OPTIONS))
    except ClaimdeskError as error:
        pytest.fail(f"{known.name} refuses it: {error}")
    wanted = {key: value for key, value in expected.items() if key not in NOT_COUNTED}
    if "ents" in wanted:  # there, “spans” are those of groups alone
        wanted["spans"] += wanted["ents"]
    found = {
        key: COUNTED[key](read) if key in COUNTED and isinstance(value, int) else _told(read, key, value)
        for key, value in wanted.items()
    }
    assert found == wanted
