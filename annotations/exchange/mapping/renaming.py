"""Rename annotations that already use a scheme's names, for example from another version of it, by a mapping file.

Nothing is guessed. Names without a rule stay as they are; saving checks them against the scheme. Names that the scheme
does not have are counted anyway, so that a mapping can be drafted.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from annotations.exchange.mapping.names import HOW
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, FieldValue, Link
from annotations.scheme import Layer, Scheme, own_words
from annotations.scheme.records import named

if TYPE_CHECKING:
    from annotations.exchange.mapping.rules import LinkRule, Rules

_Moved = tuple[AnnotationId, str, Link]
"""A link that belongs to the other end: that end, its role there, and its source."""

_MOST_KEPT = 20_000


class NameReport(Protocol):
    """Takes names that the scheme does not have, and links that are lost."""

    def unknown(self, what: str, layer: str, name: str, why: str, value: str | None = None) -> None:
        """Record a name that the scheme does not have."""

    def lost_link(self, label: str, why: str) -> None:
        """Count a link without a match."""


class Renaming:
    """Renames annotations by the rules. Names that the scheme lacks go to `report`."""

    def __init__(self, scheme: Scheme, rules: "Rules", report: NameReport) -> None:
        self._rules, self._report = rules, report
        self._layers = {layer.name: layer for layer in scheme.layers}
        self._named: dict[tuple[str, str], tuple[str, str, Mapping[str, FieldValue]] | None] = {}
        self._kept: set[tuple[Any, ...]] = set()  # layers with labels, and with fields, that stay as they are

    def record(self, record: Record) -> Record:
        """Rename the annotations of a record, without those that the rules leave out."""
        moved: list[_Moved] = []
        kept = [made for a in record.annotations if (made := self.annotation(a, moved)) is not None]
        if moved:
            kept = self._at_other_ends(kept, moved)
        return record._replace(annotations=tuple(kept))

    def annotation(self, a: Annotation, moved: list[_Moved] | None = None) -> Annotation | None:
        """Rename one annotation. None if the rules leave it out."""
        if not a.links and self._is_kept(a):
            return a
        names = self._names(a)
        if names is None:
            return None
        layer, label, more = names
        fields = {**more, **dict(self._fields(layer, a.fields))} if a.fields or more else a.fields
        links = dict(self._links(layer, a, moved)) if a.links else a.links
        if (layer, label) == (a.layer, a.label) and fields == a.fields and links == a.links:
            return a
        return a._replace(layer=layer, label=label, fields=fields, links=links)

    def _is_kept(self, a: Annotation) -> bool:
        """Whether nothing that an annotation says is renamed or reported, as found before."""
        try:
            return self._kept.issuperset(
                ((a.layer, a.label), *(_field_key(a.layer, *field) for field in a.fields.items()))
            )
        except TypeError:  # an answer that is a list, say
            return False

    def _names(self, a: Annotation) -> tuple[str, str, Mapping[str, FieldValue]] | None:
        key = a.layer, a.label
        if key not in self._named:
            rule = self._rules.mark(*key)
            if rule:
                self._named[key] = (rule.to, rule.as_, rule.fields) if rule.to else None
            else:
                known = self._layers.get(a.layer)
                layer = a.layer if known else own_words(a.layer)
                label = a.label if known and known.label(a.label) else own_words(a.label)
                self._named[key] = layer, label, {}
                if (layer, label) == key:
                    self._kept.add(key)
                self._look(layer, label)
        return self._named[key]

    def _look(self, layer: str, label: str) -> None:
        """Record a layer or label that the scheme does not have."""
        known = self._layers.get(layer)
        if known is None or (label and known.label(label) is None) or (not label and _needs_label(known)):
            self._report.unknown("mark", layer, label, f"the scheme does not have it. {HOW}")

    def _fields(self, layer: str, fields: Mapping[str, FieldValue]) -> Iterator[tuple[str, FieldValue]]:
        known = self._layers.get(layer)
        for name, value in fields.items():
            rule, given = self._rules.field(name), value
            if rule:
                new = rule.value(value)
                if rule.to and not (new == "" != value):
                    yield rule.to, new
                continue
            field = known.field(name) if known else None
            if field and field.kind == "choice" and isinstance(value, str):
                value = own_words(value)
            if known and field is None:
                self._report.unknown("field", "", name, f"the layer {layer} does not have it. {HOW}")
            elif field and field.kind == "choice" and named(field.values, str(value)) is None:
                self._report.unknown("field", "", name, f"it has no value “{value}”. {HOW}", str(value))
            elif value == given and len(self._kept) < _MOST_KEPT and value.__class__ in (str, int, float, bool):
                self._kept.add(_field_key(layer, name, value))
            yield name, value

    def _links(self, layer: str, a: Annotation, moved: list[_Moved] | None) -> Iterator[tuple[str, Link]]:
        known = self._layers.get(layer)
        for role, link in a.links.items():
            rule = self._rules.link(role)
            if rule is None:
                if known and known.link(role) is None:
                    self._report.unknown("link", "", role, f"the layer {layer} does not have it. {HOW}")
                yield role, link
            elif rule.to and not rule.reverse:
                yield rule.to, link
            elif rule.to:
                self._turn(rule, a, role, link, moved)

    def _turn(self, rule: "LinkRule", a: Annotation, role: str, link: Link, moved: list[_Moved] | None) -> None:
        if moved is None or link.annotation is None:
            self._report.lost_link(
                role, "it cannot be reversed, because its target is not an annotation of this record."
            )
        else:
            moved.append((link.annotation, rule.to, Link(a.quote, a.id)))

    def _at_other_ends(self, kept: Iterable[Annotation], moved: Iterable[_Moved]) -> list[Annotation]:
        made = {a.id: a for a in kept}
        for key, role, link in moved:
            other = made.get(key)
            if other is None or role in other.links:
                why = "the target already has one" if other else "its target was left out"
                self._report.lost_link(role, f"it cannot be reversed: {why}.")
            else:
                made[key] = other._replace(links={**other.links, role: link})
        return list(made.values())


def _field_key(layer: str, name: str, value: FieldValue) -> tuple[Any, ...]:
    return layer, name, value.__class__, value


def _needs_label(layer: Layer) -> bool:
    return bool(layer.labels) and layer.kind == "span"
