"""Marks with white space at their ends are trimmed for training, and the card says how many there were."""

import json
from collections.abc import Callable
from pathlib import Path

from annotations.exchange.records import Record
from annotations.model import AnnotationId

Write = Callable[..., Path]


def test_the_card_counts_marks_that_were_trimmed_and_dropped(write: Write, sample_records: list[Record]) -> None:
    record = next(r for r in sample_records if r.status == "done" and any(a.layer == "entity" for a in r.annotations))
    text = record.article.text
    name = next(a for a in record.annotations if a.layer == "entity" and text[a.end : (a.end or 0) + 1] == " ")
    end = name.end or 0
    wide = name._replace(end=end + 1, quote=f"{name.quote} ")
    blank = name._replace(id=AnnotationId("blank"), start=end, end=end + 1, quote=" ")
    marks = (*(wide if a.id == name.id else a for a in record.annotations), blank)
    records = [r._replace(annotations=marks) if r is record else r for r in sample_records]
    for format_name in ("jsonl", "spacy"):
        folder = write(records, name=format_name, task="ner", format=format_name)
        assert json.loads((folder / "MANIFEST.json").read_bytes())["blanks"] == {"trimmed": 1, "dropped": 1}
        card = (folder / "README.md").read_text(encoding="utf-8")
        assert "- white space at the ends of marks: 1\n" in card
        assert "- marks that are only white space: 1\n" in card
    lines = [json.loads(line) for split in ("train", "dev", "test") for line in _lines(folder.parent / "jsonl", split)]
    spans = [span for line in lines for span in line["spans"]]
    assert all(span["text"] == span["text"].strip() != "" for span in spans)


def _lines(folder: Path, split: str) -> list[str]:
    return (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
