"""The questions about a layer, and how an annotation answers them: with a value, or why there is none."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple, TypeVar

from annotations.agreement.words import canonical
from annotations.model import Annotation, AnnotationId, FieldValue, Link
from annotations.scheme import Field, Layer, LinkRole, Scheme

LABEL = "label"
_T = TypeVar("_T")


class Said(IntEnum):
    """Why there is no rating: codes in place of a category's number."""

    NOT_MARKED = -1  # finished the article without marking this
    UNCLEAR = -2  # chose a value that the scheme counts as missing
    EMPTY = -3  # required but not answered, or not on the ordinal scale
    UNFINISHED = -4


class Question(NamedTuple):
    """One field, label or link of a layer.

    `categories` are the scheme's in order, without those that count as missing; none for free text.
    If a nominal answer is optional, leaving it empty is an answer too: the empty category.
    """

    layer: str
    field: str
    title: str
    kind: str
    level: str = "nominal"
    categories: tuple[str, ...] | None = None
    titles: Mapping[str, str] = {}
    missing: frozenset[str] = frozenset()
    default: str = ""
    optional: bool = False


def questions(scheme: Scheme) -> list[Question]:
    """List everything that annotators can agree on, in the order of the scheme, except the spans themselves."""
    found = []
    for layer in scheme.layers:
        if layer.labels:
            names = tuple(label.name for label in layer.labels if not label.missing)
            titles = {label.name: label.title for label in layer.labels}
            missing = frozenset(label.name for label in layer.labels if label.missing)
            found.append(Question(layer.name, LABEL, "Label", "label", "nominal", names, titles, missing))
        kind = "article" if layer.kind == "document" else "label"
        found += [_of_field(layer, field, kind) for field in layer.fields if field.scale != "none"]
        found += [_of_link(layer, role) for role in layer.links]
    return found


def _of_field(layer: Layer, field: Field, kind: str) -> Question:
    default = "" if field.default is None else _word(field.default)
    if field.kind == "text":
        return Question(
            layer.name, field.name, field.title, kind, default=canonical(default), optional=not field.required
        )
    if field.kind == "flag":
        titles = {"no": "No", "yes": "Yes"}
        return Question(layer.name, field.name, field.title, kind, "nominal", ("no", "yes"), titles, default=default)
    values = [value for value in field.values if not value.missing]
    if field.scale == "ordinal":
        values.sort(key=lambda value: value.score or 0.0)
    titles = {value.name: value.title for value in field.values}
    missing = frozenset(value.name for value in field.values if value.missing)
    level = "ordinal" if field.scale == "ordinal" else "nominal"
    names, optional = tuple(value.name for value in values), level == "nominal" and not field.required
    return Question(layer.name, field.name, field.title, kind, level, names, titles, missing, default, optional)


def _of_link(layer: Layer, role: LinkRole) -> Question:
    titles = {constant.name: constant.title for constant in role.constants if not constant.missing}
    missing = frozenset(constant.name for constant in role.constants if constant.missing)
    return Question(
        layer.name, role.name, role.title, "link", titles=titles, missing=missing, optional=not role.required
    )


def answers(
    question: Question,
    marks: Sequence[Annotation],
    known: Mapping[AnnotationId, Annotation],
    places: Mapping[AnnotationId, str],
) -> tuple[list[int], tuple[str, ...]]:
    """The answer of each annotation, as the number of a category or the code of a reason; and the categories.

    `known` are the annotations of the article; `places` name the group of matching spans without labels. The
    empty category comes after the scheme's.
    """
    field = question.field
    if question.kind == "link":
        links = [mark.links.get(field) for mark in marks]
        return _coded(question, links, {link: _linked(question, link, known, places) for link in dict.fromkeys(links)})
    if field == LABEL and question.kind == "label":
        labels = [mark.label for mark in marks]
        return _coded(question, labels, {label: label for label in dict.fromkeys(labels)})
    given = [mark.fields.get(field) for mark in marks]
    return _coded(question, given, {value: _said(question, value) for value in dict.fromkeys(given)})


def _said(question: Question, value: FieldValue | None) -> str:
    word = question.default if value is None or value == "" else _word(value)
    return word if question.categories is not None else canonical(word)


def _coded(question: Question, given: Sequence[_T], words: Mapping[_T, str]) -> tuple[list[int], tuple[str, ...]]:
    """Number the answers by the words they stand for; most articles repeat the same few answers."""
    number = {word: int(Said.UNCLEAR) for word in question.missing}
    number |= {word: index for index, word in enumerate(question.categories or ())}
    if not question.optional:
        number[""] = Said.EMPTY
    fresh = len(question.categories or ())
    for word in words.values():
        if word not in number and question.level == "ordinal":
            number[word] = Said.EMPTY  # a value of an earlier scheme is not on the scale
        elif word not in number:
            number[word] = fresh
            fresh += 1
    found = sorted((index, word) for word, index in number.items() if index >= 0)
    codes = {thing: number[word] for thing, word in words.items()}
    return [codes[thing] for thing in given], tuple(word for _, word in found)


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _linked(
    question: Question,
    link: Link | None,
    known: Mapping[AnnotationId, Annotation],
    places: Mapping[AnnotationId, str],
) -> str:
    """What a link refers to: a group of matching spans, a constant, or its words in canonical form."""
    if link is None:
        return ""
    if link.annotation is None:
        constant = link.text in question.titles or link.text in question.missing
        return link.text if constant else canonical(link.text)
    if link.annotation in places:
        return places[link.annotation]
    end = known.get(link.annotation)
    return canonical(end.quote if end else link.text)
