"""The `annotation.conf` of a scheme, by which brat knows its types; and what a span is called in brat."""

import re
from collections.abc import Iterator

from annotations.model import Annotation
from annotations.scheme import Layer, Scheme

_UNFIT = re.compile(r"[^A-Za-z0-9_-]")


def type_of(annotation: Annotation) -> str:
    """What a span is called in brat: its label, or its layer when that has no labels."""
    return _plain(annotation.label or annotation.layer)


def configuration(scheme: Scheme) -> str:
    """The configuration as text: types, relations for links, attributes for choices and flags."""
    layers = [layer for layer in scheme.layers if layer.kind == "span"]
    entities = dict.fromkeys(name for layer in layers for name in _types(layer))
    relations = [line for layer in layers for line in _relations(layer, scheme)]
    attributes = dict(line for layer in layers for line in _attributes(layer))
    sections = {
        "entities": list(entities),
        "relations": relations,
        "events": [],
        "attributes": list(attributes.values()),
    }
    return "".join(f"[{name}]\n\n" + "".join(f"{line}\n" for line in lines) + "\n" for name, lines in sections.items())


def _plain(name: str) -> str:
    return _UNFIT.sub("_", name)


def _types(layer: Layer) -> list[str]:
    return [_plain(label.name) for label in layer.labels] or [_plain(layer.name)]


def _relations(layer: Layer, scheme: Scheme) -> Iterator[str]:
    for role in layer.links:
        targets = [name for other in scheme.layers if other.name in role.to for name in _types(other)]
        if targets:
            yield f"{_plain(role.name)}\tArg1:{'|'.join(_types(layer))}, Arg2:{'|'.join(targets)}"


def _attributes(layer: Layer) -> Iterator[tuple[str, str]]:
    for field in layer.fields:
        argument = f"{_plain(field.name)}\tArg:{'|'.join(_types(layer))}"
        if field.kind == "choice":
            yield field.name, f"{argument}, Value:{'|'.join(_plain(value.name) for value in field.values)}"
        elif field.kind == "flag":
            yield field.name, argument
