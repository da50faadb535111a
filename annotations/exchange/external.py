"""The content of another program's file, with the file's own names: marks, relations and their text.

Nothing here knows the project's scheme or trusts offsets. `placing` converts positions to checked code points, and
`mapping` converts names to the scheme's.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from annotations.model import (
    STATUSES,
    Annotation,
    AnnotationId,
    Annotator,
    Article,
    FieldValue,
    Link,
    Status,
    Verdict,
)
from annotations.text import Breaks

Unit = Literal["codepoint", "utf16", "utf8", "grapheme"]
UNITS: tuple[Unit, ...] = ("codepoint", "utf16", "utf8", "grapheme")
MarkKind = Literal["span", "event", "trigger", "document"]
LabelKind = Literal["span", "document", "relation"]


class ExternalMark(NamedTuple):
    """A span in a file, or a label of a whole document, with the file's own names.

    `key` is its id in the file, which links and relations point to; `id` is Claimdesk's own, if the file has one.
    `parts` are start and end (exclusive) in the unit of the record: several if there are gaps, none for a document.
    `quote` is the expected text, with a space between parts, and `around` the text before and after. An event has the
    position of its trigger, and its roles as links; its trigger is not imported separately.
    """

    key: str = ""
    layer: str = ""
    label: str = ""
    parts: tuple[tuple[int, int], ...] = ()
    quote: str | None = None
    fields: Mapping[str, FieldValue] = {}
    links: Mapping[str, Link] = {}
    kind: MarkKind = "span"
    around: tuple[str, str] | None = None
    id: str = ""
    verdict: Verdict | None = None
    how: str = ""
    derived_from: str | None = None
    score: float | None = None
    created: str = ""
    updated: str = ""
    seconds: float = 0.0


class ExternalRelation(NamedTuple):
    """A directed relation between two marks, named by their keys.

    `label` names its role; without a label, its `layer` does. Its `fields` cannot be imported and are reported.
    """

    source: str
    target: str
    label: str = ""
    fields: Mapping[str, FieldValue] = {}
    key: str = ""
    layer: str = ""


class ExternalRecord(NamedTuple):
    """One article and its annotations in a file. The text is exactly as in the file; offsets are in `unit`.

    `breaks` is how the format counts Windows line breaks. With `quote_wins`, a mark is where its quote is, whatever its
    position. `counts` has the numbers of items that are not imported (tokens, sentences). `lost` has a message for each
    item that could not be read.
    """

    article: Article
    annotator: Annotator | None = None
    status: Status = "todo"
    seconds: float = 0.0
    marks: tuple[ExternalMark, ...] = ()
    relations: tuple[ExternalRelation, ...] = ()
    place: str = ""
    unit: Unit = "codepoint"
    breaks: Breaks = "kept"
    quote_wins: bool = False
    counts: Mapping[str, int] = {}
    lost: tuple[str, ...] = ()


class ExternalLabel(NamedTuple):
    """A label that a file declares, used or not. Schemes can be derived from these.

    With a `field`, it is an answer to that question; as a `relation`, it is a role. `colour` and `key` are as in the
    file, and `title` is the name that the other program shows.
    """

    label: str
    layer: str = ""
    kind: LabelKind = "span"
    colour: str = ""
    definition: str = ""
    key: str = ""
    title: str = ""
    field: str = ""


OWN = "claimdesk"
"""The key under which our writers store what another program cannot express."""

_PLAIN = ("verdict", "how", "derived_from", "score", "created", "updated", "seconds")


def mark_of(annotation: Annotation) -> ExternalMark:
    """An annotation as a mark with the scheme's names. Its key is the annotation's id."""
    placed = annotation.start is not None and annotation.end is not None
    return ExternalMark(
        key=annotation.id,
        layer=annotation.layer,
        label=annotation.label,
        parts=((annotation.start, annotation.end),) if placed else (),  # type: ignore[arg-type]
        quote=annotation.quote if placed else None,
        fields=annotation.fields,
        links=annotation.links,
        kind="span" if placed else "document",
        id=annotation.id,
        **{name: getattr(annotation, name) for name in _PLAIN},
    )


def extras(annotation: Annotation) -> dict[str, Any]:
    """The data of an annotation beyond start, end, quote and label, as JSON without empty values."""
    out: dict[str, Any] = {"id": annotation.id, "layer": annotation.layer}
    if annotation.fields:
        out["fields"] = dict(annotation.fields)
    if annotation.links:
        out["links"] = {role: link_json(link) for role, link in annotation.links.items()}
    for name in _PLAIN:
        value = getattr(annotation, name)
        if value not in ("", None) and not (name == "seconds" and not value):
            out[name] = value
    return out


def reconciled(
    marks: Sequence[ExternalMark], relations: Sequence[ExternalRelation]
) -> tuple[tuple[ExternalMark, ...], tuple[ExternalRelation, ...]]:
    """Reconcile links under our own key with the relations that the other program shows.

    Relations win. A link between marks of the record without a relation was deleted in the other program. A relation
    without its own key that repeats a link is dropped.
    """
    keys = {mark.key for mark in marks}
    arrows = {(relation.source, relation.label, relation.target) for relation in relations}
    said: set[tuple[str, str, str]] = set()
    kept: list[ExternalMark] = []
    for mark in marks:
        links: dict[str, Link] = {}
        for role, link in mark.links.items():
            arrow = (mark.key, role, link.annotation or "")
            if link.annotation not in keys or arrow in arrows:
                links[role] = link
                said.add(arrow)
        kept.append(mark._replace(links=links) if len(links) < len(mark.links) else mark)
    new = [relation for relation in relations if (relation.source, relation.label, relation.target) not in said]
    return tuple(kept), tuple(new)


def relations_of(annotations: Sequence[Annotation]) -> list[ExternalRelation]:
    """The links between annotations of one record as relations."""
    there = {annotation.id for annotation in annotations}
    return [
        ExternalRelation(annotation.id, link.annotation, role)
        for annotation in annotations
        for role, link in annotation.links.items()
        if link.annotation in there and link.annotation is not None
    ]


def link_json(link: Link) -> dict[str, str]:
    """A link as JSON, without empty values."""
    found = {"text": link.text, "annotation": link.annotation, "kind": link.kind}
    return {key: value for key, value in found.items() if value}


def mark_with(mark: ExternalMark, own: Any) -> ExternalMark:
    """Add the data that `extras` wrote to a mark. Values of the wrong type are ignored."""
    if not isinstance(own, dict) or not isinstance(own.get("layer"), str):
        return mark
    links = own.get("links") if isinstance(own.get("links"), dict) else {}
    fields = own.get("fields") if isinstance(own.get("fields"), dict) else {}
    verdict = own.get("verdict")
    derived = own.get("derived_from")
    found = own.get("id")
    mark = _exactly(mark, own)
    return mark._replace(
        layer=own["layer"],
        id=found if isinstance(found, str) else "",
        key=found if isinstance(found, str) and found else mark.key,
        fields={**mark.fields, **{k: v for k, v in (fields or {}).items() if isinstance(v, str | int | float | bool)}},
        links={**mark.links, **{role: made for role, raw in (links or {}).items() if (made := _link(raw))}},
        verdict=verdict if verdict in ("accepted", "rejected") else mark.verdict,
        derived_from=derived if isinstance(derived, str) else mark.derived_from,
        score=_number(own.get("score"), mark.score),
        seconds=_number(own.get("seconds"), mark.seconds) or 0.0,
        **{name: own[name] for name in ("how", "created", "updated") if isinstance(own.get(name), str)},
    )


def _exactly(mark: ExternalMark, own: Mapping[str, Any]) -> ExternalMark:
    """Restore the original position of a mark if the other program has not moved it."""
    place, quote = own.get("place"), own.get("text")
    if not isinstance(place, list) or len(place) != 2 or not all(type(end) is int for end in place):
        return mark
    if own.get("at") != [list(part) for part in mark.parts]:
        return mark
    return mark._replace(parts=((place[0], place[1]),), quote=quote if isinstance(quote, str) else None)


def _link(raw: Any) -> Link | None:
    if not isinstance(raw, dict):
        return None
    text, target, kind = (
        raw.get(key) if isinstance(raw.get(key), str) else "" for key in ("text", "annotation", "kind")
    )
    return Link(text or "", AnnotationId(target) if target else None, kind or "") if text or target else None


def _number(value: Any, default: float | None) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default


def status_of(raw: Any) -> Status:
    """A status from a file, or “todo” if it is missing or unknown."""
    return raw if raw in STATUSES else "todo"
