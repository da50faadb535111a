"""Records → rows of one annotation each, all values text. Answers and links have columns named as in the scheme.

A link has three columns: its words under the role's name, and `ROLE id` and `ROLE kind`.

`start` and `end` count the characters of `article_text` as it is in the file. A text that begins like a formula has an
apostrophe in front of it, which they count, so that a slice of the cell is always the quoted words.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import orjson

from annotations.exchange.losses import Loss
from annotations.exchange.records import Record
from annotations.exchange.tables.columns import ARTICLE, field_kinds, roles
from annotations.exchange.tables.csv_cells import Safe, shown, shown_quote
from annotations.model import Annotation
from annotations.scheme import Scheme

COUNTED = ("article_text", "text")
"""The columns whose characters are counted: `start` and `end` are positions in the first, the second is the quote."""

LONGEST_CELL = 32_767  # characters in a cell in Excel

ABOUT = tuple(name for name in ARTICLE if name not in ("article", "text"))
_WORK = ("annotator", "kind", "version", "status", "article_seconds")
_MARK = ("id", "layer", "start", "end", "text", "label")
_HISTORY = ("verdict", "how", "derived_from", "score", "created", "updated", "seconds")
_ENDINGS = (" id", " kind", " answer")
OWN = {"article", *ABOUT, "meta", "article_text", *_WORK, *_MARK, *_HISTORY, "more"}


def _column(name: str) -> str:
    """The column of a field or role. A name that could be confused with another column gets a suffix."""
    return f"{name} answer" if name in OWN or name.endswith(_ENDINGS) else name


def _field_column(name: str, known: Collection[str]) -> str:
    """The column of a field. A role with the same name keeps that column."""
    return f"{name} answer" if name in known else _column(name)


def names(scheme: Scheme) -> list[str]:
    """The header."""
    known = roles(scheme)
    fields = [_field_column(name, known) for name in field_kinds(scheme)]
    links = [_column(role) + part for role in known for part in ("", " id", " kind")]
    return ["article", *_WORK, *_MARK, *fields, *links, *_HISTORY, "more", *ABOUT, "meta", "article_text"]


def rows(record: Record, scheme: Scheme, *, first: bool) -> Iterator[dict[str, str]]:
    """The rows of a record. The `first` of an article has its text and metadata."""
    article, annotator = record.article, record.annotator
    text = Safe(shown(article.text))
    whole = {name: str(getattr(article, name)) for name in ABOUT} | {"article_text": text}
    whole["meta"] = orjson.dumps(dict(article.meta)).decode() if article.meta else ""
    common = {"article": article.id or article.sha256}
    if annotator is not None:
        work = (annotator.name, annotator.kind, annotator.version, record.status, _cell(record.seconds or None))
        common |= dict(zip(_WORK, work, strict=True))
    kinds, known = field_kinds(scheme), roles(scheme)
    for number, annotation in enumerate(record.annotations or (None,)):
        mark = _mark(annotation, kinds, known, len(text) - len(article.text)) if annotation else {}
        yield common | mark | (whole if first and not number else {})


def _mark(annotation: Annotation, kinds: Mapping[str, str], known: list[str], before: int) -> dict[str, str]:
    """The cells of an annotation. `before` is the number of characters in front of the text in its cell."""
    row = {name: _cell(getattr(annotation, name)) for name in (*_MARK, *_HISTORY) if name != "text"}
    row |= {"text": shown_quote(annotation.quote), "seconds": _cell(annotation.seconds or None)}
    if annotation.start is not None and annotation.end is not None:
        row |= {"start": str(annotation.start + before), "end": str(annotation.end + before)}
    more: dict[str, Any] = {}
    for name, value in annotation.fields.items():
        if name in kinds and value != "" and isinstance(value, bool if kinds[name] == "bool" else str):
            row[_field_column(name, known)] = str(value).lower() if isinstance(value, bool) else value
        else:
            more.setdefault("fields", {})[name] = value
    for role, link in annotation.links.items():
        if role in known:
            column = _column(role)
            row |= {column: link.text, f"{column} id": link.annotation or "", f"{column} kind": link.kind}
        else:
            more.setdefault("links", {})[role] = link
    row["more"] = orjson.dumps(more).decode() if more else ""
    return row


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


FORMULAS = Loss(
    "formulas",
    "text that begins like a formula, which gets an apostrophe in front (start and end count it)",
    lambda record: {"": 1} if shown(record.article.text) != record.article.text else {},
    lambda record: record,
    comes_back=True,
    of_article=True,
)
LONG_CELLS = Loss(
    "long_cells",
    f"text longer than the {LONGEST_CELL:,} characters of a cell in Excel, which Excel cuts when it saves",
    lambda record: {"": 1} if len(record.article.text) > LONGEST_CELL else {},
    lambda record: record,
    comes_back=True,
    of_article=True,
)
