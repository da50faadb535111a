"""Make records fit to be stored: numbers that a database and JSON can hold, valid characters, texts of a sensible size.

Everything that a format reads passes through here once, after mapping. Values that can be repaired are repaired, with a
note; the others are left out, with a note.
"""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, TypeVar

from annotations.errors import ImportFailed
from annotations.exchange.external import ExternalRecord
from annotations.exchange.records import ImportNote, Record
from annotations.model import Annotation, Annotator, Article

T = TypeVar("T")
LONGEST_TEXT = 20_000_000
"""Code points of an article. A long book has three million."""
MOST_ANNOTATIONS = 2_000_000
DEEPEST = 50
"""Levels of lists and objects in an article's metadata."""
_GREATEST = 1 << 63  # what a whole number of 64 bits stays below
_LONGEST_WORK = 10_000_000_000.0  # seconds: three hundred years
_HALVES = re.compile("[\ud800-\udfff]")
_WHOLE = "\ufffd"


def sound(record: Record) -> tuple[Record, list[ImportNote]]:
    """A record without values that cannot be stored, and notes about them. Raises ImportFailed if it is hopeless."""
    checked_size(record)
    messages: list[str] = []
    article = _article(record.article, messages)
    seconds = _seconds(record.seconds, messages)
    annotations = tuple(_annotation(annotation, messages) for annotation in record.annotations)
    made = record._replace(
        article=article, annotator=_annotator(record.annotator), seconds=seconds, annotations=annotations
    )
    return made, [ImportNote(record.place, sentence) for sentence in dict.fromkeys(messages)]


def checked_size(found: T) -> T:
    """Clean a record, as read or as mapped. Raises ImportFailed if it is too large for a project."""
    if isinstance(found, Record | ExternalRecord):
        length, marks = len(found.article.text), found.marks if isinstance(found, ExternalRecord) else found.annotations
        if length > LONGEST_TEXT:
            raise ImportFailed(f"The text has {length:,} characters. The limit is {LONGEST_TEXT:,}: split it.")
        if len(marks) > MOST_ANNOTATIONS:
            raise ImportFailed(f"This article has more than {MOST_ANNOTATIONS:,} annotations. Split it.")
    return found


def _article(article: Article, messages: list[str]) -> Article:
    text = whole(article.text)
    if text != article.text:
        messages.append("The text contains broken characters (lone surrogates), which became “�”.")
        article = article._replace(text=text, sha256="")
    words: dict[str, Any] = {name: whole(getattr(article, name)) for name in article._fields if name != "meta"}
    return Article(**words, meta=storable(article.meta, messages) if article.meta else {})


def _annotator(annotator: Annotator | None) -> Annotator | None:
    if annotator is None or not (_HALVES.search(annotator.name) or _HALVES.search(annotator.version)):
        return annotator
    return annotator._replace(name=whole(annotator.name), version=whole(annotator.version))


def _annotation(annotation: Annotation, messages: list[str]) -> Annotation:
    if annotation.score is not None and not isfinite(annotation.score):
        messages.append("A score that is not a number was left out.")
        annotation = annotation._replace(score=None)
    if annotation.seconds:
        annotation = annotation._replace(seconds=_seconds(annotation.seconds, messages))
    return annotation if _is_whole(annotation) else _whole(annotation)


def _is_whole(annotation: Annotation) -> bool:
    """Whether all words of an annotation are free of lone surrogates."""
    words = f"{annotation.id}{annotation.layer}{annotation.quote}{annotation.label}{annotation.how}"
    words += f"{annotation.derived_from}{annotation.created}{annotation.updated}"
    for name, value in annotation.fields.items():
        words += f"{name}{value}"
    for role, link in annotation.links.items():
        words += f"{role}{link.text}{link.annotation}{link.kind}"
    return words.isascii() or not _HALVES.search(words)


def _whole(annotation: Annotation) -> Annotation:
    words: dict[str, Any] = {n: whole(value) for n, value in annotation._asdict().items() if isinstance(value, str)}
    fields = {whole(name): whole(v) if isinstance(v, str) else v for name, v in annotation.fields.items()}
    links = {
        whole(role): link._replace(text=whole(link.text), kind=whole(link.kind))
        for role, link in annotation.links.items()
    }
    return annotation._replace(**words, fields=fields, links=links)


def _seconds(seconds: float, messages: list[str]) -> float:
    if isfinite(seconds) and 0 <= seconds < _LONGEST_WORK:
        return seconds
    messages.append("An impossible working time was left out.")
    return 0.0


def whole(text: str) -> str:
    """A text with “�” for each lone surrogate, which neither UTF-8 nor the database can store."""
    return text if text.isascii() else _HALVES.sub(_WHOLE, text)


def storable(meta: Mapping[str, Any], messages: list[str]) -> dict[str, Any]:
    """Metadata that JSON can store. `messages` receives a message for each change."""
    return {whole(str(name)): _value(value, 1, messages) for name, value in meta.items()}


def _value(value: Any, depth: int, messages: list[str]) -> Any:
    if isinstance(value, str):
        return whole(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -_GREATEST <= value < _GREATEST else str(value)
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if depth > DEEPEST:
        messages.append(f"Metadata nested deeper than {DEEPEST} levels was left out.")
        return None
    if isinstance(value, Mapping):
        return {whole(str(name)): _value(inner, depth + 1, messages) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_value(inner, depth + 1, messages) for inner in value]
    return whole(str(value))
