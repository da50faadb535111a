"""Which name of the scheme a foreign name obviously is: by its letters, its title, or what the scheme says it maps to.

Case does not count, nor whether words are joined by blanks, dashes or underscores. Other signs do: +1 and -1, C++ and
C# are different names. A name that fits two things fits none: that is for a mapping file to say.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar
from unicodedata import normalize

from annotations.model import FieldValue
from annotations.scheme import Field, Layer, LinkRole, Scheme, Value, own_words

RELATED = "related"
"""The role of a relation without a name."""
_JOINTS = r"\s_\-\u2010-\u2015"
_BETWEEN_WORDS = re.compile(rf"(?<=[^{_JOINTS}])[{_JOINTS}]+(?=[^{_JOINTS}])")
_YES, _NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n")


class SchemeTarget(NamedTuple):
    """Where a foreign mark belongs: a layer, a label of it, and answers that its name gives."""

    layer: str
    label: str = ""
    fields: tuple[tuple[str, FieldValue], ...] = ()


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without case and without what joins its words; between two digits that counts (1-2 is not 12)."""

    def joint(match: re.Match[str]) -> str:
        before, after = name[match.start() - 1], name[match.end()]
        return match[0] if before.isdigit() and after.isdigit() else ""

    return normalize("NFC", _BETWEEN_WORDS.sub(joint, name).casefold())


N = TypeVar("N", Layer, Value, Field, LinkRole)


def same_name(things: Iterable[N], name: str) -> N | None:
    """The one thing of this name, else of this title, else that maps to this name."""
    things, name = tuple(things), own_words(name)
    for thing in things:
        if thing.name == name:
            return thing
    exactly = [thing for thing in things if thing.title == name]
    if len(exactly) == 1:
        return exactly[0]
    wanted = folded(name)
    for known_as in (_name, _title, _counterparts):
        found = [thing for thing in things if wanted in known_as(thing)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _name(thing: Layer | Value | Field | LinkRole) -> Sequence[str]:
    return (folded(thing.name),)


def _title(thing: Layer | Value | Field | LinkRole) -> Sequence[str]:
    return (folded(thing.title),)


def _counterparts(thing: Layer | Value | Field | LinkRole) -> Sequence[str]:
    """“SemEval FAVOR” is the counterpart of a foreign “FAVOR”, and of “SemEval FAVOR” in full."""
    maps_to = getattr(thing, "maps_to", ())
    return [folded(form) for entry in maps_to for form in (entry, entry.partition(" ")[2]) if form]


def place_of(scheme: Scheme, layer: str, label: str, *, document: bool) -> SchemeTarget | None:
    """Where a foreign layer and label obviously belong; none when nowhere, or when several places fit."""
    layers = [known for known in scheme.layers if (known.kind == "document") == document]
    own = same_name(layers, layer) if layer else None
    if own is not None:
        return _in_layer(own, label)
    found = [place for known in layers if (place := _in_layer(known, label, anywhere=True))] if label else []
    if found:
        return found[0] if len(found) == 1 else None
    if not label and len(layers) == 1 and (document or not layers[0].labels):
        return SchemeTarget(layers[0].name)
    return None


def _in_layer(layer: Layer, label: str, *, anywhere: bool = False) -> SchemeTarget | None:
    """The place of a label in a layer. With `anywhere`, the label must tell the layer too."""
    if not label:
        return SchemeTarget(layer.name) if not layer.labels or layer.kind == "document" else None
    if not layer.labels and same_name([layer], label):
        return SchemeTarget(layer.name)
    known = same_name(layer.labels, label)
    if known is not None:
        return SchemeTarget(layer.name, known.name)
    return _answer(layer, label) if layer.kind == "document" or not (anywhere or layer.labels) else None


def _answer(layer: Layer, label: str) -> SchemeTarget | None:
    """A label that is an answer to one of the layer's questions, or the name of a yes-or-no question."""
    found = [(field.name, value.name) for field in layer.fields if (value := same_name(field.values, label))]
    flag = same_name((field for field in layer.fields if field.kind == "flag"), label)
    answers: list[tuple[str, FieldValue]] = [*found, *([(flag.name, True)] if flag else [])]
    return SchemeTarget(layer.name, fields=(answers[0],)) if len(answers) == 1 else None


def in_words(answer: FieldValue) -> str:
    """An answer as one of a choice, among which yes and no may be."""
    return str(answer) if not isinstance(answer, bool) else "yes" if answer else "no"


def value_of(field: Field, raw: FieldValue) -> FieldValue | None:
    """A foreign answer as one that the field takes; none when it takes none such."""
    if field.kind == "choice":
        known = same_name(field.values, in_words(raw))
        return known.name if known else None
    if field.kind == "flag":
        word = str(raw).casefold()
        return raw if isinstance(raw, bool) else True if word in _YES else False if word in _NO else None
    return raw if isinstance(raw, str) else str(raw)
