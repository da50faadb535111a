"""Rows of one annotation each, all values text ↔ records. Answers and links have columns named as in the scheme.

A link has three columns: its words under the role's name, and `ROLE id` and `ROLE kind`.
"""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import orjson

from annotations.exchange.foreign import Foreign, Mark, status_of
from annotations.exchange.records import Record, Remark
from annotations.exchange.tables.columns import ARTICLE, field_kinds, roles
from annotations.model import (
    KINDS,
    Annotation,
    AnnotationId,
    Annotator,
    AnnotatorId,
    AnnotatorKind,
    Article,
    ArticleId,
    FieldValue,
    Link,
)
from annotations.scheme import Scheme

_ABOUT = tuple(name for name in ARTICLE if name not in ("article", "text"))
_WORK = ("annotator", "kind", "version", "status", "article_seconds")
_MARK = ("id", "layer", "start", "end", "text", "label")
_HISTORY = ("verdict", "how", "derived_from", "score", "created", "updated", "seconds")
_OWN = {"article", *_ABOUT, "meta", "article_text", *_WORK, *_MARK, *_HISTORY, "more"}


def _column(name: str) -> str:
    """The column of a field or role; one that is called like a column of ours gets a word behind its name."""
    return f"{name} answer" if name in _OWN else name


def names(scheme: Scheme) -> list[str]:
    """The header."""
    fields = [_column(name) for name in field_kinds(scheme)]
    links = [_column(role) + part for role in roles(scheme) for part in ("", " id", " kind")]
    return ["article", *_WORK, *_MARK, *fields, *links, *_HISTORY, "more", *_ABOUT, "meta", "article_text"]


def rows(record: Record, scheme: Scheme, *, first: bool) -> Iterator[dict[str, str]]:
    """The rows of a record; the `first` of an article has its text and what is said of it."""
    article, annotator = record.article, record.annotator
    whole = {name: str(getattr(article, name)) for name in _ABOUT} | {"article_text": article.text}
    whole["meta"] = orjson.dumps(dict(article.meta)).decode() if article.meta else ""
    common = {"article": article.id or article.sha256}
    if annotator is not None:
        work = (annotator.name, annotator.kind, annotator.version, record.status, _cell(record.seconds or None))
        common |= dict(zip(_WORK, work, strict=True))
    kinds, known = field_kinds(scheme), roles(scheme)
    for number, annotation in enumerate(record.annotations or (None,)):
        mark = _mark(annotation, kinds, known) if annotation else {}
        yield common | mark | (whole if first and not number else {})


def _mark(annotation: Annotation, kinds: Mapping[str, str], known: list[str]) -> dict[str, str]:
    row = {name: _cell(getattr(annotation, name)) for name in (*_MARK, *_HISTORY) if name != "text"}
    row |= {"text": annotation.quote, "seconds": _cell(annotation.seconds or None)}
    more: dict[str, Any] = {}
    for name, value in annotation.fields.items():
        if name in kinds and value != "" and isinstance(value, bool if kinds[name] == "bool" else str):
            row[_column(name)] = str(value).lower() if isinstance(value, bool) else value
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


