"""The keys of the scheme: one table built from its layers, labels, fields, links and statuses."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from annotations.scheme import Layer, Scheme, remark_fields


class Binding(NamedTuple):
    """A key and what it sets: a layer to mark in, a label, a field's value, a link to pick, or a status.

    A `remark` can be made in every layer, and has one key in all of them.
    """

    key: str
    kind: Literal["layer", "label", "field", "link", "status"]
    layer: str = ""
    name: str = ""
    value: str = ""
    remark: bool = False

    @property
    def id(self) -> str:
        """What the key sets, in one word: `claim/field/stance/oppose`."""
        parts = (self.layer, self.kind, self.name, self.value)
        return f"remark/{self.name}" if self.remark else "/".join(part.replace("/", "%2F") for part in parts)


def bindings(scheme: Scheme) -> list[Binding]:
    """All keys that a scheme declares."""
    return [binding for binding in all_bindings(scheme) if binding.key]


def all_bindings(scheme: Scheme) -> list[Binding]:
    """Everything in a scheme that a key can set, whether it has a key or not."""
    found = [binding for layer in scheme.layers for binding in _of_layer(layer)]
    return [*found, *(Binding(status.key, "status", name=status.name) for status in scheme.statuses)]


def reached_anywhere(scheme: Scheme, binding: Binding) -> bool:
    """Whether a key works with no mark focused: for labels, only when their layer has no key to be pressed first."""
    if binding.kind in ("layer", "status"):
        return True
    layer = scheme.layer(binding.layer)
    return layer.kind == "document" or (binding.kind == "label" and not layer.key)


def _of_layer(layer: Layer) -> Iterator[Binding]:
    if layer.kind != "document":
        yield Binding(layer.key, "layer", layer.name)
    for label in layer.labels:
        yield Binding(label.key, "label", layer.name, label.name)
    for field in layer.fields:
        if field.kind != "choice":
            yield Binding(field.key, "field", layer.name, field.name, remark=field in remark_fields(layer))
        for value in field.values:
            yield Binding(value.key, "field", layer.name, field.name, value.name)
    for role in layer.links:
        yield Binding(role.key, "link", layer.name, role.name)


def group_of(scheme: Scheme, binding: Binding) -> str:
    """Under which heading a key is listed: its layer, the article, or the remarks, which every layer has."""
    if not binding.layer:
        return QCoreApplication.translate("keys", "Article")
    return QCoreApplication.translate("keys", "Remarks") if binding.remark else scheme.layer(binding.layer).title


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
