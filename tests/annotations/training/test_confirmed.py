"""Labelled data says how much of it was only confirmed with an article."""

import json
from pathlib import Path

from annotations.exchange.records import Record
from annotations.training.verifying import MANIFEST, findings


def confirmed(records: list[Record], every: int) -> list[Record]:
    """The records, as if one of so many of their names had only been confirmed."""
    found = []
    for record in records:
        marks = [
            mark._replace(how="implicit") if mark.layer == "entity" and place % every == 0 else mark
            for place, mark in enumerate(record.annotations)
        ]
        found.append(record._replace(annotations=tuple(marks)))
    return found


def test_the_manifest_and_the_card_count_what_was_only_confirmed(write, sample_records: list[Record]) -> None:
    folder: Path = write(confirmed(sample_records, 2), task="ner", format="jsonl")
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert sum(split["confirmed"] for split in told["splits"].values()) > 0
    assert list(findings(folder)) == []
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "were only confirmed by finishing the article, not made one by one." in card


def test_little_is_not_worth_a_warning(write, sample_records: list[Record]) -> None:
    card = (write(confirmed(sample_records, 10**6), task="ner") / "README.md").read_text(encoding="utf-8")
    assert "decisions (" not in card
    assert "not made one by one" not in card
