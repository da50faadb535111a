"""What a mark is called: by the field in which the scheme keeps full names, or else by its own words."""

from annotations.model import Annotation
from annotations.scheme.records import Field, Layer, Scheme

FULL_NAME = "full name"


def naming_field(layer: Layer) -> Field | None:
    """Return the field of a layer that keeps full names, if it has one."""
    return next((field for field in layer.fields if field.prefill == FULL_NAME), None)


def called(scheme: Scheme, mark: Annotation) -> str:
    """Return the full name of what is marked, or the words that are."""
    field = naming_field(scheme.layer(mark.layer))
    return str(mark.fields.get(field.name) or mark.quote) if field else mark.quote
