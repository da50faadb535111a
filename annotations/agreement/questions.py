"""The questions about a layer. `answering` finds out how annotations answer them."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from annotations.agreement.words import canonical
from annotations.scheme import Field, Layer, LinkRole, Scheme

LABEL = "label"


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
    default = "" if field.default is None else word_of(field.default)
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


def word_of(value: object) -> str:
    """The word for a stored answer: yes or no for a flag."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
