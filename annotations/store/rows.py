"""Rows as the tables have them ↔ rows as everything above the tables sees them (`store.images`).

In the tables, rows point to articles and annotators by number, what can be derived is left out, and ids, times and
hashes are short (`store.codecs`). A row that is shown has the ids, times and quotes that go out of the file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from annotations.changes import Kind
from annotations.store import codecs
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.images import BULKY, COLUMNS
from annotations.store.numbers import Numbers

Row = Mapping[str, Any]
"""A row as it is shown, with the columns of `store.images`."""

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

PAIRED = (Kind.PROGRESS, Kind.PROBLEM)  # their id is the annotator's and the article's
EMPTY = "{}"
_HIGHEST = 2**62  # a number that no file reaches


@cache
def stored_columns(kind: Kind, *, bulky: bool = True) -> str:
    """The columns of a table, as SQL lists them; with empty texts for what is bulky if that is not wanted."""
    left_out = () if bulky else BULKY.get(kind, ())
    return ", ".join("''" if name in left_out else f'"{name}"' for name in STORED[kind])


def shown(numbers: Numbers, kind: Kind, values: Sequence[Any]) -> dict[str, Any]:
    """A row with the values of all columns of its table."""
    row = dict(zip(STORED[kind], values, strict=True))
    return _SHOWN[kind](numbers, row)


def stored(numbers: Numbers, kind: Kind, row: Row) -> dict[str, Any]:
    """The values of the columns that a whole row has in its table."""
    return _STORED[kind](numbers, dict(row))


def read(
    database: Database, kind: Kind, which: str, parameters: Sequence[Any] = (), *, bulky: bool = True
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read rows and their numbers. Without `bulky`, what is bulky is left out."""
    left_out = () if bulky else BULKY.get(kind, ())
    sql = f"SELECT number, {stored_columns(kind, bulky=bulky)} FROM {kind} {which}"
    for number, *values in database.rows(sql, parameters):
        row = shown(database.numbers, kind, values)
        for name in left_out:
            del row[name]
        yield number, row


def ids(database: Database, kind: Kind, chosen: Sequence[int]) -> dict[int, str]:
    """The ids of rows that are there, by number."""
    names = database.numbers
    which = f"FROM {kind} WHERE number IN ({', '.join('?' * len(chosen))})"
    if kind in PAIRED:
        found = database.rows(f"SELECT number, annotator, article {which}", chosen, "iii")
        return {number: f"{names.annotator_id(by)}:{names.article_id(article)}" for number, by, article in found}
    if kind is Kind.MACHINE:
        found = database.rows(f"SELECT number, annotator {which}", chosen, "ii")
        return {number: names.annotator_id(by) for number, by in found}
    return {number: codecs.shown_id(one) for number, one in database.rows(f"SELECT number, id {which}", chosen, "i-")}


def where(numbers: Numbers, kind: Kind, row_id: str) -> tuple[str, tuple[Any, ...]]:
    """The condition that finds a row by its id."""
    if kind in PAIRED:
        annotator, _, article = row_id.partition(":")
        return "WHERE article = ? AND annotator = ?", (numbers.article(article), numbers.annotator(annotator))
    if kind is Kind.MACHINE:
        return "WHERE annotator = ?", (numbers.annotator(row_id),)
    return "WHERE id = ?", (codecs.stored_id(row_id) if kind is not Kind.SCHEME else row_id,)


def number_of(database: Database, kind: Kind, row_id: str) -> int | None:
    """The number of a row that is there."""
    condition, parameters = where(database.numbers, kind, row_id)
    found = database.row(f"SELECT number FROM {kind} {condition}", parameters, "i")
    return None if found is None else int(found[0])


def last_number(database: Database, kind: Kind) -> int:
    """The highest number that a row of a kind has or had. Raises ProjectDamaged where the file gives none."""
    sql = f"SELECT max(number) FROM {kind} UNION ALL SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = max((number or 0 for (number,) in database.rows(sql, (kind,), "I")), default=0)
    if last >= _HIGHEST:
        raise damaged_at(f"the numbers of its rows in {kind}")
    return last


def numbers_of(database: Database, kind: Kind, ids: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """The numbers of rows and of their articles, also of rows that were removed, by id; the others are left out."""
    found: dict[str, tuple[int, int | None]] = {}
    article = "article" if "article" in STORED[kind] else ("number" if kind is Kind.ARTICLE else "NULL")
    for row_id in ids:
        condition, parameters = where(database.numbers, kind, row_id)
        row = database.row(f"SELECT number, {article} FROM {kind} {condition}", parameters, "iI") or database.row(
            "SELECT number, article FROM removed WHERE kind = ? AND id = ?", (kind, codecs.stored_id(row_id)), "iI"
        )
        if row is not None:
            found[row_id] = row[0], row[1]
    return found


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
