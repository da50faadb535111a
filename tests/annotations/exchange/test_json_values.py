"""JSON from anybody: numbers, depth and amount are bounded, and what follows a broken value is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import ImportFailed
from annotations.exchange import json_streams, json_values
from annotations.exchange.json_streams import items, objects
from annotations.exchange.json_values import loads
from annotations.exchange.records import ImportNote


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "b": [2.5, null, true]}', {"a": 1, "b": [2.5, None, True]}),
        (str(2**63 - 1), 2**63 - 1),
        (str(-(2**63)), -(2**63)),
        (str(2**63), str(2**63)),
        ("[" + "9" * 5000 + "]", ["9" * 5000]),
        ('{"id": "12345678901234567890"}', {"id": "12345678901234567890"}),
        ("[NaN, Infinity, -Infinity]", [None, None, None]),
        ("[1e999]", ["1e999"]),
        (r'["\ud83d", "\ud83d\ude00"]', ["\ud83d", "😀"]),
    ],
)
def test_values_are_read_alike_whole_and_from_a_list(text: str, value: Any, tmp_path: Path) -> None:
    assert loads(text) == loads(text.encode()) == value
    path = tmp_path / "a.json"
    path.write_text(f"[{text}]")
    assert [found[1] for found in items(path) if not isinstance(found, ImportNote)] == [value]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 2_000 + "1" + "}" * 2_000, "[" * 5_000 + "]" * 5_000])
def test_depth_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ImportFailed, match=r"nested too deeply|not JSON"):
        loads(text)


def test_what_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(json_values, "MOST_PARTS", 1_000)
    monkeypatch.setattr(json_values, "_LARGE", 2_000)
    monkeypatch.setattr(json_streams, "CHUNK", 2_000)
    many = "[" + "[]," * 2_000 + "0]"
    with pytest.raises(ImportFailed, match="more than 1,000 values"):
        loads(many)
    path = tmp_path / "a.json"
    path.write_text(f'[{{"a": 1}}, {many}, {{"a": 2}}]')
    first, remark, last = items(path)
    assert isinstance(remark, ImportNote)
    assert (first, last) == ((1, {"a": 1}), (3, {"a": 2}))


def test_after_a_value_that_is_too_deep_or_broken_the_next_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for bad in ("[" * 100_000, '{"a": }', '{"a": 1', "9" * 5000 + "x"):
        path.write_text('{"a": 1}\n' + bad + '\n{"a": 2}\n')
        for read in (objects, items):
            found = [thing for thing in read(path) if not isinstance(thing, ImportNote) and isinstance(thing[1], dict)]
            remarks = [thing for thing in read(path) if isinstance(thing, ImportNote)]
            assert [thing[1] for thing in found] == [{"a": 1}, {"a": 2}], bad[:20]
            assert remarks[0].place == f"{path}:2"
            assert "\n" not in remarks[0].sentence


def test_a_value_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(json_streams, "LONGEST", 10_000)
    monkeypatch.setattr(json_streams, "CHUNK", 1_000)
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"a": 1}) + '\n{"a": "' + "x" * 100_000 + '\n{"a": 2}\n')
    found = list(items(path))
    assert [thing[1] for thing in found if not isinstance(thing, ImportNote)] == [{"a": 1}, {"a": 2}]
    assert any("more than 10,000 characters" in thing.sentence for thing in found if isinstance(thing, ImportNote))
