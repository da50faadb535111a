"""What the keys of the scheme do: one table built from its layers, labels, fields, links and statuses."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from annotations.scheme import Layer, Scheme


class Binding(NamedTuple):
    """A key and what it sets: a layer to mark in, a label, a field's value, a link to pick, or a status."""

    key: str
    kind: Literal["layer", "label", "field", "link", "status"]
    layer: str = ""
    name: str = ""
    value: str = ""


def bindings(scheme: Scheme) -> list[Binding]:
    """All keys that a scheme declares."""
    found = [binding for layer in scheme.layers for binding in _of_layer(layer)]
    found += [Binding(status.key, "status", name=status.name) for status in scheme.statuses]
    return [binding for binding in found if binding.key]


def _of_layer(layer: Layer) -> Iterator[Binding]:
    yield Binding(layer.key, "layer", layer.name)
    for label in layer.labels:
        yield Binding(label.key, "label", layer.name, label.name)
    for field in layer.fields:
        yield Binding(field.key, "field", layer.name, field.name)
        for value in field.values:
            yield Binding(value.key, "field", layer.name, field.name, value.name)
    for role in layer.links:
        yield Binding(role.key, "link", layer.name, role.name)


def title_of(scheme: Scheme, binding: Binding) -> str:
    """What a key does, in words."""
    if binding.kind == "status":
        return next(status.title for status in scheme.statuses if status.name == binding.name)
    layer = scheme.layer(binding.layer)
    if binding.kind == "layer":
        return f"Mark: {layer.title}"
    if binding.kind == "label":
        label = layer.label(binding.name)
        return label.title if label else binding.name
    if binding.kind == "link":
        role = layer.link(binding.name)
        return f"Link: {role.title}" if role else binding.name
    field = layer.field(binding.name)
    value = next((value for value in field.values if value.name == binding.value), None) if field else None
    title = field.title if field else binding.name
    return f"{title}: {value.title}" if value else title
