"""Which of the marks of several files can stand together, and where their links lead then. Pure functions of records.

One annotator has one mark in a place of a layer without overlaps, one document mark, and one answer to a suggestion.
Where two files have two, the newer one stands. It is worked out from all marks there ever were beside each other, so
that it makes no difference in which order files are merged.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.model import Annotation, AnnotationId, AnnotatorId, Link
from annotations.scheme import Scheme


class MergedMarks(NamedTuple):
    """The marks that stand, and for each that was set aside the one that stands in its place."""

    marks: Mapping[AnnotationId, Annotation]
    aside: Mapping[AnnotationId, AnnotationId]


def standing(
    scheme: Scheme, marks: Iterable[Annotation], times: Mapping[AnnotationId, str], machines: Iterable[AnnotatorId]
) -> MergedMarks:
    """Settle the marks of one article, the newest first; `times` says since when each is as it is."""
    aside: dict[AnnotationId, AnnotationId] = {}
    kept: dict[AnnotationId, Annotation] = {}
    first, places = set(machines), dict[AnnotatorId, _Places]()
    newest_first = sorted(marks, key=lambda mark: (times[mark.id], mark.id), reverse=True)
    for mark in sorted(newest_first, key=lambda mark: mark.annotator not in first):
        if mark.derived_from in aside:
            mark = mark._replace(derived_from=aside[mark.derived_from])
        other = places.setdefault(mark.annotator, _Places(scheme)).take(mark)
        if other is None:
            kept[mark.id] = mark
        else:
            aside[mark.id] = other
    return MergedMarks({mark.id: _with_links(scheme, mark, kept, aside) for mark in kept.values()}, aside)


class _Places:
    """What one annotator's marks take, of which each can be taken once."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._spans: dict[str, list[tuple[int, int, AnnotationId]]] = {}
        self._whole: dict[tuple[str, str], AnnotationId] = {}

    def take(self, mark: Annotation) -> AnnotationId | None:
        """Take a mark's place; when it is taken, say by which."""
        layer = self._scheme.layer(mark.layer)
        keys = [("suggestion", str(mark.derived_from))] if mark.derived_from else []
        keys += [("document", mark.layer)] if layer.kind == "document" else []
        taken = next((self._whole[key] for key in keys if key in self._whole), None)
        if taken is not None:
            return taken
        if layer.kind == "span" and layer.overlap == "none" and mark.verdict != "rejected":
            spans = self._spans.setdefault(mark.layer, [])
            start, end = mark.start or 0, mark.end or 0
            index = bisect_left(spans, (start, end, ""))
            near = spans[max(index - 1, 0) : index + 1]
            found = next((other for left, right, other in near if left < end and start < right), None)
            if found is not None:
                return found
            insort(spans, (start, end, mark.id))
        self._whole |= dict.fromkeys(keys, mark.id)
        return None


def _with_links(
    scheme: Scheme,
    mark: Annotation,
    kept: Mapping[AnnotationId, Annotation],
    aside: Mapping[AnnotationId, AnnotationId],
) -> Annotation:
    """Let links lead to what stands in the place of what was set aside; leave out those to what is gone."""
    links: dict[str, Link] = {}
    for role, link in mark.links.items():
        known = scheme.layer(mark.layer).link(role)
        target = kept.get(aside.get(link.annotation, link.annotation)) if link.annotation else None
        if link.annotation is None:
            links[role] = link
        elif known and target and target.layer in known.to and target.id != mark.id:
            moved = target.id != link.annotation
            links[role] = link._replace(text=target.quote, annotation=target.id) if moved else link
    return mark if links == mark.links else mark._replace(links=links)
