"""Views of the sample's records for each task: what they say is what the annotators said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import ExportFailed
from annotations.exchange.records import Record, by_article
from annotations.scheme import load_scheme
from annotations.training.tasks import examples, task_named, task_names

SCHEME = load_scheme("news-claims")
TASKS = ["ner", "spancat", "stance", "claim-type", "evidence", "claim-detection", "attribution"]
Write = Callable[..., Path]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def all_lines(folder: Path) -> list[dict[str, Any]]:
    return [line for name in ("train", "dev", "test") for line in lines(folder / f"{name}.jsonl")]


def test_the_scheme_says_which_tasks_there_are() -> None:
    assert set(TASKS) <= set(task_names(SCHEME))
    with pytest.raises(ExportFailed, match="no task “mood”"):
        task_named(SCHEME, "mood")


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("form", ["jsonl", "prodigy", "spacy", "huggingface"])
def test_every_task_can_be_written_in_every_form(write: Write, name: str, form: str) -> None:
    folder = write(task=name, format=form)
    told = json.loads((folder / "MANIFEST.json").read_text())
    assert all(split["examples"] > 0 for split in told["splits"].values())
    assert (folder / f"train.{'spacy' if form == 'spacy' else 'jsonl'}").is_file()
    assert (folder / "config.cfg").is_file() == (form == "spacy")


def test_names_and_spans_read_as_they_should(write: Write) -> None:
    for example in all_lines(write(task="spancat")):
        assert all(example["text"][s["start"] : s["end"]] == s["text"] for s in example["spans"])
    labels = {span["label"] for example in all_lines(write(task="ner", name="ner")) for span in example["spans"]}
    assert "PERSON" in labels
    assert "claim" not in labels


def test_answers_come_with_the_claim_and_what_it_is_about(write: Write) -> None:
    examples = all_lines(write(task="stance"))
    assert {example["label"] for example in examples} == {"oppose", "neutral", "support", "unclear"}
    example = next(e for e in examples if e["text"].startswith("has fattened the Portuguese quota"))
    assert (example["links"], example["label"]) == ({"claimer": "Oslo", "target": "Portugal"}, "oppose")
    assert example["input"] == f"{example['text']} | Portugal"


def test_sentences_are_with_a_claim_or_without(write: Write, sample_records: list[Record]) -> None:
    found = all_lines(write(task="claim-detection"))
    assert {example["label"] for example in found} == {"claim", "none"}
    texts = {record.article.id: record.article.text for record in sample_records}
    assert all(texts[e["article"]][e["start"] : e["end"]] == e["text"] for e in found)


def test_claims_have_the_span_of_their_speaker(write: Write) -> None:
    found = all_lines(write(task="attribution"))
    both = [example for example in found if len(example["spans"]) == 2]
    assert both
    assert all([s["label"] for s in example["spans"]] == ["claim", "speaker"] for example in both)
    assert all(example["spans"][1]["text"] == example["speaker"] for example in both)


def test_soft_labels_are_shares_of_annotators(sample_records: list[Record]) -> None:
    task = task_named(SCHEME, "stance")
    group = next(g for g in by_article(sample_records) if len(g) == 2)
    soft = list(examples(task, group, soft=True))
    assert all(abs(sum(example["labels"].values()) - 1) < 1e-6 for example in soft)
    both = [example for example in soft if example["annotators"] == 2]
    assert len(both) > 5
    assert {share for example in both for share in example["labels"].values()} <= {0.5, 1.0}
    names = next(examples(task_named(SCHEME, "ner"), group, soft=True))
    assert {span["share"] for span in names["spans"]} == {0.5, 1.0}
    with pytest.raises(ExportFailed, match="--soft"):
        list(examples(task_named(SCHEME, "attribution"), group, soft=True))


def test_only_finished_work_is_taken_unless_asked_for(write: Write) -> None:
    assert len(all_lines(write(task="ner"))) == 10
    assert len(all_lines(write(task="ner", name="all", unfinished=True))) == 12


def test_names_of_annotators_are_replaced_by_ones_that_stay_the_same(write: Write) -> None:
    first, again = write(task="stance", pseudonyms=True), write(task="ner", name="two", pseudonyms=True)
    people = {example["annotator"] for example in all_lines(first)}
    assert people == {example["annotator"] for example in all_lines(again)}
    assert all(name.startswith("annotator-") for name in people)
    assert not any(b'"Ana"' in path.read_bytes() for path in first.rglob("*") if path.is_file())


def test_whole_records_are_written_by_split_in_any_format(write: Write) -> None:
    folder = write(format="csv")
    assert {"train.csv", "dev.csv", "test.csv"} <= {path.name for path in folder.iterdir()}
    with pytest.raises(ExportFailed, match="Tasks cannot be exported as csv"):
        write(task="ner", format="csv", name="no")
