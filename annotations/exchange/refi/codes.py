"""The codes of a scheme: one for each layer, below it its labels, flags and fields, below those their values."""

import uuid
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from annotations.exchange.xml import fit
from annotations.model import Annotation
from annotations.scheme import Scheme
from annotations.scheme.records import Field, Layer

_NAMESPACE = uuid.UUID("2f0d1a3b-52c7-4b7e-9d61-0a4c8e7f6d15")


class Codes:
    """The codes of one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._layers = {layer.name: layer for layer in scheme.layers if layer.kind == "span"}

    def xml(self) -> str:
        """The codes as the content of a codebook."""
        return f"<Codes>{''.join(map(self._layer, self._layers.values()))}</Codes>"

    def of(self, annotation: Annotation) -> list[tuple[str, str]]:
        """The codes of an annotation, each with its name: its label or layer, and its answers."""
        layer = self._layers.get(annotation.layer)
        if layer is None:
            return []
        found: list[tuple[str, ...]] = [
            (layer.name, annotation.label) if layer.label(annotation.label) else (layer.name,)
        ]
        for name, value in annotation.fields.items():
            field = layer.field(name)
            if field and field.kind == "choice":
                found.append((layer.name, name, str(value)))
            elif field and value is True:
                found.append((layer.name, name))
        return [(guid_of(*path), path[-1]) for path in found]

    def note(self, annotation: Annotation) -> str:
        """The answers in free text."""
        layer = self._layers.get(annotation.layer)
        texts = (field.name for field in layer.fields if field.kind == "text") if layer else ()
        return "\n".join(str(annotation.fields[name]) for name in texts if annotation.fields.get(name))

    def _layer(self, layer: Layer) -> str:
        labels = "".join(_code(label.name, label.definition, "", layer.name) for label in layer.labels)
        fields = "".join(self._field(layer, field) for field in layer.fields if field.kind != "text")
        return _code(layer.name, layer.definition, labels + fields)

    def _field(self, layer: Layer, field: Field) -> str:
        values = "".join(_code(value.name, value.definition, "", layer.name, field.name) for value in field.values)
        return _code(field.name, field.definition, values, layer.name, is_codable=field.kind == "flag")


def _code(name: str, definition: str, inner: str, *above: str, is_codable: bool = True) -> str:
    said = escape(fit(definition.strip()))
    described = f"<Description>{said}</Description>" if said else ""
    codable = "true" if is_codable else "false"
    head = f'<Code guid="{guid_of(*above, name)}" name={quoteattr(fit(name))} isCodable="{codable}">'
    return f"{head}{described}{inner}</Code>"


@cache
def guid_of(*path: str) -> str:
    """The GUID of a code below others. It is always the same, so that we recognise our own codes."""
    parts = (part.replace("%", "%25").replace("/", "%2F") for part in path)
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts))).upper()
