"""One article as several annotators read it: which spans match and how they differ. Light to import."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from annotations.agreement.labelled_spans import LabelledSpan
from annotations.agreement.matching import clusters, matches
from annotations.agreement.words import Words, canonical, words_of
from annotations.model import Annotation, AnnotationId, AnnotatorId, Link
from annotations.scheme import Layer, Scheme

MISSING, EDGES, LABEL = "", "edges", "label"


class SpanGroup(NamedTuple):
    """Matching annotations of one layer: one for each annotator in order, or none.

    `start` and `end` are code points around all of them, none for the whole article. `differs` names the differences:
    `MISSING` if an annotator who finished has none, `EDGES`, `LABEL`, fields and links. It is empty if all agree.
    """

    layer: str
    start: int | None
    end: int | None
    marks: tuple[Annotation | None, ...]
    differs: tuple[str, ...]


def places(
    scheme: Scheme,
    text: str,
    annotators: Sequence[AnnotatorId],
    marks: Iterable[Annotation],
    finished: Collection[AnnotatorId],
) -> list[SpanGroup]:
    """Group the matching annotations of an article, in reading order.

    Spans match if they overlap at all, best overlap first. Only annotators in `finished` can lack one. Punctuation and
    leading articles at the edges do not count as differences.
    """
    everything = list(marks)
    known = {mark.id: mark for mark in everything}
    words = words_of(text)
    number = {annotator: index for index, annotator in enumerate(annotators)}
    groups: list[tuple[Layer, list[Annotation]]] = []
    for layer in scheme.layers:
        own = [m for m in everything if m.layer == layer.name and m.annotator in number and m.verdict != "rejected"]
        groups += [(layer, group) for group in _together(words, own, number, known, whole=layer.kind == "document")]
    same = {mark.id: str(index) for index, (_, group) in enumerate(groups) for mark in group}
    found: list[SpanGroup] = []
    for layer, group in groups:
        by_annotator = {mark.annotator: mark for mark in group}
        row = tuple(by_annotator.get(annotator) for annotator in annotators)
        lacking = any(a in finished and a not in by_annotator for a in annotators)
        differs = ((MISSING,) if lacking else ()) + _differences(layer, words, group, same)
        starts = [mark.start for mark in group if mark.start is not None]
        ends = [mark.end for mark in group if mark.end is not None]
        found.append(SpanGroup(layer.name, min(starts, default=None), max(ends, default=None), row, differs))
    return sorted(found, key=lambda place: (place.start is not None, place.start or 0, -(place.end or 0)))


def _together(
    words: Words,
    own: Sequence[Annotation],
    number: Mapping[AnnotatorId, int],
    known: Mapping[AnnotationId, Annotation],
    *,
    whole: bool,
) -> list[list[Annotation]]:
    if whole:
        return [list(own)] if own else []
    spans = []
    for mark in own:
        first, last = words.place(mark.start or 0, mark.end or 0)
        spans.append(LabelledSpan(number[mark.annotator], first, last, mark.label, mark.id, _root(mark, known)))
    return [[own[index] for index in group] for group in clusters(spans, matches(spans), 0.0)]


def _root(mark: Annotation, known: Mapping[AnnotationId, Annotation]) -> str:
    """The suggestion that an annotation was originally made from."""
    root, seen = mark.derived_from or mark.id, set[str]()
    while root in known and root not in seen:
        seen.add(root)
        root = known[root].derived_from or root
    return root


def _differences(
    layer: Layer, words: Words, group: Sequence[Annotation], same: Mapping[AnnotationId, str]
) -> tuple[str, ...]:
    found = []
    if layer.kind == "span" and len({words.place(mark.start or 0, mark.end or 0) for mark in group}) > 1:
        found.append(EDGES)
    if len({mark.label for mark in group}) > 1:
        found.append(LABEL)
    for field in layer.fields:
        if field.scale == "none":
            continue
        given = [mark.fields.get(field.name, field.default) for mark in group]
        if len({canonical(value) if isinstance(value, str) else value for value in given}) > 1:
            found.append(field.name)
    for role in layer.links:
        if not _alike([mark.links.get(role.name) for mark in group], same):
            found.append(role.name)
    return tuple(found)


def _alike(links: Sequence[Link | None], same: Mapping[AnnotationId, str]) -> bool:
    """Whether links lead to matching annotations or have the same words."""
    leads = {same.get(link.annotation, "") if link and link.annotation else "" for link in links}
    words = {canonical(link.text) if link else "" for link in links}
    return len(words) == 1 or (len(leads) == 1 and leads != {""})
