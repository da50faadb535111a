"""An export proves itself: each of these changes to a folder is found, and by its name."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import ExportFailed
from annotations.exchange.records import Record
from annotations.model import AnnotationId, ArticleId
from annotations.training import folder as folders
from annotations.training.verifying import Finding, findings

Write = Callable[..., Path]


@pytest.fixture
def folder(write: Write) -> Path:
    return write(task="stance")


def edit(path: Path, change: Callable[[list[Any]], None]) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(lines)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def records(folder: Path, change: Callable[[list[Any]], None]) -> None:
    edit(folder / "records" / "train.jsonl", change)


def marked(lines: list[Any]) -> dict[str, Any]:
    return next(mark for line in lines for mark in line["annotations"] if "start" in mark)


def shift_an_offset(folder: Path) -> None:
    records(folder, lambda lines: marked(lines).update(start=marked(lines)["start"] + 1))


def drop_an_annotation(folder: Path) -> None:
    records(folder, lambda lines: lines[0]["annotations"].pop())


def drop_an_annotator(folder: Path) -> None:
    records(folder, lambda lines: lines.pop())


def duplicate_an_id(folder: Path) -> None:
    records(folder, lambda lines: lines[0]["annotations"][1].update(id=lines[0]["annotations"][0]["id"]))


def change_a_label(folder: Path) -> None:
    records(folder, lambda lines: marked(lines).update(label="NOBODY"))


def change_the_text(folder: Path) -> None:
    records(folder, lambda lines: lines[0].update(text=lines[0]["text"] + " More."))


def leak_a_group(folder: Path) -> None:
    rows = [line.split("\t") for line in (folder / "groups.tsv").read_text().splitlines()]
    splits = {split: article for article, _, split in rows}
    changed = [
        (article, splits["train"] if article == splits["test"] else group, split) for article, group, split in rows
    ]
    (folder / "groups.tsv").write_text("".join("\t".join(row) + "\n" for row in changed))


def forget_a_group(folder: Path) -> None:
    (folder / "groups.tsv").write_text("".join((folder / "groups.tsv").read_text().splitlines(keepends=True)[1:]))


def copy_an_article(folder: Path) -> None:
    line = (folder / "records" / "test.jsonl").read_text(encoding="utf-8").splitlines()[0]
    with (folder / "records" / "train.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def shift_an_example(folder: Path) -> None:
    edit(folder / "train.jsonl", lambda lines: lines[0].update(end=lines[0]["end"] - 1))


def widen_an_example_by_a_space(folder: Path) -> None:
    def widen(lines: list[Any]) -> None:
        texts = {line["article"]: line["text"] for line in read_records(folder)}
        found = next(line for line in lines if texts[line["article"]][line["end"] : line["end"] + 1].isspace())
        text = texts[found["article"]]
        found.update(end=found["end"] + 1, text=text[found["start"] : found["end"] + 1])

    edit(folder / "train.jsonl", widen)


def read_records(folder: Path) -> list[Any]:
    lines = (folder / "records" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def duplicate_an_example(folder: Path) -> None:
    edit(folder / "train.jsonl", lambda lines: lines[1].update(id=lines[0]["id"]))


def move_an_example(folder: Path) -> None:
    edit(folder / "train.jsonl", lambda lines: lines[0].update(article="elsewhere"))


def answer_an_example_otherwise(folder: Path) -> None:
    edit(folder / "train.jsonl", lambda lines: lines[0].update(label="furious"))


def cut_a_line(folder: Path) -> None:
    path = folder / "train.jsonl"
    path.write_bytes(path.read_bytes()[:-20])


def change_the_scheme(folder: Path) -> None:
    scheme = json.loads((folder / "scheme.json").read_text())
    (folder / "scheme.json").write_text(json.dumps(scheme | {"version": 2}))


CHANGES = {
    shift_an_offset: "shifted-span",
    drop_an_annotation: "wrong-count",
    drop_an_annotator: "wrong-count",
    duplicate_an_id: "duplicate-id",
    change_a_label: "unknown-label",
    change_the_text: "changed-text",
    leak_a_group: "leaked-group",
    forget_a_group: "no-group",
    copy_an_article: "article-in-two-splits",
    shift_an_example: "shifted-span",
    widen_an_example_by_a_space: "blank-edges",
    duplicate_an_example: "duplicate-example",
    move_an_example: "stray-example",
    answer_an_example_otherwise: "unknown-label",
    cut_a_line: "bad-examples",
    change_the_scheme: "other-scheme",
}


def names(folder: Path) -> set[str]:
    return {finding.name for finding in findings(folder)}


def sign(folder: Path) -> None:
    """Write the hashes anew, as somebody would who wants to hide a change."""
    manifest = json.loads((folder / "MANIFEST.json").read_text())
    for name, entry in manifest["files"].items():
        entry["sha256"] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "MANIFEST.json").write_text(json.dumps(manifest))


def test_what_was_written_passes_also_elsewhere(folder: Path, tmp_path: Path) -> None:
    assert list(findings(folder)) == []
    shutil.copytree(folder, tmp_path / "elsewhere")
    assert list(findings(tmp_path / "elsewhere")) == []


@pytest.mark.parametrize(("change", "name"), CHANGES.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_change_is_found_by_its_name_even_with_new_hashes(
    folder: Path, change: Callable[[Path], None], name: str
) -> None:
    change(folder)
    assert "changed-file" in names(folder)
    sign(folder)
    assert "changed-file" not in names(folder)
    assert name in names(folder)


def test_files_that_are_missing_or_new_are_found(folder: Path) -> None:
    (folder / "extra.txt").write_text("x")
    assert names(folder) == {"unknown-file"}
    (folder / "extra.txt").unlink()
    (folder / "dev.jsonl").unlink()
    assert {"missing-file", "bad-examples"} <= names(folder)
    (folder / "MANIFEST.json").write_text("{")
    assert names(folder) == {"bad-manifest"}


def test_the_documents_of_spacy_are_checked_as_well(write: Write) -> None:
    from spacy.tokens import DocBin

    folder = write(task="stance", format="spacy")
    (folder / "train.spacy").write_bytes((folder / "dev.spacy").read_bytes())
    sign(folder)
    assert {"duplicate-example", "stray-example", "wrong-count"} <= names(folder)
    (folder / "train.spacy").write_bytes(DocBin().to_bytes())
    sign(folder)
    assert names(folder) == {"wrong-count"}


def test_an_export_that_fails_its_check_is_not_kept(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "findings", lambda _: iter([Finding("shifted-span", "here", "It is wrong.")]))
    with pytest.raises(ExportFailed, match="failed its own check and was deleted: It is wrong"):
        write(task="ner")
    assert list(tmp_path.iterdir()) == []


def copied(record: Record, number: int) -> Record:
    """The record of a copy of an article, with a line more."""
    text = f"{record.article.text}\nCopy {number}."
    article = record.article._replace(id=ArticleId(f"copy-{number}"), text=text)
    marks = tuple(a._replace(id=AnnotationId(f"{a.id}-{number}"), links={}) for a in record.annotations)
    return record._replace(
        article=article._replace(sha256=hashlib.sha256(text.encode()).hexdigest()), annotations=marks
    )


def test_copies_are_kept_together_and_a_random_split_tells_what_leaks(
    write: Write, sample_records: list[Record]
) -> None:
    finished = [record for record in sample_records if record.status == "done"]
    copies = [copied(record, number) for number in range(3) for record in finished[:2]]
    folder = write([*finished, *copies], task="ner", shares="60/20/20")
    rows = [line.split("\t") for line in (folder / "groups.tsv").read_text().splitlines()]
    assert len({split for _, group, split in rows if group == finished[0].article.id}) == 1
    leaking = write([*finished, *copies], task="ner", random_split=True, name="random", seed=1)
    told = json.loads((leaking / "MANIFEST.json").read_text())
    assert told["leak"] == {"groups": 1, "articles": 4}
    assert list(findings(leaking)) == []
    with pytest.raises(ExportFailed, match="too few"):
        write(copies, task="ner", name="no")


def test_nothing_finished_is_nothing_to_export(write: Write, sample_records: list[Record]) -> None:
    with pytest.raises(ExportFailed, match="--unfinished"):
        write([record._replace(status="todo") for record in sample_records], task="ner")
    with pytest.raises(ExportFailed, match="no field “mood”"):
        write(task="ner", stratify="mood")
