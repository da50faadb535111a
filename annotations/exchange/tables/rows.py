"""Rows of other programs' tables: a text, words with tags when there are some, and the rest as metadata."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import orjson

from annotations.exchange.conll.tags import decoded, is_tag
from annotations.exchange.conll.texts import placed
from annotations.exchange.foreign import Foreign, Mark
from annotations.exchange.options import Options
from annotations.exchange.records import Record, Remark
from annotations.exchange.tables import columns
from annotations.model import Article, ArticleId

TEXTS = ("text", "article_text", "content", "body", "sentence", "document")
WORDS = ("tokens", "words")
TAGS = ("ner_tags", "ner", "tags", "labels")


class Tags(NamedTuple):
    """The names of the numbers that stand for tags, by column, as a schema or a dataset card gives them."""

    names: Mapping[str, Sequence[str]] = {}

    @classmethod
    def of_metadata(cls, metadata: bytes | None) -> "Tags":
        """Find them in what `datasets` writes into a Parquet schema."""
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
        """The labels that the tags have, in the order of their numbers."""
        tags = (tag for names in self.names.values() for tag in names if is_tag(tag) and tag != "O")
        return list(dict.fromkeys(tag[2:] for tag in tags))


def _class_names(feature: Any) -> list[str]:
    """The names of a ClassLabel, or of a list of such."""
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


def read_row(found: Mapping[str, Any], place: str, options: Options, tags: Tags) -> Record | Foreign | Remark:
    """A row as a record of ours, or as a text with what else it says."""
    if columns.is_ours(found):
        return columns.record(found, place)
    words = _first_list(found, options.columns.get("tokens"), WORDS)
    name = options.columns.get("text") or next((name for name in TEXTS if isinstance(found.get(name), str)), "")
    text = found.get(name)
    if not isinstance(text, str):
        if not words:
            return Remark(place, "This row has no text. Say in which column it is with --column text=NAME.")
        text = " ".join(words)
    marks, used = _tagged(found, text, words or [], options, tags)
    label = found.get(options.columns.get("label", "label"))
    if isinstance(label, str) and label:
        marks, used = (*marks, Mark(key="document", label=label, kind="document")), [*used, "label"]
    article = Article(
        id=ArticleId(""),
        text=text,
        **{key: str(found[key]) for key in ("title", "source", "url", "published", "language") if found.get(key)},
        meta={key: value for key, value in found.items() if key not in {name, *used, *_ARTICLE} and value is not None},
    )
    return Foreign(article, marks=marks, place=place, counts={"rows": 1})


_ARTICLE = ("title", "source", "url", "published", "language")


def _first_list(found: Mapping[str, Any], named: str | None, names: Sequence[str]) -> list[str] | None:
    candidates = (found.get(name) for name in ((named,) if named else names))
    return next(
        (value for value in candidates if isinstance(value, list) and all(isinstance(v, str) for v in value)), None
    )


def _tagged(
    found: Mapping[str, Any], text: str, words: list[str], options: Options, tags: Tags
) -> tuple[tuple[Mark, ...], list[str]]:
    """The spans that tags of words mean, and the columns that were used."""
    named = options.columns.get("tags")
    for name in (named,) if named else TAGS:
        values = found.get(name) if words else None
        if not isinstance(values, list) or len(values) != len(words):
            continue
        spelt = [_spelt(value, tags.names.get(name, ())) for value in values]
        places = placed(words, text)
        if places is None or None in spelt:
            continue
        spans = decoded([tag or "O" for tag in spelt]).spans
        marks: list[Mark] = []
        for first, after, label in spans:
            start, end = places[first][0], places[after - 1][1]
            marks.append(Mark(key=str(len(marks) + 1), label=label, parts=((start, end),), quote=text[start:end]))
        return tuple(marks), [name, *WORDS]
    return (), []


def _spelt(value: Any, names: Sequence[str]) -> str | None:
    if isinstance(value, str):
        return value
    return names[value] if isinstance(value, int) and 0 <= value < len(names) else None
