"""What a mark is called: by the field in which the scheme keeps full names, or else by its own words.

Names of one layer and label that are called the same in an article belong together: they are one person, or one body.
"""

from collections import defaultdict
from collections.abc import Iterable

from annotations.model import Annotation, AnnotationId
from annotations.scheme.records import Field, Layer, Scheme

FULL_NAME = "full name"


def naming_field(layer: Layer) -> Field | None:
    """Return the field of a layer that keeps full names, if it has one."""
    return next((field for field in layer.fields if field.prefill == FULL_NAME), None)


def called(scheme: Scheme, mark: Annotation) -> str:
    """Return the full name of what is marked, or the words that are."""
    return called_in(scheme.layer(mark.layer), mark)


def called_in(layer: Layer, mark: Annotation) -> str:
    """Return the full name of what is marked in a layer, or the words that are."""
    return _called(naming_field(layer), mark)


def _called(field: Field | None, mark: Annotation) -> str:
    return str(mark.fields.get(field.name) or mark.quote) if field else mark.quote


def renamed(layer: Layer, mark: Annotation, name: str) -> Annotation:
    """Return a mark of a layer that keeps full names with another one; none is kept where its words say it."""
    field = naming_field(layer)
    assert field
    rest = {key: value for key, value in mark.fields.items() if key != field.name}
    return mark._replace(fields=rest if not name or name == one_line(mark.quote) else {**rest, field.name: name})


def names_among(
    layer: Layer, own: Iterable[Annotation], suggested: Iterable[Annotation] = ()
) -> dict[AnnotationId, str]:
    """Return what each mark of an article is called in a layer.

    What is suggested is called as the annotator's own marks of the same words are, where these agree.
    """
    own, known = list(own), defaultdict(set)
    field = naming_field(layer)
    names = {mark.id: one_line(_called(field, mark)) for mark in own}
    for mark in own:
        known[mark.label, mark.quote].add(names[mark.id])
    for mark in suggested:
        same = known.get((mark.label, mark.quote), ())
        names[mark.id] = next(iter(same)) if len(same) == 1 else one_line(_called(field, mark))
    return names


def one_line(words: str) -> str:
    """Return words with one space between them."""
    return " ".join(words.split())
