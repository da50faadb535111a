"""The records of a scheme: Scheme, Layer, Field, LinkRole, Value. Frozen, and independent of files."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol, TypeVar

from annotations.errors import SchemeError
from annotations.model import FieldValue

HUES = (
    *("red", "orange", "amber", "yellow", "lime", "green", "teal", "cyan", "sky"),
    *("blue", "indigo", "violet", "purple", "magenta", "pink", "brown", "slate", "grey"),
)
"""The named colours of a scheme. The window makes a light and a dark tint of each."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def named(records: tuple[_N, ...], name: str) -> _N | None:
    """The record with this name."""
    for record in records:
        if record.name == name:
            return record
    return None


def names(records: tuple[_Named, ...]) -> str:
    """The names of some records, for a message."""
    return ", ".join(record.name for record in records) or "none"


class Value(NamedTuple):
    """A label, a value of a choice, a constant of a link or a status.

    `key` is what the analyst presses; `colour` is a hue of `HUES` or `#rrggbb`; `score` is the position on an ordinal
    scale; `missing` values are left out of agreement; `maps_to` names the counterparts in other schemes.
    """

    name: str
    title: str
    key: str = ""
    glyph: str = ""
    colour: str = ""
    definition: str = ""
    example: str = ""
    borderline: str = ""
    score: float | None = None
    missing: bool = False
    maps_to: tuple[str, ...] = ()


class Field(NamedTuple):
    """A question about an annotation. `definition` is one line, shown while the field is selected.

    `default` replaces a missing answer; `prefill` names the rule in `annotations.highlight.prefill` that proposes one.
    """

    name: str
    title: str
    kind: Literal["choice", "flag", "text"]
    key: str = ""
    required: bool = False
    scale: Literal["nominal", "ordinal", "binary", "none"] = "nominal"
    default: FieldValue | None = None
    prefill: Literal["", "quotation", "hedge", "full name"] = ""
    values: tuple[Value, ...] = ()
    definition: str = ""
    example: str = ""
    borderline: str = ""
    colour: str = ""
    maps_to: tuple[str, ...] = ()


class LinkRole(NamedTuple):
    """The target of a link: annotations of the layers in `to`, one of the constants, or free words.

    `kinds` maps a layer, or `words`, to the kind of target; it is empty if kinds make no difference. `prefill` names
    the rule in `annotations.highlight.prefill` that proposes a link, to annotations with one of `labels` (empty for
    any).
    """

    name: str
    title: str
    key: str = ""
    required: bool = False
    to: tuple[str, ...] = ()
    words: bool = False
    constants: tuple[Value, ...] = ()
    kinds: Mapping[str, str] = {}
    prefill: Literal["", "speaker", "mentioned"] = ""
    labels: tuple[str, ...] = ()
    definition: str = ""
    example: str = ""
    borderline: str = ""


class Layer(NamedTuple):
    """A kind of annotation: of spans, or of the article as a whole.

    `confirm`: suggestions that are not rejected are confirmed when the article is done. `masks`: masked text cannot
    have other annotations. `agreement` is how spans of two annotators are matched: `exact`, `iou`, `characters` or not
    at all.
    """

    name: str
    title: str
    kind: Literal["span", "document"]
    key: str = ""
    style: Literal["tint", "bar", "mask", "none"] = "tint"
    overlap: Literal["none", "any"] = "any"
    labels: tuple[Value, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[LinkRole, ...] = ()
    confirm: bool = False
    masks: bool = False
    agreement: str = ""
    definition: str = ""

    @property
    def defaults(self) -> dict[str, FieldValue]:
        """The default answers of fields."""
        return {field.name: field.default for field in self.fields if field.default is not None}

    def label(self, name: str) -> Value | None:
        """The label with this name."""
        return named(self.labels, name)

    def field(self, name: str) -> Field | None:
        """The field with this name."""
        return named(self.fields, name)

    def link(self, name: str) -> LinkRole | None:
        """The link role with this name."""
        return named(self.links, name)


class Scheme(NamedTuple):
    """Everything that can be annotated in a project. `statuses` are an annotator's progress and not annotations."""

    name: str
    version: int
    title: str
    layers: tuple[Layer, ...]
    statuses: tuple[Value, ...]
    definition: str = ""

    def layer(self, name: str) -> Layer:
        """The layer with this name. Raises SchemeError if there is none."""
        layer = named(self.layers, name)
        if layer:
            return layer
        raise SchemeError(f"The scheme {self.name} has no layer {name!r}: it has {names(self.layers)}.")
