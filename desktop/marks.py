"""A mark: an annotation as it is displayed, with the style of its layer and label."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.model import Annotation, AnnotationId, FieldValue
from annotations.scheme import BOOKMARK, NOTE, QUESTION, UNSURE, Layer, Value, missing_choices


class Mark(NamedTuple):
    """A span as it is shown. `start` and `end` are code points; `number` counts the bars of the article from 1."""

    annotation: Annotation
    layer: Layer
    suggested: bool
    colour: str
    tag: str
    number: int = 0
    glyph: str = ""
    maker: str = ""
    complete: bool = True
    signs: str = ""  # of the remarks on it
    gold: bool = False  # whether it is of the adjudicated reading
    twins: tuple[AnnotationId, ...] = ()  # what others marked on the very same span, in the same layer

    @property
    def id(self) -> AnnotationId:
        """The annotation's id."""
        return self.annotation.id

    @property
    def start(self) -> int:
        """First code point."""
        return self.annotation.start or 0

    @property
    def end(self) -> int:
        """Code point after the last one."""
        return self.annotation.end or 0

    @property
    def rejected(self) -> bool:
        """Whether the annotator said that the suggestion is wrong."""
        return self.annotation.verdict == "rejected"

    def numbered(self, number: int) -> "Mark":
        """The same mark with another number. `_replace` takes several times as long, and there may be thousands."""
        annotation, layer, suggested, colour, tag, _, glyph, maker, complete, signs, gold, twins = self
        return Mark(
            annotation, layer, suggested, colour, tag, number, glyph, maker, complete, signs, gold, twins
        )  # fmt: skip


def mark_of(
    annotation: Annotation,
    layer: Layer,
    suggested: bool,
    number: int,
    maker: str = "",
    twins: tuple[AnnotationId, ...] = (),
) -> Mark:
    """Make the mark of an annotation; `number` counts the bars of the article from 1."""
    label = layer.label(annotation.label)
    sign = _sign(annotation, layer)
    return Mark(
        annotation, layer, suggested,
        colour=(label.colour if label else "") or (sign.colour if sign else "") or "slate",
        tag=annotation.label, number=number, maker=maker, glyph=sign.glyph if sign else "",
        complete=not missing_choices(layer, annotation), signs=remark_signs(annotation.fields),
        twins=twins,
    )  # fmt: skip


def remark_signs(fields: Mapping[str, FieldValue]) -> str:
    """The signs of the remarks among some fields."""
    signs = {UNSURE: "≈", NOTE: "✎", QUESTION: "?", BOOKMARK: "⚑"}
    return "".join(sign for name, sign in signs.items() if fields.get(name))


def _sign(annotation: Annotation, layer: Layer) -> Value | None:
    """The value that stands for the mark in the margin: that of the first field whose values have glyphs."""
    for field in layer.fields:
        if any(value.glyph for value in field.values):
            chosen = annotation.fields.get(field.name)
            return next((value for value in field.values if value.name == chosen), None)
    return None
