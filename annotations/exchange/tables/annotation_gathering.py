"""Build records from rows with one annotation each, in any order, as a spreadsheet may have sorted them."""

from collections.abc import Iterator, Mapping
from math import isfinite

import orjson

from annotations.exchange.external import ExternalMark, ExternalRecord, status_of
from annotations.exchange.records import ImportNote
from annotations.exchange.tables.annotation_rows import ABOUT, OWN
from annotations.exchange.tables.csv_cells import meant, meant_quote
from annotations.model import (
    KINDS,
    AnnotationId,
    Annotator,
    AnnotatorId,
    AnnotatorKind,
    Article,
    ArticleId,
    FieldValue,
    Link,
)


class Gathering:
    """The records of a table while its rows are read."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._articles: dict[str, Article] = {}
        self._records: dict[tuple[str, Annotator | None], ExternalRecord] = {}
        self._marks: dict[tuple[str, Annotator | None], list[ExternalMark]] = {}
        self._guarded: set[str] = set()  # articles with an apostrophe in front of their text
        self._article = ""

    def take(self, line: int, row: Mapping[str, str], *, together: bool) -> Iterator[ExternalRecord | ImportNote]:
        """Add one row. If rows are `together`, an article is returned as soon as the next one begins."""
        name = row.get("article", "")
        if together and name != self._article:
            yield from self.rest()
        self._article = name
        place = f"{self._place}:{line}"
        if row.get("article_text"):
            try:
                self._articles[name] = _article(row, name)
                if self._articles[name].text != row["article_text"]:
                    self._guarded.add(name)
            except (orjson.JSONDecodeError, TypeError, ValueError):
                yield ImportNote(place, "The “meta” of this row is not a JSON object: the article was left out.")
        key = name, _annotator(row)
        if key not in self._records:
            self._records[key] = ExternalRecord(Article(), key[1], status_of(row.get("status")), place=place)
            self._marks[key] = []
        try:
            seconds = _float(row.get("article_seconds")) or 0.0
            mark = _read_mark(row, len(self._marks[key]))
        except (orjson.JSONDecodeError, TypeError, ValueError, AttributeError):
            message = "“start”, “end”, “score”, “more” or a time in seconds is not valid: the row was left out."
            yield ImportNote(place, message)
        else:
            self._records[key] = self._records[key]._replace(seconds=seconds)
            self._marks[key] += [mark] if mark else []

    def rest(self) -> Iterator[ExternalRecord | ImportNote]:
        """The records that have not been returned yet."""
        for (name, annotator), foreign in self._records.items():
            article = self._articles.get(name)
            if article is None:
                message = (
                    f"No row has the text of the article {name or '(without an id)'}: its annotations were left out."
                )
                yield ImportNote(foreign.place, message)
                continue
            marks = _on_text(self._marks[name, annotator], article.text, guarded=name in self._guarded)
            yield foreign._replace(article=article, marks=tuple(marks), counts={"rows": max(1, len(marks))})
        self._records, self._marks, self._articles = {}, {}, {}
        self._guarded.clear()


def _article(row: Mapping[str, str], name: str) -> Article:
    said = {key: row.get(key, "") for key in ABOUT}
    meta = orjson.loads(row["meta"]) if row.get("meta") else {}
    if not isinstance(meta, dict):
        raise TypeError
    text = meant(row["article_text"])
    return Article(id=ArticleId("" if name == said["sha256"] else name), text=text, **said, meta=meta)


def _on_text(marks: list[ExternalMark], text: str, *, guarded: bool) -> list[ExternalMark]:
    """The marks with offsets into the text, and their quotes without apostrophes that were put in front.

    The quotes show whether offsets count an apostrophe in front of the text: earlier versions did not.
    """
    shifts = (1, 0) if guarded else (0,)
    shifted = [[_shifted(mark, text, shift) for mark in marks] for shift in shifts]
    return max(shifted, key=lambda found: sum(_stands(mark, text) for mark in found))


def _shifted(mark: ExternalMark, text: str, shift: int) -> ExternalMark:
    mark = mark._replace(parts=tuple((start - shift, end - shift) for start, end in mark.parts))
    quote = mark.quote or ""
    plain = mark._replace(quote=meant_quote(quote) or None)
    candidates = (plain, mark, mark._replace(quote=meant(quote)))
    return next((found for found in candidates if quote and _stands(found, text)), plain)


def _stands(mark: ExternalMark, text: str) -> bool:
    return bool(mark.parts) and text[slice(*mark.parts[0])] == mark.quote


def _annotator(row: Mapping[str, str]) -> Annotator | None:
    name, kind = row.get("annotator", ""), row.get("kind", "")
    known: AnnotatorKind = next((known for known in KINDS if known == kind), "person")
    return Annotator(AnnotatorId(""), name, known, row.get("version", "")) if name else None


def _read_mark(row: Mapping[str, str], number: int) -> ExternalMark | None:
    if not row.get("layer"):
        return None
    own = row.get("id", "")
    columns = [name for name in row if name not in OWN and row[name]]
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
    return ExternalMark(
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
    """A number. Raises ValueError for anything else, and for infinity."""
    found = float(cell) if cell else None
    if found is not None and not isfinite(found):
        raise ValueError(cell)
    return found
