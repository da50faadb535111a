"""Files of examples: plain JSONL (for Hugging Face's datasets), Prodigy tasks, spaCy documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from annotations.exchange.external import OWN
from annotations.exchange.spacy_tokens import tokenized
from annotations.exchange.spacy_writing import packed
from annotations.training.tasks import Example, Task

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPANCAT_KEY = "sc"


class View(NamedTuple):
    """How to write examples and read them back. `open` returns a writer that takes them one by one."""

    suffix: str
    open: Callable[[Path, Task, str], AbstractContextManager[Callable[[Example], None]]]
    read: Callable[[Path], Iterator[Example]]


@contextmanager
def _plain(path: Path, task: Task, language: str) -> Iterator[Callable[[Example], None]]:
    with path.open("wb") as file:
        yield lambda example: _write_line(file, example)


@contextmanager
def _prodigy(path: Path, task: Task, language: str) -> Iterator[Callable[[Example], None]]:
    with path.open("wb") as file:
        yield lambda example: _write_line(file, prodigy_task(task, example))


def _write_line(file: Any, example: Mapping[str, Any]) -> None:
    file.write(orjson.dumps(example, option=orjson.OPT_APPEND_NEWLINE))


def _lines(path: Path) -> Iterator[Example]:
    with path.open("rb") as file:
        for line in file:
            yield orjson.loads(line)


def _prodigy_lines(path: Path) -> Iterator[Example]:
    return (raw[OWN] for raw in _lines(path))


def prodigy_task(task: Task, example: Example) -> dict[str, Any]:
    """An example as a Prodigy task: spans to review, or a choice among the labels."""
    out: dict[str, Any] = {"text": example["text"], "meta": {"id": example["id"]}, "answer": "accept", OWN: example}
    if "spans" in example:
        spans = [{key: span[key] for key in ("start", "end", "label", "text")} for span in example["spans"]]
        return out | {"spans": spans, "_view_id": "ner_manual" if task.kind == "names" else "spans_manual"}
    options = [{"id": label, "text": label} for label in task.labels]
    return out | {"options": options, "accept": [example["label"]], "_view_id": "choice"}


@contextmanager
def _spacy(path: Path, task: Task, language: str) -> Iterator[Callable[[Example], None]]:
    docs: list[Doc] = []
    yield lambda example: docs.append(spacy_document(task, example, language))
    path.write_bytes(packed(docs))


def spacy_document(task: Task, example: Example, language: str) -> "Doc":
    """An example as a spaCy document whose tokens end where its spans do."""
    from spacy.tokens import SpanGroup
    from spacy.util import filter_spans

    text = classified_text(example) if "label" in example else str(example["text"])
    places = [(span["start"], span["end"]) for span in example.get("spans", ())]
    doc = tokenized(text, language, places)
    doc.user_data[OWN] = orjson.dumps(example).decode()
    if "label" in example:
        doc.cats = {label: example.get("labels", {example["label"]: 1.0}).get(label, 0.0) for label in task.labels}
        return doc
    found = (doc.char_span(span["start"], span["end"], span["label"]) for span in example["spans"])
    spans = [span for span in found if span is not None]
    if task.kind == "names":
        doc.set_ents(filter_spans(spans))
    else:
        doc.spans[SPANCAT_KEY] = SpanGroup(doc, name=SPANCAT_KEY, spans=spans)
    return doc


def classified_text(example: Example) -> str:
    """The input of a classifier: the claim with its target, or the sentence."""
    return str(example.get("input", example["text"]))


def _spacy_examples(path: Path) -> Iterator[Example]:
    import spacy
    from spacy.tokens import DocBin

    for doc in DocBin(store_user_data=True).from_bytes(path.read_bytes()).get_docs(spacy.blank("xx").vocab):
        example = orjson.loads(doc.user_data[OWN])
        yield example | {"shown": doc.text}


VIEWS: Mapping[str, View] = {
    "jsonl": View(".jsonl", _plain, _lines),
    "huggingface": View(".jsonl", _plain, _lines),
    "prodigy": View(".jsonl", _prodigy, _prodigy_lines),
    "spacy": View(".spacy", _spacy, _spacy_examples),
}


def labels_of(example: Example) -> Iterable[str]:
    """The labels of an example: one for each span, or one for all of it."""
    if "spans" in example:
        return [span["label"] for span in example["spans"]]
    return [example["label"]]
