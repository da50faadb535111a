"""Match foreign names to the scheme's, by letters, by title, or by the scheme's `maps_to`.

Case is ignored, and so are spaces, dashes and underscores between words. Other signs count: +1 and -1, C++ and C# are
different names. A name that matches two things matches none; use a mapping file for it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar
from unicodedata import normalize

from annotations.model import FieldValue
from annotations.scheme import Field, Layer, LinkRole, Scheme, Value, own_words

HOW = "A mapping file (--map) can assign it."
RELATED = "related"
"""The role of a relation without a name."""
_JOINTS = r"\s_\-\u2010-\u2015"
_BETWEEN_WORDS = re.compile(rf"(?<=[^{_JOINTS}])[{_JOINTS}]+(?=[^{_JOINTS}])")
_YES, _NO = ("true", "yes", "1", "y"), ("false", "no", "0", "n")


class SchemeTarget(NamedTuple):
    """The target of a foreign mark: a layer, one of its labels, and answers that the name implies."""

    layer: str
    label: str = ""
    fields: tuple[tuple[str, FieldValue], ...] = ()


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without case and word separators. Between two digits, separators count (1-2 is not 12)."""

    def joint(match: re.Match[str]) -> str:
        before, after = name[match.start() - 1], name[match.end()]
        return match[0] if before.isdigit() and after.isdigit() else ""

    return normalize("NFC", _BETWEEN_WORDS.sub(joint, name).casefold())


N = TypeVar("N", Layer, Value, Field, LinkRole)


def same_name(things: Iterable[N], name: str) -> N | None:
    """The only thing with this name, else with this title, else with this name in `maps_to`."""
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
    """“SemEval FAVOR” is the counterpart of a foreign “FAVOR” and of the full “SemEval FAVOR”."""
    maps_to = getattr(thing, "maps_to", ())
    return [folded(form) for entry in maps_to for form in (entry, entry.partition(" ")[2]) if form]


def place_of(scheme: Scheme, layer: str, label: str, *, document: bool) -> SchemeTarget | None:
    """The obvious target of a foreign layer and label. None if there is none or several."""
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
    """The target of a label in a layer. With `anywhere`, the label must identify the layer too."""
    if not label:
        return SchemeTarget(layer.name) if not layer.labels or layer.kind == "document" else None
    if not layer.labels and same_name([layer], label):
        return SchemeTarget(layer.name)
    known = same_name(layer.labels, label)
    if known is not None:
        return SchemeTarget(layer.name, known.name)
    return _answer(layer, label) if layer.kind == "document" or not (anywhere or layer.labels) else None


def _answer(layer: Layer, label: str) -> SchemeTarget | None:
    """A label that is an answer to one of the layer's questions, or the name of a flag."""
    found = [(field.name, value.name) for field in layer.fields if (value := same_name(field.values, label))]
    flag = same_name((field for field in layer.fields if field.kind == "flag"), label)
    answers: list[tuple[str, FieldValue]] = [*found, *([(flag.name, True)] if flag else [])]
    return SchemeTarget(layer.name, fields=(answers[0],)) if len(answers) == 1 else None


def in_words(answer: FieldValue) -> str:
    """An answer as a value of a choice, which may include yes and no."""
    return str(answer) if not isinstance(answer, bool) else "yes" if answer else "no"


def value_of(field: Field, raw: FieldValue) -> FieldValue | None:
    """A foreign answer as a value that the field accepts. None if it accepts no such value."""
    if field.kind == "choice":
        known = same_name(field.values, in_words(raw))
        return known.name if known else None
    if field.kind == "flag":
        word = str(raw).casefold()
        return raw if isinstance(raw, bool) else True if word in _YES else False if word in _NO else None
    return raw if isinstance(raw, str) else str(raw)
