"""A mapper: finds and remembers where each foreign name belongs in one scheme, and counts names without a match."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotations.errors import SchemeError
from annotations.exchange.external import ExternalMark
from annotations.exchange.mapping.names import HOW, RELATED, SchemeTarget, place_of, same_name, value_of
from annotations.exchange.mapping.renaming import Renaming
from annotations.exchange.mapping.rules import FieldRule, LinkRule, MarkRule, Rules
from annotations.exchange.records import ImportNote, Record
from annotations.model import FieldValue
from annotations.scheme import Layer, Scheme, check_annotation, own_words

NO_RULES = Rules()


class Unmapped(NamedTuple):
    """A name without a match: of a mark, field or link, in which foreign layer, and why.

    Of an answer that a field does not take, `value` is the answer and `layer` is empty.
    """

    what: str
    layer: str
    name: str
    why: str
    value: str | None = None


class Mapper:
    """Maps records to the `scheme`. `unmapped` counts names without a match, by kind and foreign name.

    Records that have names of a scheme already are only renamed where the rules say so (`renaming`).
    """

    def __init__(self, scheme: Scheme, rules: Rules = NO_RULES) -> None:
        self.scheme, self._rules = scheme, rules
        self._places: dict[tuple[str, str, bool], SchemeTarget | None] = {}
        self.unmapped: Counter[Unmapped] = Counter()
        self._unknown: Counter[Unmapped] = Counter()  # reported when the record is saved; included in a draft
        self._first: dict[Unmapped, str] = {}  # where each was first seen
        self.renaming = Renaming(scheme, rules, self)
        self._here = ""
        for rule in rules.marks:
            if rule.to:
                _check_rule(scheme, rule)

    def begin(self, place: str) -> None:
        """Note the place of the next record, for messages about its names."""
        self._here = place

    def renamed(self, record: Record) -> Record:
        """A record in the scheme's names, renamed as the rules say."""
        self.begin(record.place)
        return self.renaming.record(record) if record.annotations else record

    def unknown(self, what: str, layer: str, name: str, why: str, value: str | None = None) -> None:
        """Record a name that this scheme does not have, for a draft."""
        self._unknown[Unmapped(what, layer, name, why, value)] += 1

    def remarks(self) -> list[ImportNote]:
        """The names without a match, one sentence each, with the place where it was first seen."""
        notes = []
        for found, count in self.unmapped.most_common():
            times = "" if count == 1 else f" {count:,} times"
            shown = "/".join(part for part in (found.layer, found.name) if part) or "(without a name)"
            notes.append(ImportNote(self._first[found], f"The {found.what} “{shown}” was left out{times}: {found.why}"))
        return notes

    def _lose(self, what: Unmapped) -> None:
        self.unmapped[what] += 1
        self._first.setdefault(what, self._here)

    def draft(self) -> Rules:
        """A mapping to fill in: a rule without a target for each name without a match."""
        marks = dict.fromkeys((u.layer, u.name) for u in self._all() if u.what == "mark")
        with_layer_first = sorted(marks, key=lambda mark: not mark[0])
        return Rules(
            tuple(MarkRule(layer or None, label, "") for layer, label in with_layer_first),
            tuple(self._drafted_fields()),
            tuple(LinkRule(name, "") for name in dict.fromkeys(u.name for u in self._all() if u.what == "link")),
        )

    def _all(self) -> tuple[Unmapped, ...]:
        return (*self.unmapped, *self._unknown)

    def _drafted_fields(self) -> Iterator[FieldRule]:
        """A rule for each field. If only some answers are unknown, these are listed to fill in."""
        fields: dict[str, dict[str, FieldValue]] = {}
        unknown = {u.name for u in self._all() if u.what == "field" and u.value is None}
        for found in self._all():
            if found.what == "field":
                values = fields.setdefault(found.name, {})
                if found.value is not None:
                    values[found.value] = ""
        for name, values in fields.items():
            yield FieldRule(name, "" if name in unknown else name, values)

    # -- names

    def place(self, mark: ExternalMark) -> SchemeTarget | None:
        """The target of a mark. If there is none, returns None and counts it."""
        layer, label = own_words(mark.layer), own_words(mark.label)
        key = layer, label, not mark.parts
        if key not in self._places:
            rule = self._rules.mark(layer, label)
            self._places[key] = (
                SchemeTarget(rule.to, rule.as_, tuple(rule.fields.items()))
                if rule
                else place_of(self.scheme, layer, label, document=not mark.parts)
            )
        place = self._places[key]
        if place is None:
            why = f"the scheme {self.scheme.name} has no unambiguous match. {HOW}"
            self._lose(Unmapped("mark", layer, label, why))
        return place if place is None or place.layer else None

    def fields(self, layer: Layer, fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
        """The answers of a layer, by its field names."""
        taken: dict[str, FieldValue] = {}
        for name, raw in fields.items():
            rule = self._rules.field(name)
            field = same_name(layer.fields, rule.to if rule else name)
            value = rule.value(raw) if rule else raw
            if rule and (not rule.to or value == "" != raw):
                continue
            if field is None:
                self.lost_field(name, f"the layer {layer.name} has no such field. {HOW}")
            elif (answer := value_of(field, value)) is None:
                why = f"“{str(value)[:40]}” is not a value of {field.name}. {HOW}"
                self._lose(Unmapped("field", "", own_words(name), why, str(raw)))
            else:
                taken[field.name] = answer
        return taken

    def role(self, layer: Layer, label: str, *, reverse: bool = False) -> str | None:
        """The role in a layer for a relation's label, if the relation belongs to this end."""
        label = own_words(label) or RELATED
        rule = self._rules.link(label)
        if rule and rule.reverse != reverse or not rule and reverse:
            return None
        known = same_name(layer.links, rule.to if rule else label)
        return known.name if known else None

    def layer(self, name: str) -> Layer:
        """The layer with this name. Raises SchemeError if a mapping names one that does not exist."""
        return self.scheme.layer(name)

    def lost_link(self, label: str, why: str) -> None:
        """Count a link without a match."""
        rule = self._rules.link(own_words(label) or RELATED)
        if not (rule and not rule.to):
            self._lose(Unmapped("link", "", own_words(label) or RELATED, why))

    def lost_field(self, name: str, why: str) -> None:
        """Count an answer without a match."""
        self._lose(Unmapped("field", "", own_words(name), why))


def _check_rule(scheme: Scheme, rule: MarkRule) -> None:
    """Check a rule's targets against the scheme before any file is read."""
    try:
        check_annotation(scheme, rule.to, rule.as_, rule.fields, {})
    except SchemeError as error:
        raise SchemeError(f"The mapping of “{rule.label or rule.layer or 'any mark'}” does not fit: {error}") from None
