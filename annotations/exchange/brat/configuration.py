"""How names of a scheme are written in brat, and the configuration that shows them.

brat allows ASCII letters, digits, `-` and `_` in names of types, relations and attributes (see
`normalize_to_storage_form` in its server). Other characters are encoded by `identifiers`, and `visual.conf` makes brat
show the original names.
"""

import re
from collections.abc import Iterator

from annotations.exchange.identifiers import ascii_identifier
from annotations.model import Annotation
from annotations.scheme import Layer, Scheme

_SPECIAL = re.compile(r"[|<>\s]+")
_VALUE = re.compile(r"[^\s|,]+")


class Types:
    """The types of a scheme. The type of a span is its label, or its layer if that has no labels."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._layers = [layer for layer in scheme.layers if layer.kind == "span"]
        self._names = list(dict.fromkeys(name for layer in self._layers for name in _type_names(layer)))

    def configuration(self) -> str:
        """The file `annotation.conf`: types, relations for links, attributes for choices and flags."""
        relations = [line for layer in self._layers for line in self._relations(layer)]
        attributes = dict(line for layer in self._layers for line in self._attributes(layer))
        sections = {
            "entities": [ascii_identifier(name) for name in self._names],
            "relations": relations,
            "events": [],
            "attributes": list(attributes.values()),
        }
        return "".join(f"[{name}]\n\n{_lines(lines)}\n" for name, lines in sections.items())

    def visual_configuration(self) -> str:
        """The file `visual.conf`: how to show types whose names had to be encoded. Empty if there are none."""
        others = [role.name for layer in self._layers for role in layer.links]
        others += [field.name for layer in self._layers for field in layer.fields]
        made = {name: ascii_identifier(name) for name in (*self._names, *others)}
        shown = [f"{short} | {_SPECIAL.sub(' ', name)}" for name, short in made.items() if name != short]
        return f"[labels]\n\n{_lines(shown)}\n[drawing]\n" if shown else ""

    def _of_layer(self, layer: Layer) -> str:
        return "|".join(ascii_identifier(name) for name in _type_names(layer))

    def _relations(self, layer: Layer) -> Iterator[str]:
        for role in layer.links:
            targets = "|".join(self._of_layer(other) for other in self._layers if other.name in role.to)
            if targets:
                yield f"{ascii_identifier(role.name)}\tArg1:{self._of_layer(layer)}, Arg2:{targets}"

    def _attributes(self, layer: Layer) -> Iterator[tuple[str, str]]:
        for field in layer.fields:
            argument = f"{ascii_identifier(field.name)}\tArg:{self._of_layer(layer)}"
            values = "|".join(value.name for value in field.values if _VALUE.fullmatch(value.name))
            if field.kind == "choice" and values:
                yield field.name, f"{argument}, Value:{values}"
            elif field.kind == "flag":
                yield field.name, argument


def type_name(annotation: Annotation) -> str:
    """The brat type of a span: its label, or its layer if that has no labels."""
    return annotation.label or annotation.layer


def _type_names(layer: Layer) -> list[str]:
    return [label.name for label in layer.labels] or [layer.name]


def _lines(lines: "Iterator[str] | list[str]") -> str:
    return "".join(f"{line}\n" for line in lines)
