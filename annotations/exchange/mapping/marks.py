"""The annotations of one record, built from its marks and relations."""

import hashlib
from collections.abc import Mapping

from annotations.exchange.external import ExternalMark, ExternalRecord, ExternalRelation
from annotations.exchange.mapping.mapper import Mapper
from annotations.exchange.mapping.names import HOW, RELATED, SchemeTarget
from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, FieldValue, Link


def map_record(mapper: Mapper, foreign: ExternalRecord) -> Record:
    """Map one record. Its marks must have been placed."""
    mapper.begin(foreign.place)
    found = RecordMarks(mapper, foreign)
    triggers = {mark.parts for mark in foreign.marks if mark.kind == "event"}
    for mark in foreign.marks:
        if mark.kind != "trigger" or mark.parts not in triggers:
            found.take(mark)
    for relation in foreign.relations:
        found.relate(relation)
    return Record(
        foreign.article, foreign.annotator, foreign.status, foreign.seconds, found.annotations(), foreign.place
    )


class RecordMarks:
    """The annotations of one record while its marks are added one by one."""

    def __init__(self, mapper: Mapper, foreign: ExternalRecord) -> None:
        self._mapper, self._foreign = mapper, foreign
        self._made: dict[str, Annotation] = {}  # by the mark's key
        self._documents: dict[str, str] = {}  # document layer → key
        self._marks: dict[str, ExternalMark] = {}
        self._sha = hashlib.sha256(foreign.article.text.encode(errors="surrogatepass")).hexdigest()

    def take(self, mark: ExternalMark) -> None:
        """Turn a mark into an annotation. Answers about the whole article are merged into one annotation per layer."""
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
                self._mapper.lost_field(
                    name, f"an article can have only one answer; the first, {before[name]}, was kept."
                )
        self._made[key] = self._made[key]._replace(fields={**fields, **before})

    def _annotation(
        self, key: str, mark: ExternalMark, place: SchemeTarget, fields: Mapping[str, FieldValue]
    ) -> Annotation:
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

    def _id(self, key: str, mark: ExternalMark) -> AnnotationId:
        """The same id for the same mark in the same file each time, so that importing twice changes nothing."""
        who = self._foreign.annotator
        said = (self._sha, who and (who.name, who.kind, who.version), key, mark.layer, mark.label, mark.parts)
        return AnnotationId(hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()[:32])

    def relate(self, relation: ExternalRelation) -> None:
        """Turn a relation into a link of its source, or of its target if a mapping reverses it."""
        source, target = self._made.get(relation.source), self._made.get(relation.target)
        name = relation.label or relation.layer
        if source is None or target is None:
            self._mapper.lost_link(name, "one of its ends was left out.")
            return
        for field in relation.fields:
            self._mapper.lost_field(field, f"it belongs to a link (“{name or RELATED}”), and links cannot have fields.")
        for label in dict.fromkeys((name, relation.layer or name)):
            for one, other, reverse in ((source, target, False), (target, source, True)):
                role = self._mapper.role(self._mapper.layer(one.layer), label, reverse=reverse)
                if role:
                    if label != name:
                        self._mapper.lost_link(name, f"it was imported as “{role}”, which fits the linked layer. {HOW}")
                    key = relation.target if reverse else relation.source
                    self._link(key, role, Link("", other.id), name, other)
                    return
        self._mapper.lost_link(name, f"the layer {source.layer} has no such link. {HOW}")

    def _link(self, key: str, role: str, link: Link, label: str, target: Annotation | None) -> None:
        annotation = self._made[key]
        known = self._mapper.layer(annotation.layer).link(role)
        if known is None or role in annotation.links:
            self._mapper.lost_link(label, "an annotation can have only one such link; the first was kept.")
            return
        if target is not None and target.layer not in known.to:
            self._mapper.lost_link(label, f"{role} cannot link to the layer {target.layer}.")
            return
        if not link.kind and known.kinds:
            link = link._replace(kind=known.kinds.get(target.layer if target else "words", ""))
        if target is not None and not link.text:
            link = link._replace(text=target.quote)
        self._made[key] = annotation._replace(links={**annotation.links, role: link})

    def annotations(self) -> tuple[Annotation, ...]:
        """The finished annotations, with the links that the marks themselves carry."""
        for key, mark in self._marks.items():
            for label, link in mark.links.items():
                self._own_link(key, mark, label, link)
        return tuple(self._made.values())

    def _own_link(self, key: str, mark: ExternalMark, label: str, link: Link) -> None:
        role = self._mapper.role(self._mapper.layer(self._made[key].layer), label)
        if role is None:
            self._mapper.lost_link(label, f"the layer {self._made[key].layer} has no such link. {HOW}")
        elif mark.id:  # our own file: the target may be on another line or in the project
            target = self._made.get(link.annotation) if link.annotation else None
            link = link._replace(annotation=target.id) if target else link
            self._made[key] = self._made[key]._replace(links={**self._made[key].links, role: link})
        elif link.annotation is None:
            self._link(key, role, link, label, None)
        elif link.annotation in self._made:
            target = self._made[link.annotation]
            self._link(key, role, link._replace(annotation=target.id), label, target)
        else:
            self._mapper.lost_link(label, "its target was left out.")
