"""A row as its table has it ↔ as everything above the tables sees it (`store.images`).

In the tables, rows point to articles and annotators by number, what can be derived is left out, and ids, times and
hashes are short (`store.codecs`). A row that is shown has the ids, times and quotes that go out of the file.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from annotations.changes import Kind
from annotations.store import codecs
from annotations.store.images import COLUMNS, Row
from annotations.store.numbers import Numbers

STORED: Mapping[Kind, tuple[str, ...]] = {
    Kind.ARTICLE: (
        "id", "title", "source", "url", "published", "language", "meta", "sha256", "added", "text",
    ),
    Kind.ANNOTATION: (
        "id", "article", "annotator", "layer", "start", "end", "words", "label", "fields", "links", "verdict", "how",
        "derived_from", "score", "created", "updated", "seconds",
    ),
    Kind.ANNOTATOR: ("id", "name", "kind", "version", "added"),
    Kind.PROGRESS: ("article", "annotator", "status", "seconds", "updated"),
    Kind.SCHEME: ("id", "content", "added"),
    Kind.MACHINE: ("annotator", "licence", "hash", "labels", "shown", "threshold"),
    Kind.PROBLEM: ("annotator", "article", "sentence"),
}  # fmt: skip
"""The columns of each table, without the number."""

EMPTY = "{}"


def shown(numbers: Numbers, kind: Kind, values: Sequence[Any]) -> dict[str, Any]:
    """A row with the values of all columns of its table."""
    row = dict(zip(STORED[kind], values, strict=True))
    return _SHOWN[kind](numbers, row)


def stored(numbers: Numbers, kind: Kind, row: Row) -> dict[str, Any]:
    """The values of the columns that a whole row has in its table."""
    return _STORED[kind](numbers, dict(row))


def _shown_article(_: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    row["id"] = codecs.shown_id(row["id"])
    row["sha256"] = codecs.shown_hash(row["sha256"])
    row["added"] = codecs.shown_time(row["added"])
    return row


def _stored_article(_: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    row["id"] = codecs.stored_id(row["id"])
    row["sha256"] = codecs.stored_hash(row["sha256"])
    row["added"] = codecs.stored_time(row["added"])
    return row


def _shown_annotation(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    article = row["article"]
    row["id"] = codecs.shown_id(row["id"])
    row["article"] = numbers.article_id(article)
    row["annotator"] = numbers.annotator_id(row["annotator"])
    row["quote"] = quote(numbers, article, row["start"], row["end"], row.pop("words"))
    row["fields"] = EMPTY if row["fields"] is None else row["fields"]
    row["links"] = EMPTY if row["links"] is None else row["links"]
    source = row["derived_from"]
    row["derived_from"] = None if source is None else codecs.shown_id(source)
    row["created"] = codecs.shown_time(row["created"])
    row["updated"] = row["created"] if row["updated"] is None else codecs.shown_time(row["updated"])
    return {name: row[name] for name in COLUMNS[Kind.ANNOTATION]}


def quote(numbers: Numbers, article: int, start: Any, end: Any, words: Any) -> Any:
    """The words of a mark: the slice of its article's text; or what a damaged file has instead."""
    if isinstance(words, str):
        return words
    if start is None or end is None:
        return ""
    return numbers.text(article)[start:end] if isinstance(start, int) and isinstance(end, int) else ""


def _stored_annotation(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    article = numbers.article(row["article"])
    said, created, updated = row["quote"], row["created"], row["updated"]
    source = row["derived_from"]
    return {
        "id": codecs.stored_id(row["id"]),
        "article": article,
        "annotator": numbers.annotator(row["annotator"]),
        "layer": row["layer"],
        "start": row["start"],
        "end": row["end"],
        "words": stored_words(numbers.text(article), row["start"], row["end"], said),
        "label": row["label"],
        "fields": None if row["fields"] == EMPTY else row["fields"],
        "links": None if row["links"] == EMPTY else row["links"],
        "verdict": row["verdict"],
        "how": row["how"],
        "derived_from": None if source is None else codecs.stored_id(source),
        "score": row["score"],
        "created": codecs.stored_time(created),
        "updated": None if updated == created else codecs.stored_time(updated),
        "seconds": row["seconds"],
    }


def stored_words(text: str, start: int | None, end: int | None, said: str) -> int | str | None:
    """What is kept of a mark's words: a number when they are what stands there, else the words."""
    if start is None or end is None:
        return said or None
    return codecs.words(said) if text[start:end] == said else said


def _shown_annotator(_: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    row["id"] = codecs.shown_id(row["id"])
    row["added"] = codecs.shown_time(row["added"])
    return row


def _stored_annotator(_: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    row["id"] = codecs.stored_id(row["id"])
    row["added"] = codecs.stored_time(row["added"])
    return row


def _shown_progress(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    article, annotator = numbers.article_id(row["article"]), numbers.annotator_id(row["annotator"])
    updated = codecs.shown_time(row["updated"])
    return {"id": f"{annotator}:{article}", **row, "article": article, "annotator": annotator, "updated": updated}


def _stored_progress(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    del row["id"]
    row["article"], row["annotator"] = numbers.article(row["article"]), numbers.annotator(row["annotator"])
    row["updated"] = codecs.stored_time(row["updated"])
    return row


def _shown_scheme(_: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    row["added"] = codecs.shown_time(row["added"])
    return row


def _stored_scheme(_: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    row["added"] = codecs.stored_time(row["added"])
    return row


def _shown_machine(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    annotator = numbers.annotator_id(row["annotator"])
    return {"id": annotator, **row, "annotator": annotator}


def _stored_machine(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    del row["id"]
    row["annotator"] = numbers.annotator(row["annotator"])
    return row


def _shown_problem(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    article, annotator = numbers.article_id(row["article"]), numbers.annotator_id(row["annotator"])
    return {"id": f"{annotator}:{article}", "annotator": annotator, "article": article, "sentence": row["sentence"]}


def _stored_problem(numbers: Numbers, row: dict[str, Any]) -> dict[str, Any]:
    del row["id"]
    row["article"], row["annotator"] = numbers.article(row["article"]), numbers.annotator(row["annotator"])
    return row


_SHOWN: Mapping[Kind, Callable[[Numbers, dict[str, Any]], dict[str, Any]]] = {
    Kind.ARTICLE: _shown_article,
    Kind.ANNOTATION: _shown_annotation,
    Kind.ANNOTATOR: _shown_annotator,
    Kind.PROGRESS: _shown_progress,
    Kind.SCHEME: _shown_scheme,
    Kind.MACHINE: _shown_machine,
    Kind.PROBLEM: _shown_problem,
}
_STORED: Mapping[Kind, Callable[[Numbers, dict[str, Any]], dict[str, Any]]] = {
    Kind.ARTICLE: _stored_article,
    Kind.ANNOTATION: _stored_annotation,
    Kind.ANNOTATOR: _stored_annotator,
    Kind.PROGRESS: _stored_progress,
    Kind.SCHEME: _stored_scheme,
    Kind.MACHINE: _stored_machine,
    Kind.PROBLEM: _stored_problem,
}
