"""Matching of spans as arrays: one to one, best overlap first.

Overlap is intersection over union. The best pair is matched first, then the best of those left, and so on. Among
equals, spans with the same label come first, then earlier spans, then lower ids. Unlike an optimal assignment, this can
be followed by eye, and spans that match at a high threshold also match at a lower one. Spans that were made from the
same suggestion match wherever they were moved. The order of the spans does not matter.

Most spans have only one candidate and are matched as arrays; the others are ranked one by one.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.labelled_spans import LabelledSpan, SpanMatch
from annotations.agreement.ratings import Codes, Floats

Bools = NDArray[np.bool_]


class Marks(NamedTuple):
    """Spans as arrays. Labels and roots are numbers; a negative root means that there is none."""

    annotator: Codes
    start: Codes
    end: Codes
    label: Codes
    root: Codes
    ids: NDArray[np.object_]

    def chosen(self, which: Codes) -> "Marks":
        """Some of them."""
        return Marks(*(column[which] for column in self))  # type: ignore[arg-type]


class Matches(NamedTuple):
    """Pairs of spans that match, by their index; `akin` if they match because they have the same root."""

    one: Codes
    other: Codes
    overlap: Floats
    same_label: Bools
    akin: Bools

    def chosen(self, which: Bools | Codes) -> "Matches":
        """Some of them."""
        return Matches(*(column[which] for column in self))  # type: ignore[arg-type]

    def agree(self, iou: float) -> Bools:
        """Which pairs overlap at least this much, or at all if it is 0."""
        return np.asarray(self.overlap >= iou if iou else self.overlap > 0)


def marks_of(marks: Sequence[LabelledSpan]) -> Marks:
    """Turn records into arrays."""
    numbers: dict[str, int] = {"": -1}
    return Marks(
        annotator=np.array([mark.annotator for mark in marks], dtype=np.int64),
        start=np.array([mark.start for mark in marks], dtype=np.int64),
        end=np.array([mark.end for mark in marks], dtype=np.int64),
        label=np.array([numbers.setdefault(mark.label, len(numbers)) for mark in marks], dtype=np.int64),
        root=np.array([numbers.setdefault(mark.root, len(numbers)) for mark in marks], dtype=np.int64),
        ids=np.array([mark.id for mark in marks], dtype=object),
    )


def matches_of(found: Sequence[SpanMatch]) -> Matches:
    """Turn records into arrays."""
    return Matches(
        one=np.array([match.one for match in found], dtype=np.int64),
        other=np.array([match.other for match in found], dtype=np.int64),
        overlap=np.array([match.overlap for match in found], dtype=float),
        same_label=np.array([match.same_label for match in found], dtype=bool),
        akin=np.array([match.akin for match in found], dtype=bool),
    )


def matches(marks: Marks) -> Matches:
    """Match the spans of each pair of annotators one to one; any overlap makes a candidate."""
    found = _candidates(marks)
    people = int(marks.annotator.max(initial=0)) + 1
    ends = np.concatenate([
        found.one * people + marks.annotator[found.other], found.other * people + marks.annotator[found.one]
    ])  # fmt: skip
    rivals = np.bincount(ends, minlength=len(marks.start) * people)[ends].reshape(2, -1).max(axis=0)
    alone = found.chosen(rivals == 1)
    competing = found.chosen(rivals > 1)
    taken: set[int] = set()
    kept = []
    for place in _ranked(marks, competing):
        one, other = int(competing.one[place]), int(competing.other[place])
        sides = one * people + int(marks.annotator[other]), other * people + int(marks.annotator[one])
        if taken.isdisjoint(sides):
            taken.update(sides)
            kept.append(place)
    won = competing.chosen(np.array(kept, dtype=np.int64))
    return Matches(*(np.concatenate(columns) for columns in zip(alone, won, strict=True)))


def _candidates(marks: Marks) -> Matches:
    """All pairs of spans of different annotators that overlap or have the same root."""
    order = np.argsort(marks.start, kind="stable")
    start = marks.start[order]
    reach = np.maximum(np.searchsorted(start, marks.end[order]) - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), reach)
    steps = np.arange(len(first)) - np.repeat(np.cumsum(reach) - reach, reach)
    one, other = order[first], order[first + 1 + steps]
    apart = marks.annotator[one] != marks.annotator[other]
    one, other = one[apart], other[apart]
    if (marks.root >= 0).any():
        kin_one, kin_other = _of_one_root(marks)
        size = len(order)
        keys = np.minimum(one, other) * size + np.maximum(one, other)
        fresh = ~np.isin(keys, np.minimum(kin_one, kin_other) * size + np.maximum(kin_one, kin_other))
        one, other = np.concatenate([one[fresh], kin_one]), np.concatenate([other[fresh], kin_other])
        akin = np.arange(len(one)) >= int(fresh.sum())
    else:
        akin = np.zeros(len(one), dtype=bool)
    long = marks.end - marks.start
    shared = np.minimum(marks.end[one], marks.end[other]) - np.maximum(marks.start[one], marks.start[other])
    shared = np.maximum(shared, 0)
    union = long[one] + long[other] - shared
    overlap = shared / np.maximum(union, 1)
    some = (overlap > 0) | akin
    found = Matches(one, other, overlap, marks.label[one] == marks.label[other], akin)
    return found if some.all() else found.chosen(some)


def _of_one_root(marks: Marks) -> tuple[Codes, Codes]:
    """Pairs of spans made from the same suggestion, if each annotator made only one span from it."""
    kin: dict[int, list[int]] = {}
    for place in np.flatnonzero(marks.root >= 0).tolist():
        kin.setdefault(int(marks.root[place]), []).append(place)
    pairs = []
    for family in kin.values():
        if len(family) > 1:
            people = marks.annotator[family].tolist()
            single = [place for place, who in zip(family, people, strict=True) if people.count(who) == 1]
            pairs += [(one, other) for index, one in enumerate(single) for other in single[index + 1 :]]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _ranked(marks: Marks, found: Matches) -> list[int]:
    """The indexes of matches, best first."""
    ends = [
        sorted((int(marks.start[end]), int(marks.end[end]), marks.ids[end]) for end in pair)
        for pair in zip(found.one.tolist(), found.other.tolist(), strict=True)
    ]
    merit = list(zip((~found.akin).tolist(), (-found.overlap).tolist(), (~found.same_label).tolist(), strict=True))
    return sorted(range(len(ends)), key=lambda place: (merit[place], ends[place]))


def clusters(marks: Marks, found: Matches, iou: float) -> Codes:
    """Group the spans of many annotators, at most one of each; return the number of each span's group.

    Matches are followed best first; a match that would add an annotator a second time is skipped. Groups are numbered
    by their first span.
    """
    found = found.chosen(found.akin | found.agree(iou))
    place = _connected(len(marks.start), found)
    people = int(marks.annotator.max(initial=0)) + 1
    crowd = np.bincount(place * people + marks.annotator, minlength=len(place) * people).reshape(-1, people)
    crowded = np.asarray((crowd > 1).any(axis=1))
    if crowded.any():
        place = _split(marks, found.chosen(crowded[place[found.one]]), place, crowded)
    _, first, number = np.unique(place, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[number]


def _connected(size: int, found: Matches) -> Codes:
    """For each span the lowest index it is connected to."""
    place = np.arange(size)
    while True:
        lower = place.copy()
        np.minimum.at(lower, found.one, place[found.other])
        np.minimum.at(lower, found.other, place[found.one])
        lower = lower[lower]
        if (lower == place).all():
            return place
        place = lower


def _split(marks: Marks, found: Matches, place: Codes, crowded: Bools) -> Codes:
    """Rebuild groups that have an annotator twice, match by match, so that each annotator is in a group only once."""
    group = {index: [index] for index in np.flatnonzero(crowded[place]).tolist()}
    for rank in _ranked(marks, found):
        one, other = group[int(found.one[rank])], group[int(found.other[rank])]
        if one is not other and not set(marks.annotator[one].tolist()) & set(marks.annotator[other].tolist()):
            one.extend(other)
            group.update(dict.fromkeys(other, one))
    place = place.copy()
    for index, members in group.items():
        place[index] = min(members)
    return place
