"""Check that an annotation contains only what the scheme allows, and list what is missing."""

from collections.abc import Mapping

from annotations.errors import SchemeError
from annotations.model import Annotation, FieldValue, Link
from annotations.scheme.records import Field, Layer, LinkRole, Scheme, named, names


def check_annotation(
    scheme: Scheme, layer: str, label: str, fields: Mapping[str, FieldValue], links: Mapping[str, Link]
) -> None:
    """Raise SchemeError, in one sentence that lists what is allowed, for anything that is not in the scheme.

    Required fields and links may still be missing. Whether a link's target is in an allowed layer is checked where the
    link is made.
    """
    known = scheme.layer(layer)
    _check_label(known, label)
    for name, value in fields.items():
        field = known.field(name)
        if field is None:
            raise SchemeError(f"The layer {layer} has no field {name!r}: it has {names(known.fields)}.")
        _check_field(field, value)
    for name, link in links.items():
        role = known.link(name)
        if role is None:
            raise SchemeError(f"The layer {layer} has no link {name!r}: it has {names(known.links)}.")
        _check_link(role, link)


def asks(layer: Layer) -> bool:
    """Whether a layer has required choices or links."""
    return any(field.required for field in layer.fields) or any(role.required for role in layer.links)


def missing_choices(layer: Layer, annotation: Annotation) -> tuple[str, ...]:
    """The titles of required fields, then links, that are not set. A field with a default is never missing."""
    fields = (
        field.title
        for field in layer.fields
        if field.required and field.default is None and annotation.fields.get(field.name, "") == ""
    )
    links = (role.title for role in layer.links if role.required and role.name not in annotation.links)
    return (*fields, *links)


def _check_label(layer: Layer, label: str) -> None:
    if label and layer.label(label) is None:
        raise SchemeError(f"The layer {layer.name} has no label {label!r}: it has {names(layer.labels)}.")
    if not label and layer.labels and layer.kind == "span":
        raise SchemeError(f"A span of the layer {layer.name} needs a label: one of {names(layer.labels)}.")


def _check_field(field: Field, value: FieldValue) -> None:
    if field.kind == "choice":
        if not isinstance(value, str) or named(field.values, value) is None:
            raise SchemeError(f"{value!r} is not a value of {field.name}: it must be one of {names(field.values)}.")
    elif field.kind == "flag":
        if not isinstance(value, bool):
            raise SchemeError(f"{value!r} is not a value of the flag {field.name}: it must be true or false.")
    elif not isinstance(value, str):
        raise SchemeError(f"{value!r} is not a value of {field.name}: it must be text.")


def _check_link(role: LinkRole, link: Link) -> None:
    if link.annotation is not None:
        if not role.to:
            raise SchemeError(f"{role.name} cannot link to an annotation: it needs {_targets(role)}.")
    elif not link.text:
        raise SchemeError(f"The link {role.name} is empty: it needs {_targets(role)}.")
    elif not role.words and named(role.constants, link.text) is None:
        raise SchemeError(f"{role.name} cannot be {link.text!r}: it needs {_targets(role)}.")
    if link.kind and link.kind not in role.kinds.values():
        kinds = ", ".join(dict.fromkeys(role.kinds.values())) or "none"
        raise SchemeError(f"{role.name} has no target kind {link.kind!r}: choose from {kinds}.")


def _targets(role: LinkRole) -> str:
    parts = [f"an annotation of {layer}" for layer in role.to]
    parts += [value.name for value in role.constants]
    return ", ".join(parts + ["words"] * role.words)
