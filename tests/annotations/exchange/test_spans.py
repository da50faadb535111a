"""Spans in every shape that means only one thing, and files whose first lines tell nothing of their format."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange.conversion import taken
from annotations.exchange.entries import entries, look_like_annotations
from annotations.exchange.formats import format_named, format_of
from annotations.exchange.json_kinds import MOST_RECORDS, kind_of
from annotations.exchange.options import NO_OPTIONS
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.spans import span_of, tokens_in, whole_number
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "Ana Ruiz met the Harbour Office in Lima."
TOKENS = [{"text": "Ana", "start": 0, "end": 3}, {"text": "Ruiz", "start": 4, "end": 8}, {"text": "met"}]
PLACE = ((0, 8),)


@pytest.mark.parametrize(
    "raw",
    [
        [0, 8, "PERSON"],
        ["0", "8", "PERSON"],
        [0.0, 8.0, "PERSON"],
        ["PERSON", 0, 8],
        ["PERSON", "0", "8"],
        [[0, 8], "PERSON"],
        [[[0, 8]], "PERSON"],
        [0, 8, ["PERSON"]],
        {"start": 0, "end": 8, "label": "PERSON"},
        {"start": "0", "end": "8", "labels": ["PERSON"]},
        {"start_offset": 0.0, "end_offset": 8.0, "label": "PERSON"},
        {"begin": 0, "end": 8, "type": "PERSON"},
        {"from": 0, "to": 8, "tag": "PERSON"},
        {"start_char": 0, "end_char": 8, "label_": "PERSON"},
        {"offset": 0, "length": 8, "category": "PERSON"},
        {"span": [0, 8], "label": "PERSON"},
        {"offsets": [[0, 8]], "type": "PERSON"},
        {"token_start": 0, "token_end": 1, "label": "PERSON"},
        {"start_token": 0, "end_token": 2, "label": "PERSON"},
        {"entity_group": "PERSON", "score": 0.9, "start": 0, "end": 8},
    ],
)
def test_a_span_in_any_usual_shape_is_read(raw: Any) -> None:
    found = span_of(raw, tokens_in(TOKENS, TEXT))
    assert not isinstance(found, str)
    assert (found.parts, found.labels, found.left_out) == (PLACE, ("PERSON",), "")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (["a", "b", "c"], "not numbers"),
        ([0, 8.5, "PERSON"], "not numbers"),
        ([True, 8, "PERSON"], "not numbers"),
        ({"start": 0, "label": "PERSON"}, "no end"),
        ({"start": "x", "end": 8}, "not whole numbers"),
        ({"label": "PERSON"}, "no start and end"),
        ({"token_start": 0, "token_end": 9, "label": "X"}, "tokens that are not in the file"),
        ({"token_start": 0, "token_end": 2, "label": "X"}, "is unknown"),
        ({"start": 0, "end": 8, "label": {"a": 1}}, "not a name"),
        (17, "no start and end"),
        ([], "no start and end"),
        (None, "no start and end"),
    ],
)
def test_what_is_no_span_is_named_with_its_number(raw: Any, why: str) -> None:
    assert why in str(span_of(raw, tokens_in(TOKENS, TEXT)))
    found = entries([[0, 8, "PERSON"], raw], "spans")
    assert (len(found.spans), len(found.lost)) == (1, 1)
    assert found.lost[0].startswith("Entry 2 of “spans” was left out: ")


def test_many_entries_that_cannot_be_read_are_counted() -> None:
    found = entries([None] * 40, "label")
    assert len(found.lost) == 6
    assert found.lost[-1] == "Left out, entirely or in part: 35 more entries of “label”."


def test_labels_with_their_places_and_categories_are_read() -> None:
    found = entries({"PERSON": [[0, 8], [17, 31]], "GPE": [35, 39], "ORG": [{"start": 17, "end": 31}]}, "entities")
    assert [(span.labels[0], span.parts[0]) for _, span in found.spans] == [
        ("PERSON", (0, 8)),
        ("PERSON", (17, 31)),
        ("GPE", (35, 39)),
        ("ORG", (17, 31)),
    ]
    assert entries({"sport": 1.0, "news": 0.1}, "cats").names == ["sport"]
    assert entries(["a", [0, 1, "B"]], "label").names == ["a"]


@pytest.mark.parametrize(
    ("value", "number"),
    [(3, 3), (3.0, 3), ("3", 3), (" 3 ", 3), ("3.0", 3), (3.5, None), (True, None), ("x", None), (float("nan"), None)],
)
def test_whole_numbers(value: Any, number: int | None) -> None:
    assert whole_number(value) == number
    assert whole_number("9" * 5000) is whole_number(10**400) is whole_number([1]) is None


def test_only_lists_of_places_with_labels_look_like_annotations() -> None:
    assert look_like_annotations([[0, 8, "PERSON"]])
    assert look_like_annotations({"result": {"spans": [{"start": 0, "end": 8, "label": "X"}]}})
    assert not look_like_annotations([[1, 2], [3, 4]])
    assert not look_like_annotations(["a", "b"])
    assert not look_like_annotations([{"text": "Ana", "start": 0, "end": 3}])


# -- files


SPAN = {"start": 0, "end": 8, "label": "PERSON"}
RECORDS = {
    "displacy": {"text": TEXT, "ents": [SPAN], "title": "x"},
    "doccano": {"text": TEXT, "label": [[0, 8, "PERSON"]]},
    "doccano objects": {"text": TEXT, "entities": [{"id": 3, "start_offset": 0, "end_offset": 8, "label": "PERSON"}]},
    "prodigy": {"text": TEXT, "spans": [SPAN], "answer": "accept"},
    "labelbuddy": {"text": TEXT, "annotations": [{"start_char": 0, "end_char": 8, "label_name": "PERSON"}]},
    "no layer": {"text": TEXT, "annotations": [SPAN]},
    "ours": {"text": TEXT, "annotations": [{"layer": "entity", "start": 0, "end": 8, "label": "PERSON"}]},
    "spaCy 2": [TEXT, {"entities": [[0, 8, "PERSON"]]}],
}
PLAIN = {"text": "Nothing here.", "meta": {"source": "x"}}


def found_in(path: Path) -> tuple[list[Record], list[ImportNote]]:
    known = format_of(path)
    assert known
    assert known.read
    found = list(taken(known.read(path, NO_OPTIONS), SCHEME))
    remarks = [thing for thing in found if isinstance(thing, ImportNote) and thing.lost]
    return [thing for thing in found if isinstance(thing, Record)], remarks


@pytest.mark.parametrize("plain", [0, 1, 7, MOST_RECORDS + 1])
@pytest.mark.parametrize("kind", RECORDS)
def test_lines_without_annotations_do_not_hide_those_that_have_some(kind: str, plain: int, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join([json.dumps(PLAIN)] * plain + [json.dumps(RECORDS[kind])]))
    records, remarks = found_in(path)
    assert remarks == []
    assert len(records) == plain + 1
    assert [(a.label, a.start, a.end) for a in records[-1].annotations] == [("PERSON", 0, 8)]


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_one_list_in_any_encoding_is_read_too(kind: str, indent: int | None, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(json.dumps([RECORDS[kind]], indent=indent).encode(encoding))
    records, remarks = found_in(path)
    assert remarks == []
    assert [(a.label, a.start, a.end) for a in records[0].annotations] == [("PERSON", 0, 8)]


def test_each_line_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in (PLAIN, RECORDS["ours"], *RECORDS.values())))
    records, remarks = found_in(path)
    assert remarks == []
    assert [len(record.annotations) for record in records] == [0] + [1] * (len(RECORDS) + 1)


def test_what_is_kept_as_metadata_though_it_looks_like_annotations_is_named(tmp_path: Path) -> None:
    for name in ("ours", "doccano", "prodigy"):
        path = tmp_path / f"{name}.jsonl"
        path.write_text(json.dumps({**RECORDS[name], "spots": [[0, 3, "X"]]}))  # type: ignore[dict-item]
        records, remarks = found_in(path)
        assert [remark.sentence[:7] for remark in remarks] == ["“spots”"]
        assert records[0].article.meta["spots"] == [[0, 3, "X"]]


def test_annotations_in_a_list_with_their_texts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"classes": ["PERSON"], "annotations": [RECORDS["spaCy 2"], None]}))
    records, remarks = found_in(path)
    assert (len(records), remarks) == (1, [])


def test_whose_record_it_is() -> None:
    assert [kind_of(r) for r in RECORDS.values() if isinstance(r, dict)] == [
        *("spans", "spans", "spans", "prodigy", "labelbuddy", "spans", "own")
    ]
    assert kind_of(PLAIN) == kind_of({"spans": []}) == ""


@pytest.mark.parametrize(
    "cell",
    [
        "[(0, 8, 'PERSON')]",
        '[[0, 8, "PERSON"]]',
        '[{"start": 0, "end": 8, "label": "PERSON"}]',
        "{'PERSON': [[0, 8]]}",
    ],
)
def test_cells_of_tables_may_hold_lists_of_spans(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["text", "entities", "topic"], [TEXT, cell, "['a', 'b']"]])
    (record,), remarks = found_in(path)
    assert remarks == []
    assert [(a.label, a.start, a.end) for a in record.annotations] == [("PERSON", 0, 8)]
    assert record.article.meta == {"topic": "['a', 'b']"}


def test_cells_that_look_like_annotations_and_are_not_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["text", "spots", "spans"], [TEXT, "[[0, 8, 'X']]", "[[0, 8, 'PERSON'], 17]"]])
    _, remarks = found_in(path)
    assert [remark.sentence[:23] for remark in remarks] == ["Entry 2 of “spans” was ", "“spots” looks like anno"]


@pytest.mark.parametrize(
    ("tags", "why"),
    [(["B-PERSON", "O"], "2 for 3 words"), ([1, 0, 0], "does not say what 1 means")],
)
def test_tags_that_cannot_be_used_are_named(tags: list[Any], why: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"tokens": ["Ana", "met", "Bo"], "ner_tags": tags}) + "\n")
    known = format_named("huggingface")
    assert known.read
    lost = [thing.sentence for thing in taken(known.read(path, NO_OPTIONS), SCHEME) if isinstance(thing, ImportNote)]
    assert [why in sentence for sentence in lost] == [True]
