"""A mapper: where each foreign name belongs in one scheme, remembered, and what had no place, counted."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from annotations.errors import SchemeError
from annotations.exchange.foreign import Foreign, Mark
from annotations.exchange.mapping.marks import HOW, Found
from annotations.exchange.mapping.names import Place, place_of, same_name, value_of
from annotations.exchange.mapping.rules import FieldRule, LinkRule, MarkRule, Rules
from annotations.exchange.records import Record, Remark
from annotations.model import FieldValue
from annotations.scheme import Layer, Scheme, check_annotation

NO_RULES = Rules()


class Unmapped(NamedTuple):
    """A name that has no place: of a mark, field or link, in which foreign layer, and why."""

    what: str
    layer: str
    name: str
    why: str


class Mapper:
    """Maps records to the `scheme`. `unmapped` counts what had no place, by what it was and its foreign name."""

    def __init__(self, scheme: Scheme, rules: Rules = NO_RULES) -> None:
        self.scheme, self._rules = scheme, rules
        self._places: dict[tuple[str, str, bool], Place | None] = {}
        self.unmapped: Counter[Unmapped] = Counter()
        for rule in rules.marks:
            if rule.to:
                _check_rule(scheme, rule)

    def record(self, foreign: Foreign) -> Record:
        """Map one record; its marks must have been placed."""
        found = Found(self, foreign)
        triggers = {mark.parts for mark in foreign.marks if mark.kind == "event"}
        for mark in foreign.marks:
            if mark.kind != "trigger" or mark.parts not in triggers:
                found.take(mark)
        for relation in foreign.relations:
            found.relate(relation)
        article, annotator, status, seconds = foreign[:4]
        return Record(article, annotator, status, seconds, found.annotations(), foreign.place)

    def remarks(self, place: str) -> list[Remark]:
        """What had no place, in one sentence for each name."""
        told = []
        for (what, layer, name, why), count in self.unmapped.most_common():
            times = "" if count == 1 else f" {count:,} times"
            shown = "/".join(part for part in (layer, name) if part) or "(without a name)"
            told.append(Remark(place, f"The {what} “{shown}” was left out{times}: {why}"))
        return told

    def draft(self) -> Rules:
        """A mapping to fill in: a rule that leads nowhere for each name that had no place."""
        names = {
            what: dict.fromkeys(u[1:3] for u in self.unmapped if u.what == what) for what in ("mark", "field", "link")
        }
        return Rules(
            tuple(MarkRule(layer or None, label or None, "") for layer, label in names["mark"]),
            tuple(FieldRule(name, "") for _, name in names["field"]),
            tuple(LinkRule(name, "") for _, name in names["link"]),
        )

    # -- names

    def place(self, mark: Mark) -> Place | None:
        """Where a mark belongs; none, and counted, when nowhere."""
        key = mark.layer, mark.label, not mark.parts
        if key not in self._places:
            rule = self._rules.mark(mark.layer, mark.label)
            self._places[key] = (
                Place(rule.to, rule.as_, tuple(rule.fields.items()))
                if rule
                else place_of(self.scheme, mark.layer, mark.label, document=not mark.parts)
            )
        place = self._places[key]
        if place is None:
            why = f"the scheme {self.scheme.name} has no one place for it. {HOW}"
            self.unmapped[Unmapped("mark", mark.layer, mark.label, why)] += 1
        return place if place is None or place.layer else None

    def fields(self, layer: Layer, fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
        """The answers that a layer takes, under its names."""
        taken: dict[str, FieldValue] = {}
        for name, raw in fields.items():
            rule = self._rules.field(name)
            field = same_name(layer.fields, rule.to if rule else name)
            value = rule.values.get(str(raw), raw) if rule else raw
            if rule and not rule.to:
                continue
            if field is None:
                self.lost_field(name, f"the layer {layer.name} has none such. {HOW}")
            elif (answer := value_of(field, value)) is None:
                self.lost_field(name, f"“{str(value)[:40]}” is no answer to {field.name}. {HOW}")
            else:
                taken[field.name] = answer
        return taken

    def role(self, layer: Layer, label: str, *, reverse: bool = False) -> str | None:
        """The role of a layer that a relation's label means, when it belongs to this end of the relation."""
        rule = self._rules.link(label)
        if rule and rule.reverse != reverse or not rule and reverse:
            return None
        known = same_name(layer.links, rule.to if rule else label)
        return known.name if known else None

    def layer(self, name: str) -> Layer:
        """The layer of this name; SchemeError when a mapping names one that is not there."""
        return self.scheme.layer(name)

    def lost_link(self, label: str, why: str) -> None:
        """Count a link that has no place."""
        rule = self._rules.link(label)
        if not (rule and not rule.to):
            self.unmapped[Unmapped("link", "", label, why)] += 1

    def lost_field(self, name: str, why: str) -> None:
        """Count an answer that has no place."""
        self.unmapped[Unmapped("field", "", name, why)] += 1


def _check_rule(scheme: Scheme, rule: MarkRule) -> None:
    """Refuse a rule that leads to what the scheme has not, before any file is read by it."""
    try:
        check_annotation(scheme, rule.to, rule.as_, rule.fields, {})
    except SchemeError as error:
        raise SchemeError(f"The mapping of “{rule.label or rule.layer or 'any mark'}” does not fit: {error}") from None
