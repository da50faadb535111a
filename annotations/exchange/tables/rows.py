"""Rows of other programs' tables: a text, words with tags if there are any, and the rest as metadata."""

import ast
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from annotations.display import many
from annotations.errors import ImportFailed
from annotations.exchange.conll.tags import decoded, is_tag
from annotations.exchange.conll.texts import placed
from annotations.exchange.entries import entries, kept_as_metadata
from annotations.exchange.external import ExternalMark, ExternalRecord
from annotations.exchange.json_kinds import annotated_keys
from annotations.exchange.json_values import loads
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.spans import shown, tokens_in
from annotations.exchange.tables import columns
from annotations.model import Article, ArticleId

TEXTS = ("text", "article_text", "content", "body", "sentence", "document")
WORDS = ("tokens", "words")
LONGEST_CELL = 1 << 20
"""Maximum size of a cell that is parsed for a list, in characters."""
TAGS = ("ner_tags", "ner", "tags", "labels")


class Tags(NamedTuple):
    """The names of numeric tags, by column, from a schema or a dataset card."""

    names: Mapping[str, Sequence[str]] = {}

    @classmethod
    def of_metadata(cls, metadata: bytes | None) -> "Tags":
        """Find them in the metadata that `datasets` writes into a Parquet schema."""
        try:
            features = orjson.loads(metadata or b"{}").get("info", {}).get("features", {})
        except (orjson.JSONDecodeError, AttributeError):
            return cls()
        found = {name: names for name, feature in features.items() if (names := _class_names(feature))}
        return cls(found)

    @classmethod
    def of_card(cls, features: Any) -> "Tags":
        """Find them in the features of a dataset card."""
        found = {}
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, dict) and (names := _card_names(feature)):
                found[str(feature.get("name"))] = names
        return cls(found)

    def labels(self) -> list[str]:
        """The labels of tags, in the order of their numbers."""
        tags = (tag for names in self.names.values() for tag in names if is_tag(tag) and tag != "O")
        return list(dict.fromkeys(tag[2:] for tag in tags))


def _class_names(feature: Any) -> list[str]:
    """The names in a ClassLabel, or in a list of them."""
    if isinstance(feature, list):
        return _class_names(feature[0]) if feature else []
    if not isinstance(feature, dict):
        return []
    names = feature.get("names")
    return [str(name) for name in names] if isinstance(names, list) else _class_names(feature.get("feature"))


def _card_names(feature: dict[str, Any]) -> list[str]:
    for key in ("class_label", "list", "sequence", "dtype"):
        inner = feature.get(key)
        if isinstance(inner, dict):
            names = inner.get("names")
            if isinstance(names, dict):
                return [str(names[key]) for key in sorted(names, key=lambda key: int(str(key)))]
            return [str(name) for name in names] if isinstance(names, list) else _card_names(inner)
    return []


def read_row(
    found: Mapping[str, Any], place: str, options: Options, tags: Tags
) -> Record | ExternalRecord | ImportNote:
    """A row as a record of ours, or as a text with its metadata."""
    if columns.is_ours(found):
        return columns.record(found, place)
    words = _first_list(found, options.columns.get("tokens"), WORDS)
    name = options.columns.get("text") or next((name for name in TEXTS if isinstance(found.get(name), str)), "")
    text = found.get(name)
    if not isinstance(text, str):
        if not words:
            return ImportNote(place, "This row has no text. Name the text column with --column text=NAME.")
        text = " ".join(words)
    tagged = _tagged(found, text, words or [], options, tags)
    spans = _spans(found, text, {name, *tagged.used})
    label = _label(found.get(options.columns.get("label", "label")), tags.names.get("label", ()))
    cats = [ExternalMark(key="document", label=label, kind="document")] if label else []
    used = {name, *_ARTICLE, *tagged.used, *spans.used} | ({"label"} if label else set())
    meta = {key: value for key, value in found.items() if key not in used and value is not None}
    article = Article(
        id=ArticleId(""),
        text=text,
        **{key: str(found[key]) for key in _ARTICLE if found.get(key)},
        meta=meta,
    )
    lost = (*tagged.lost, *spans.lost, *kept_as_metadata({key: _parsed(value) for key, value in meta.items()}))
    return ExternalRecord(
        article, marks=(*tagged.marks, *spans.marks, *cats), place=place, counts={"rows": 1}, lost=lost
    )


