"""Foreign names → the scheme: by a mapping file, else by obvious equality, else listed with a reason.

`Mapper` turns what `placing` has checked into records. What has no place is counted by name, not told mark by mark; the
counts come at the end, with what to do about them, and can be written as a mapping file to fill in.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from annotations.errors import SchemeError
from annotations.exchange.foreign import Foreign, Mark, Relation
from annotations.exchange.mapping.names import Place, place_of, same_name, value_of
from annotations.exchange.mapping.rules import FieldRule, LinkRule, MarkRule, Rules
from annotations.exchange.records import Record, Remark
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, FieldValue, Link
from annotations.scheme import Layer, Scheme, check_annotation

NO_RULES = Rules()
_HOW = "A mapping of names can give it one."


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
        found = _Found(self, foreign)
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
            why = f"the scheme {self.scheme.name} has no one place for it. {_HOW}"
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
                self.lost_field(name, f"the layer {layer.name} has none such. {_HOW}")
            elif (answer := value_of(field, value)) is None:
                self.lost_field(name, f"“{str(value)[:40]}” is no answer to {field.name}. {_HOW}")
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


class _Found:
    """The annotations of one record while its marks are taken one by one."""

    def __init__(self, mapper: Mapper, foreign: Foreign) -> None:
        self._mapper, self._foreign = mapper, foreign
        self._made: dict[str, Annotation] = {}  # by the mark's key
        self._documents: dict[str, str] = {}  # document layer → key
        self._marks: dict[str, Mark] = {}
        self._sha = hashlib.sha256(foreign.article.text.encode(errors="surrogatepass")).hexdigest()

    def take(self, mark: Mark) -> None:
        """Make an annotation of a mark; answers about the whole article join the one of their layer."""
        place = self._mapper.place(mark)
        if place is None:
            return
        layer = self._mapper.layer(place.layer)
        fields = {**dict(place.fields), **self._mapper.fields(layer, mark.fields)}
        key = mark.key if mark.key and mark.key not in self._made else f"{mark.key}#{len(self._made)}"
        if layer.kind == "document":
            first = self._documents.setdefault(layer.name, key)
            if first != key:
                self._join(first, fields)
                return
        self._marks[key] = mark
        self._made[key] = self._annotation(key, mark, place, fields)

    def _join(self, key: str, fields: Mapping[str, FieldValue]) -> None:
        before = self._made[key].fields
        for name, value in fields.items():
            if before.get(name, value) != value:
                self._mapper.lost_field(name, f"an article has one answer to it, and {before[name]} was there first.")
        self._made[key] = self._made[key]._replace(fields={**fields, **before})

    def _annotation(self, key: str, mark: Mark, place: Place, fields: Mapping[str, FieldValue]) -> Annotation:
        start, end = mark.parts[0] if mark.parts else (None, None)
        return Annotation(
            id=AnnotationId(mark.id) if mark.id else self._id(key, mark),
            article=ArticleId(""),
            annotator=AnnotatorId(""),
            layer=place.layer,
            start=start,
            end=end,
            quote=(mark.quote or "") if mark.parts else "",
            label=place.label,
            fields=fields,
            verdict=mark.verdict,
            how=mark.how,
            derived_from=AnnotationId(mark.derived_from) if mark.derived_from else None,
            score=mark.score,
            created=mark.created,
            updated=mark.updated,
            seconds=mark.seconds,
        )

    def _id(self, key: str, mark: Mark) -> AnnotationId:
        """The same id for the same mark of the same file each time, so that importing it twice does nothing twice."""
        who = self._foreign.annotator
        said = (self._sha, who and (who.name, who.kind, who.version), key, mark.layer, mark.label, mark.parts)
        return AnnotationId(hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()[:32])

    def relate(self, relation: Relation) -> None:
        """Make a relation a link of the annotation that it comes from, or by a mapping of the one it leads to."""
        source, target = self._made.get(relation.source), self._made.get(relation.target)
        if source is None or target is None:
            self._mapper.lost_link(relation.label, "it comes from or leads to something that was left out.")
            return
        for one, other, reverse in ((source, target, False), (target, source, True)):
            role = self._mapper.role(self._mapper.layer(one.layer), relation.label, reverse=reverse)
            if role:
                key = relation.target if reverse else relation.source
                self._link(key, role, Link("", other.id), relation.label, other)
                return
        self._mapper.lost_link(relation.label, f"the layer {source.layer} has no such link. {_HOW}")

    def _link(self, key: str, role: str, link: Link, label: str, target: Annotation | None) -> None:
        annotation = self._made[key]
        known = self._mapper.layer(annotation.layer).link(role)
        if known is None or role in annotation.links:
            self._mapper.lost_link(label, "an annotation has one link in each role, and there was one already.")
            return
        if target is not None and target.layer not in known.to:
            self._mapper.lost_link(label, f"{role} cannot lead to the layer {target.layer}.")
            return
        if not link.kind and known.kinds:
            link = link._replace(kind=known.kinds.get(target.layer if target else "words", ""))
        if target is not None and not link.text:
            link = link._replace(text=target.quote)
        self._made[key] = annotation._replace(links={**annotation.links, role: link})

    def annotations(self) -> tuple[Annotation, ...]:
        """What was made, with the links that the marks themselves carry."""
        for key, mark in self._marks.items():
            for label, link in mark.links.items():
                self._own_link(key, mark, label, link)
        return tuple(self._made.values())

    def _own_link(self, key: str, mark: Mark, label: str, link: Link) -> None:
        role = self._mapper.role(self._mapper.layer(self._made[key].layer), label)
        if role is None:
            self._mapper.lost_link(label, f"the layer {self._made[key].layer} has no such link. {_HOW}")
        elif mark.id:  # our own file: it may lead to what another line or the project holds
            target = self._made.get(link.annotation) if link.annotation else None
            link = link._replace(annotation=target.id) if target else link
            self._made[key] = self._made[key]._replace(links={**self._made[key].links, role: link})
        elif link.annotation is None:
            self._link(key, role, link, label, None)
        elif link.annotation in self._made:
            target = self._made[link.annotation]
            self._link(key, role, link._replace(annotation=target.id), label, target)
        else:
            self._mapper.lost_link(label, "it leads to something that was left out.")
