"""Which suggestions of machines are open for an annotator, in a whole article or near what has changed in it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from annotations.highlight.sources import learns, source_named
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId
from annotations.project import Project
from annotations.scheme import Scheme
from annotations.scheme.occupied import OccupiedSpans
from annotations.store import annotations as store
from annotations.store import annotators
from annotations.store import machines as machine_store
from annotations.store.names import marked_elsewhere


def open_suggestions(project: Project, article: ArticleId) -> list[Annotation]:
    """Read the suggestions of an article on which the acting annotator has not decided, in reading order."""
    everything = store.annotations_of(project.database, article)
    return open_among(project.scheme, everything, project.acting, offered(project, article))


class Offered(NamedTuple):
    """Whose suggestions are offered to an annotator: machines, the latest first, with the least score of each.

    `refused` are layers, labels and words that the annotator has refused so often that they are not offered again;
    `names` tells which machines are versions of one. `marked` are layers, labels and words that the annotator has
    marked in other articles: the machines in `only_marked` offer only these, as long as they are marked.
    """

    machines: Mapping[AnnotatorId, float]
    refused: AbstractSet[tuple[str, str, str]] = frozenset()
    names: Mapping[AnnotatorId, str] = {}
    marked: AbstractSet[tuple[str, str, str]] = frozenset()
    only_marked: AbstractSet[AnnotatorId] = frozenset()

    def latest_in(self, annotations: Iterable[Annotation]) -> "Offered":
        """The same offer of the latest versions only that made something in an article."""
        made, latest = {one.annotator for one in annotations}, dict[str, AnnotatorId]()
        for machine in self.machines:
            if machine in made:
                latest.setdefault(self.names.get(machine, machine), machine)
        return self._replace(machines={machine: self.machines[machine] for machine in latest.values()})

    def takes(self, mark: Annotation) -> bool:
        """Whether a suggestion of one of the machines is offered; one without a score is, whatever the least score."""
        sure = mark.score is None or mark.score >= self.machines[mark.annotator]
        words = mark.layer, mark.label, mark.quote
        known = mark.annotator not in self.only_marked or words in self.marked
        return sure and known and words not in self.refused


def offered(project: Project, article: ArticleId) -> Offered:
    """Read whose suggestions in an article are offered to the acting annotator."""
    machines = [one for one in reversed(annotators.annotators(project.database)) if one.kind == "machine"]
    machines.sort(key=lambda one: learns(one.name))  # those that learn stand behind the others
    known = machine_store.machines(project.database)
    used = {one.id: known.get(one.id, machine_store.UNKNOWN) for one in machines}
    least = {machine: row.threshold for machine, row in used.items() if row.shown}
    names = {one.id: one.name for one in machines}
    only_marked = [machine for machine, name in names.items() if _only_marked_names(name)]
    return Offered(
        least,
        refused(project),
        names,
        marked_elsewhere(project.database, project.acting, article, only_marked),
        frozenset(only_marked),
    )


def _only_marked_names(name: str) -> bool:
    source = source_named(name)
    return source is not None and source.only_marked_names


def refused(project: Project) -> AbstractSet[tuple[str, str, str]]:
    """Read the layers, labels and words that the acting annotator has refused so often that they are not offered."""
    return machine_store.refused(project.database, project.acting)


def machines_of(project: Project) -> list[AnnotatorId]:
    """The machine annotators, the latest first."""
    return [a.id for a in reversed(annotators.annotators(project.database)) if a.kind == "machine"]


def open_among(
    scheme: Scheme, annotations: Iterable[Annotation], annotator: AnnotatorId, offer: Offered
) -> list[Annotation]:
    """Pick the suggestions that are open for an annotator out of all annotations of an article.

    Where layers do not overlap, an annotator's own marks settle what lies under them, and a later machine's
    suggestions stand before an earlier one's. What a later version of a machine has read, it has made anew: an earlier
    one offers nothing there. What was rejected is not offered again by another machine.
    """
    annotations = list(annotations)
    return _open(scheme, annotations, _decided(annotations, annotator), annotator, offer)


def _open(
    scheme: Scheme,
    annotations: Iterable[Annotation],
    decided: AbstractSet[AnnotationId | None],
    annotator: AnnotatorId,
    offer: Offered,
) -> list[Annotation]:
    by_machine: dict[AnnotatorId, list[Annotation]] = {machine: [] for machine in (annotator, *offer.machines)}
    for one in annotations:
        if one.annotator in by_machine:
            by_machine[one.annotator].append(one)
    own = by_machine.pop(annotator)
    rejected = {_place(a) for a in own if a.verdict == "rejected"}
    taken = OccupiedSpans(scheme)
    taken.add(*own)
    found: list[Annotation] = []
    masks = {layer.name for layer in scheme.layers if layer.masks}
    for made in _latest_versions(by_machine, offer):
        undecided = [a for a in made if a.id not in decided and _place(a) not in rejected and offer.takes(a)]
        for masking in (True, False):  # what a machine would mask takes none of its own suggestions
            suggested = [a for a in undecided if (a.layer in masks) == masking and taken.leaves(a)]
            taken.add(*suggested)
            found += suggested
    return sorted(found, key=lambda a: (a.start or 0, -(a.end or 0)))


def _decided(annotations: Iterable[Annotation], annotator: AnnotatorId) -> set[AnnotationId | None]:
    """The suggestions on which an annotator has decided: they may have been moved since."""
    return {a.derived_from for a in annotations if a.annotator == annotator}


def open_near(
    scheme: Scheme,
    annotations: Collection[Annotation],
    annotator: AnnotatorId,
    offer: Offered,
    changed: Iterable[Annotation],
) -> tuple[set[AnnotationId], list[Annotation]] | None:
    """Pick again the suggestions that some changed annotations may have opened or closed.

    Returns the ids of all suggestions near them and those of these that are open, in reading order; or none when
    everything must be picked again, since something masks other text now or does so no longer. `offer` must name
    only the latest versions of machines that made something in the article.
    """
    near: list[Annotation] = []
    masks = {layer.name for layer in scheme.layers if layer.masks}
    for name in {mark.layer for mark in changed}:
        if name in masks:
            return None
        there = [one for one in annotations if one.layer == name]
        spans = {(mark.start, mark.end) for mark in changed if mark.layer == name}
        near += _in_reach(there, spans) if scheme.layer(name).overlap == "none" else _on(there, spans)
    around = [one for one in annotations if one.layer in masks]
    suggested = {one.id for one in near if one.annotator in offer.machines}
    found = _open(scheme, [*near, *around], _decided(annotations, annotator), annotator, offer)
    return suggested, [one for one in found if one.id in suggested]


def _on(annotations: list[Annotation], spans: AbstractSet[tuple[int | None, int | None]]) -> list[Annotation]:
    return [one for one in annotations if (one.start, one.end) in spans]


def _in_reach(annotations: list[Annotation], spans: AbstractSet[tuple[int | None, int | None]]) -> list[Annotation]:
    """What overlaps spans, and whatever overlaps that: what is open of it depends on nothing else."""
    first, last = min(start or 0 for start, _ in spans), max(end or 0 for _, end in spans)
    near: list[Annotation] = []
    while True:
        wider = [one for one in annotations if (one.start or 0) < last and first < (one.end or 0)]
        if len(wider) == len(near):
            return near
        near = wider
        first, last = min(first, *(one.start or 0 for one in near)), max(last, *(one.end or 0 for one in near))


def _latest_versions(by_machine: Mapping[AnnotatorId, list[Annotation]], offer: Offered) -> Iterator[list[Annotation]]:
    """Yield what each machine suggests, the latest first; of several versions of one only the latest."""
    read: set[str] = set()
    for machine, made in by_machine.items():
        name = offer.names.get(machine, machine)
        if made and name not in read:
            read.add(name)
            yield made


def _place(mark: Annotation) -> tuple[str, int | None, int | None, str]:
    return mark.layer, mark.start, mark.end, mark.label