class _Marked(NamedTuple):
    """Marks, the columns that they come from, and messages about unreadable content."""

    marks: tuple[ExternalMark, ...] = ()
    used: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def _label(raw: Any, names: Sequence[str]) -> str:
    """The label of a whole text, looked up by its number if the schema has names."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return names[raw] if 0 <= raw < len(names) else str(raw)
    return raw if isinstance(raw, str) and not isinstance(_parsed(raw), list | dict) else ""


def _parsed(value: Any) -> Any:
    """The value of a cell. Lists and objects may be written as JSON or in Python's notation."""
    if not isinstance(value, str) or len(value) > LONGEST_CELL or value[:1] not in ("[", "{"):
        return value
    for read in (loads, ast.literal_eval):
        try:
            found = read(value)
        except (ImportFailed, ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return found if isinstance(found, list | dict) else value
    return value


def _spans(found: Mapping[str, Any], text: str, used: Collection[str]) -> _Marked:
    """The spans from columns that have lists of positions and labels."""
    cells = {key: _parsed(value) for key, value in found.items() if key not in used}
    lists = [key for key in annotated_keys(cells) if isinstance(cells[key], list | dict)]
    listed = {key: entries(cells[key], key, tokens_in(cells.get("tokens"), text)) for key in lists}
    read = {key: found for key, found in listed.items() if found.spans}
    marks = [
        ExternalMark(
            f"{key} {number}/{copy}",
            label=label,
            parts=span.parts,
            quote=span.quote,
            fields=span.fields,
            created=span.created,
            updated=span.updated,
        )
        for key, some in read.items()
        for number, span in some.spans
        for copy, label in enumerate(span.labels or ("",))
    ]
    return _Marked(tuple(marks), tuple(read), tuple(message for some in read.values() for message in some.lost))


_ARTICLE = ("title", "source", "url", "published", "language")


def _first_list(found: Mapping[str, Any], named: str | None, names: Sequence[str]) -> list[str] | None:
    candidates = (found.get(name) for name in ((named,) if named else names))
    return next(
        (value for value in candidates if isinstance(value, list) and all(isinstance(v, str) for v in value)), None
    )


def _tagged(found: Mapping[str, Any], text: str, words: list[str], options: Options, tags: Tags) -> _Marked:
    """The spans from the tags of words."""
    named = options.columns.get("tags")
    lost: list[str] = []
    for name in (named,) if named else TAGS:
        values = found.get(name) if words else None
        if not isinstance(values, list) or not values or any(isinstance(value, list | dict) for value in values):
            continue
        spelt = [_spelt(value, tags.names.get(name, ())) for value in values]
        places = placed(words, text)
        if why := _why_not(len(words), spelt, values, places):
            lost.append(f"The tags in “{name}” were left out: {why}.")
            continue
        spans = decoded([tag or "O" for tag in spelt]).spans
        marks: list[ExternalMark] = []
        for first, after, label in spans:
            start, end = (places or [])[first][0], (places or [])[after - 1][1]
            marks.append(
                ExternalMark(key=str(len(marks) + 1), label=label, parts=((start, end),), quote=text[start:end])
            )
        return _Marked(tuple(marks), (name, *WORDS))
    return _Marked(lost=tuple(lost))


def _why_not(words: int, spelt: Sequence[str | None], values: Sequence[Any], places: object) -> str:
    """Why tags cannot be used. Empty if they can."""
    if len(spelt) != words:
        return f"there are {len(spelt):,} for {many(words, 'word')}"
    if places is None:
        return "the words do not occur in this order in the text"
    strange = next((value for tag, value in zip(spelt, values, strict=True) if tag is None), None)
    return "" if None not in spelt else f"the file does not say what {shown(strange)} means"


def _spelt(value: Any, names: Sequence[str]) -> str | None:
    if isinstance(value, str):
        return value
    return names[value] if isinstance(value, int) and 0 <= value < len(names) else None
