"""The name of what a mark refers to: from the field for full names, or else the marked words.

Names with the same layer, label and full name in an article belong together: they are one person or one organisation.
"""

from collections import defaultdict
from collections.abc import Iterable

from annotations.model import Annotation, AnnotationId
from annotations.scheme.records import Field, Layer, Scheme

FULL_NAME = "full name"


def naming_field(layer: Layer) -> Field | None:
    """The field of a layer for full names, if it has one."""
    return next((field for field in layer.fields if field.prefill == FULL_NAME), None)


def display_name(scheme: Scheme, mark: Annotation) -> str:
    """The full name of a mark, or its words."""
    return display_name_in(scheme.layer(mark.layer), mark)


def display_name_in(layer: Layer, mark: Annotation) -> str:
    """The full name of a mark in a layer, or its words."""
    return _display_name(naming_field(layer), mark)


def _display_name(field: Field | None, mark: Annotation) -> str:
    return str(mark.fields.get(field.name) or mark.quote) if field else mark.quote


def renamed(layer: Layer, mark: Annotation, name: str) -> Annotation:
    """A mark with another full name. None is stored if its words already say it."""
    field = naming_field(layer)
    assert field
    rest = {key: value for key, value in mark.fields.items() if key != field.name}
    return mark._replace(fields=rest if not name or name == one_line(mark.quote) else {**rest, field.name: name})


def names_among(
    layer: Layer, own: Iterable[Annotation], suggested: Iterable[Annotation] = ()
) -> dict[AnnotationId, str]:
    """The full name for each mark of an article in a layer.

    A suggestion gets the name of the annotator's own marks with the same words, if these agree.
    """
    own, known = list(own), defaultdict(set)
    field = naming_field(layer)
    names = {mark.id: one_line(_display_name(field, mark)) for mark in own}
    for mark in own:
        known[mark.label, mark.quote].add(names[mark.id])
    for mark in suggested:
        same = known.get((mark.label, mark.quote), ())
        names[mark.id] = next(iter(same)) if len(same) == 1 else one_line(_display_name(field, mark))
    return names


def one_line(words: str) -> str:
    """Words with single spaces between them."""
    return " ".join(words.split())
