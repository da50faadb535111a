"""What a scheme's names are called in brat, and the configuration by which brat knows them.

brat takes ASCII letters, digits, `-` and `_` in its types (`normalize_to_storage_form` in its server). Other names get
such a name, and `visual.conf` tells brat to show them as they are.
"""

import re
from collections.abc import Iterator, Mapping

from annotations.exchange.distinct import distinct_names
from annotations.model import Annotation
from annotations.scheme import Layer, Scheme

_UNFIT = re.compile(r"[^A-Za-z0-9_-]+")
FIT = re.compile(r"[A-Za-z0-9_-]+")
_SPECIAL = re.compile(r"[|<>\s]+")
_VALUE = re.compile(r"[^\s|,]+")


class Types:
    """The types of a scheme: a span is called by its label, or by its layer when that has no labels."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._layers = [layer for layer in scheme.layers if layer.kind == "span"]
        self.names: Mapping[str, str] = distinct_names(
            (name for layer in self._layers for name in _called(layer)), _plain
        )

    def of(self, annotation: Annotation) -> str:
        """What a span is called in brat."""
        name = annotation.label or annotation.layer
        return self.names.get(name) or _plain(name)

    def configuration(self) -> str:
        """The file `annotation.conf`: types, relations for links, attributes for choices and flags."""
        relations = [line for layer in self._layers for line in self._relations(layer)]
        attributes = dict(line for layer in self._layers for line in self._attributes(layer))
        sections = {
            "entities": list(self.names.values()),
            "relations": relations,
            "events": [],
            "attributes": list(attributes.values()),
        }
        return "".join(f"[{name}]\n\n{_lines(lines)}\n" for name, lines in sections.items())

    def visual_configuration(self) -> str:
        """The file `visual.conf`, which says how to show types that have another name here; nothing without such."""
        shown = [f"{made} | {_SPECIAL.sub(' ', name)}" for name, made in self.names.items() if name != made]
        return f"[labels]\n\n{_lines(shown)}\n[drawing]\n" if shown else ""

    def _of_layer(self, layer: Layer) -> str:
        return "|".join(self.names[name] for name in _called(layer))

    def _relations(self, layer: Layer) -> Iterator[str]:
        for role in layer.links:
            targets = "|".join(self._of_layer(other) for other in self._layers if other.name in role.to)
            if targets and FIT.fullmatch(role.name):
                yield f"{role.name}\tArg1:{self._of_layer(layer)}, Arg2:{targets}"

    def _attributes(self, layer: Layer) -> Iterator[tuple[str, str]]:
        for field in layer.fields:
            argument = f"{field.name}\tArg:{self._of_layer(layer)}"
            values = "|".join(value.name for value in field.values if _VALUE.fullmatch(value.name))
            if FIT.fullmatch(field.name) and field.kind == "choice":
                yield field.name, f"{argument}, Value:{values}"
            elif FIT.fullmatch(field.name) and field.kind == "flag":
                yield field.name, argument


def _plain(name: str) -> str:
    return _UNFIT.sub("_", name).strip("_") or "type"


def _called(layer: Layer) -> list[str]:
    return [label.name for label in layer.labels] or [layer.name]


def _lines(lines: "Iterator[str] | list[str]") -> str:
    return "".join(f"{line}\n" for line in lines)
