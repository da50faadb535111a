"""Repair rows with damaged parts: what cannot be derived is left out."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from annotations.changes import Kind
from annotations.errors import SchemeError
from annotations.model import ArticleId, Link
from annotations.operations.articles import hash_of
from annotations.repairing.showing import NEAR
from annotations.scheme import Scheme, check_annotation, load_scheme, scheme_from_json, scheme_to_json
from annotations.store import annotations as marks
from annotations.store import answers, articles, rescuing, schemes
from annotations.store.database import Database
from annotations.store.images import COLUMNS, is_image
from annotations.store.integrity import is_change, is_step
from annotations.store.journal import now
from annotations.store.rescuing import CHANGE, STEP
from annotations.store.salvage import Found
from annotations.store.shapes import json_object, misfit

_NEEDED = {
    Kind.ANNOTATION: ("id", "article", "annotator", "layer"),
    Kind.PROGRESS: ("id", "article", "annotator"),
    Kind.PROBLEM: ("id", "article", "annotator"),
    Kind.MACHINE: ("id", "annotator"),
    Kind.ARTICLE: ("id", "text"),
    Kind.SCHEME: ("id", "content"),
    Kind.ANNOTATOR: ("id",),
}
_IDS = {"id", "article", "annotator"}
_INSTEAD: dict[str, Any] = {"t": "", "i": 1, "r": 0.0, "s": "todo", "a": "person"}
_REFERENCES = {"article": Kind.ARTICLE, "annotator": Kind.ANNOTATOR}
_TIMES = {"created", "updated", "added"}


class Mender:
    """Repairs rows one by one, ordered so that a row comes after the rows that it refers to."""

    def __init__(self, database: Database) -> None:
        self.mended: Counter[Kind] = Counter()
        self._database = database
        self._now = now()
        self._known: dict[Kind, set[str]] = {kind: set() for kind in Kind}
        self._steps: set[int] = set()
        self._dropped: set[tuple[Kind, int]] = set()
        self._scheme: Scheme | None = None
        self._text = lru_cache(maxsize=32)(self._read_text)

    def is_step(self, row: Found) -> bool:
        """Whether a step in the history is intact. References to a lost step are removed."""
        if not is_step(tuple(row.get(name) for name in STEP[:-1])):
            return False
        if not isinstance(row.get("key"), int | None):
            row["key"] = None
        self._steps.add(row["id"])
        if row["reverses"] not in self._steps:
            row["reverses"] = None
        return True

    def is_change(self, row: Found) -> bool:
        """Whether a change in the history is intact."""
        return is_change(tuple(row.get(name) for name in CHANGE)) and row["step"] in self._steps

    def built_in_scheme(self) -> Found:
        """The built-in scheme, for a project that has lost its own."""
        scheme = load_scheme("news-claims")
        self._dropped = {one for one in self._dropped if one[0] is not Kind.SCHEME}
        self.mended[Kind.SCHEME] += 1
        return {"id": f"{scheme.name}/{scheme.version}", "content": scheme_to_json(scheme), "added": self._now}

    def row(self, kind: Kind, number: int | None, found: Found) -> Found | None:
        """A row that can be written. None if nothing can be kept."""
        whole = self._row(kind, {name: found.get(name) for name in COLUMNS[kind] if name in found})
        if whole is None and number is not None:
            self._dropped.add((kind, number))
        return whole

    def lost(self) -> set[tuple[Kind, int]]:
        """The numbers of the rows of which nothing could be kept."""
        return self._dropped

    def _row(self, kind: Kind, found: Found) -> Found | None:
        row = self._columns(kind, found)
        if row is None or row["id"] in self._known[kind]:
            return None
        mend = {
            Kind.ANNOTATION: self._annotation,
            Kind.ARTICLE: self._article,
            Kind.SCHEME: self._scheme_row,
        }.get(kind)
        whole = mend(row) if mend else row
        if whole is None or not self._has_what_it_refers_to(whole):
            return None
        if whole != {name: found.get(name) for name in COLUMNS[kind]}:
            self.mended[kind] += 1
        self._known[kind].add(whole["id"])
        return whole

    def _columns(self, kind: Kind, found: Found) -> Found | None:
        """The intact columns. Others are empty."""
        if is_image(kind, found) and COLUMNS[kind].keys() <= found.keys():
            return dict(found)
        row = {name: self._value(name, letter, found) for name, letter in COLUMNS[kind].items()}
        wrong = [name for name in _NEEDED[kind] if not isinstance(row[name], str) or not row[name]]
        return None if wrong else row

    def _value(self, name: str, letter: str, found: Found) -> Any:
        value = found.get(name)
        if name in found and misfit([(value,)], letter) is None:
            return value
        if letter == "t" and isinstance(value, bytes) and name not in _IDS:
            return value.decode(errors="replace")
        if letter.isupper():
            return None
        return self._now if name in _TIMES else _INSTEAD[letter]

    def _has_what_it_refers_to(self, row: Found) -> bool:
        return all(row[name] in self._known[kind] for name, kind in _REFERENCES.items() if name in row)

    def meet(self, number: int | None, annotator: str) -> None:
        """Add an annotator of whom only the work is left."""
        self.mended[Kind.ANNOTATOR] += 1
        name = f"Unknown {self.mended[Kind.ANNOTATOR]}"
        row = {"id": annotator, "name": name, "kind": "person", "version": "", "added": self._now}
        self._known[Kind.ANNOTATOR].add(annotator)
        rescuing.insert(self._database, Kind.ANNOTATOR, [(number, row)])

    def _scheme_row(self, row: Found) -> Found | None:
        try:
            scheme_from_json(row["content"])
        except SchemeError:
            return None
        return row

    def _article(self, row: Found) -> Found:
        if json_object(row["meta"]) is None:
            row["meta"] = "{}"
        row["sha256"] = hash_of(row["text"])
        return row

    def _annotation(self, row: Found) -> Found | None:
        self._scheme = self._scheme or schemes.current(self._database)
        layer = next((one for one in self._scheme.layers if one.name == row["layer"]), None)
        if layer is None or row["article"] not in self._known[Kind.ARTICLE]:
            return None
        if layer.kind == "span":
            if not self._place(row):
                return None
        else:
            row["start"] = row["end"] = None
            row["quote"] = ""
        return row if self._answers(row, self._scheme) else None

    def _place(self, row: Found) -> bool:
        """Move a mark to where its words are. Returns whether they were found."""
        text, start, end, quote = self._text(row["article"]), row["start"], row["end"], row["quote"]
        if start is None or end is None or not 0 <= start < end:
            return False
        if text[start:end] != quote and quote:
            near = text.find(quote, max(0, start - NEAR), end + NEAR)
            if near >= 0:
                row["start"], row["end"] = start, end = near, near + len(quote)
        if end > len(text):
            return False
        row["quote"] = text[start:end]
        return True

    def _answers(self, row: Found, scheme: Scheme) -> bool:
        """Remove values that the scheme does not know. Returns whether the mark can do without them."""
        layer, label = row["layer"], row["label"]
        if not _allowed(scheme, layer, label):
            row["label"] = label = ""
        if not _allowed(scheme, layer, label):
            return False
        fields = {
            name: value
            for name, value in (json_object(row["fields"]) or {}).items()
            if isinstance(value, answers.ANSWERS) and _allowed(scheme, layer, label, {name: value})
        }
        if fields != json_object(row["fields"]):
            row["fields"] = answers.fields_json(fields)
        self._links(row, scheme)
        return True

    def _links(self, row: Found, scheme: Scheme) -> None:
        found = json_object(row["links"]) or {}
        alone = (answers.read_links(orjson.dumps({name: link}).decode()) or {} for name, link in found.items())
        links = {name: link for one in alone for name, link in one.items()}
        kept = {
            name: link for name, link in links.items() if _allowed(scheme, row["layer"], row["label"], {}, {name: link})
        }
        if kept.keys() != found.keys() or json_object(row["links"]) is None:
            row["links"] = answers.links_json(kept)

    def _read_text(self, article_id: str) -> str:
        return articles.text_of(self._database, ArticleId(article_id)) or ""


def without_lost_links(database: Database) -> int:
    """Replace links to lost annotations by their words. Return how many annotations changed."""
    count = 0
    for row_id, stored in rescuing.linked(database):
        links = answers.read_links(stored) or {}
        there = marks.annotations_among(database, (link.annotation for link in links.values() if link.annotation))
        kept = {
            name: link if not link.annotation or link.annotation in there else link._replace(annotation=None)
            for name, link in links.items()
        }
        if kept != links:
            count += 1
            words = {name: link for name, link in kept.items() if link.annotation or link.text}
            rescuing.set_links(database, row_id, answers.links_json(words))
    return count


def _allowed(
    scheme: Scheme,
    layer: str,
    label: str,
    fields: Mapping[str, Any] | None = None,
    links: Mapping[str, Link] | None = None,
) -> bool:
    try:
        check_annotation(scheme, layer, label, fields or {}, links or {})
    except SchemeError:
        return False
    return True