class Gathering:
    """The records of a table while its rows are read."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._articles: dict[str, Article] = {}
        self._records: dict[tuple[str, Annotator | None], Foreign] = {}
        self._marks: dict[tuple[str, Annotator | None], list[Mark]] = {}
        self._article = ""

    def take(self, line: int, row: Mapping[str, str], *, together: bool) -> Iterator[Foreign | Remark]:
        """Take one row; when rows are `together`, an article is given out as soon as the next one begins."""
        name = row.get("article", "")
        if together and name != self._article:
            yield from self.rest()
        self._article = name
        place = f"{self._place}:{line}"
        if row.get("article_text"):
            try:
                self._articles[name] = _article(row, name)
            except (orjson.JSONDecodeError, TypeError, ValueError):
                yield Remark(place, "The “meta” of this row is no JSON object: the article was left out.")
        key = name, _annotator(row)
        if key not in self._records:
            self._records[key] = Foreign(Article(), key[1], status_of(row.get("status")), place=place)
            self._marks[key] = []
        try:
            seconds = _float(row.get("article_seconds")) or 0.0
            mark = _read_mark(row, len(self._marks[key]))
        except (orjson.JSONDecodeError, TypeError, ValueError, AttributeError):
            told = (
                "“start”, “end”, “score”, “more” or a time in seconds is not what it should be: the row was left out."
            )
            yield Remark(place, told)
        else:
            self._records[key] = self._records[key]._replace(seconds=seconds)
            self._marks[key] += [mark] if mark else []

    def rest(self) -> Iterator[Foreign | Remark]:
        """What was gathered and not given out."""
        for (name, annotator), foreign in self._records.items():
            article = self._articles.get(name)
            if article is None:
                told = f"No row has the text of the article {name or '(without an id)'}: its annotations were left out."
                yield Remark(foreign.place, told)
                continue
            marks = self._marks[name, annotator]
            yield foreign._replace(article=article, marks=tuple(marks), counts={"rows": max(1, len(marks))})
        self._records, self._marks, self._articles = {}, {}, {}


def _article(row: Mapping[str, str], name: str) -> Article:
    said = {key: row.get(key, "") for key in _ABOUT}
    meta = orjson.loads(row["meta"]) if row.get("meta") else {}
    if not isinstance(meta, dict):
        raise TypeError
    text = row["article_text"]
    return Article(id=ArticleId("" if name == said["sha256"] else name), text=text, **said, meta=meta)


def _annotator(row: Mapping[str, str]) -> Annotator | None:
    name, kind = row.get("annotator", ""), row.get("kind", "")
    known: AnnotatorKind = next((known for known in KINDS if known == kind), "person")
    return Annotator(AnnotatorId(""), name, known, row.get("version", "")) if name else None


def _read_mark(row: Mapping[str, str], number: int) -> Mark | None:
    if not row.get("layer"):
        return None
    own = row.get("id", "")
    columns = [name for name in row if name not in _OWN and row[name]]
    found = {name for name in row if f"{name} id" in row}
    links = {
        name.removesuffix(" answer"): Link(
            row.get(name, ""), AnnotationId(row.get(f"{name} id", "")) or None, row.get(f"{name} kind", "")
        )
        for name in sorted(found)
        if row.get(name) or row.get(f"{name} id")
    }
    parts_of_links = {f"{name}{part}" for name in found for part in ("", " id", " kind")}
    fields: dict[str, FieldValue] = {
        name.removesuffix(" answer"): row[name] for name in columns if name not in parts_of_links
    }
    more = orjson.loads(row.get("more") or "{}")
    placed = bool(row.get("start"))
    verdict = row.get("verdict", "")
    return Mark(
        key=own or f"row {number}",
        id=own,
        layer=row["layer"],
        label=row.get("label", ""),
        parts=((int(row["start"]), int(row.get("end", ""))),) if placed else (),
        quote=row.get("text") or None if placed else None,
        fields=fields | more.get("fields", {}),
        links=links | {role: Link(*link) for role, link in more.get("links", {}).items()},
        kind="span" if placed else "document",
        verdict=verdict if verdict in ("accepted", "rejected") else None,  # type: ignore[arg-type]
        how=row.get("how", ""),
        derived_from=row.get("derived_from") or None,
        score=_float(row.get("score")),
        created=row.get("created", ""),
        updated=row.get("updated", ""),
        seconds=_float(row.get("seconds")) or 0.0,
    )


def _float(cell: str | None) -> float | None:
    """A number; ValueError for what is none, or is infinite."""
    found = float(cell) if cell else None
    if found is not None and not isfinite(found):
        raise ValueError(cell)
    return found
