"""Which marks of two annotators are of the same place: one to one, the best overlap first.

Overlap is intersection over union. The best pair is taken, then the best of those that are left, and so on; among
equals, marks with the same label come first, then the earlier, then the lower id. Unlike an assignment that is best on
the whole this can be followed by eye, and what matches at a high threshold also does at a lower one. Marks that come
from one and the same suggestion belong together wherever they were moved. The order of the marks does not matter.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple


class Mark(NamedTuple):
    """A span of an annotator's, whose number it has; half open. `root` is the suggestion that it comes from."""

    annotator: int
    start: int
    end: int
    label: str = ""
    id: str = ""
    root: str = ""


class Match(NamedTuple):
    """Two marks, by their places in the list, that belong together; `akin` when by their root."""

    one: int
    other: int
    overlap: float
    same_label: bool
    akin: bool = False


def matches(marks: Sequence[Mark]) -> list[Match]:
    """Match the marks of each two annotators one to one, the best first; all that overlap at all are considered."""
    order = sorted(range(len(marks)), key=lambda index: marks[index].start)
    candidates = _of_one_root(marks)
    akin = {(match.one, match.other) for match in candidates}
    open_marks: list[int] = []
    for index in order:
        annotator, start, _, _, _, _ = marks[index]
        open_marks = [other for other in open_marks if marks[other].end > start]
        for other in open_marks:
            pair = (index, other) if index < other else (other, index)
            if marks[other].annotator != annotator and pair not in akin:
                candidates.append(_compared(marks, *pair))
        open_marks.append(index)
    candidates.sort(key=lambda match: _rank(marks, match))
    taken: set[tuple[int, int]] = set()
    found = []
    for match in candidates:
        ends = (match.one, marks[match.other].annotator), (match.other, marks[match.one].annotator)
        if ends[0] not in taken and ends[1] not in taken:
            taken.update(ends)
            found.append(match)
    return found


def _compared(marks: Sequence[Mark], one: int, other: int, *, akin: bool = False) -> Match:
    _, start, end, label, _, _ = marks[one]
    _, begin, stop, name, _, _ = marks[other]
    shared = min(end, stop) - max(start, begin)
    overlap = shared / (end - start + stop - begin - shared) if shared > 0 else 0.0
    return Match(one, other, overlap, label == name, akin)


def _of_one_root(marks: Sequence[Mark]) -> list[Match]:
    """Pairs of marks that come from one suggestion of which each annotator has made a single mark."""
    kin: dict[str, list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.root:
            kin.setdefault(mark.root, []).append(index)
    found = []
    for family in kin.values():
        times = Counter(marks[index].annotator for index in family)
        single = [index for index in family if times[marks[index].annotator] == 1]
        found += [_compared(marks, one, other, akin=True) for one, other in combinations(single, 2)]
    return found


def _rank(marks: Sequence[Mark], match: Match) -> tuple[object, ...]:
    one, other = marks[match.one], marks[match.other]
    first, second = sorted(((one.start, one.end, one.id), (other.start, other.end, other.id)))
    return not match.akin, -match.overlap, not match.same_label, first, second


def agrees(match: Match, iou: float) -> bool:
    """Whether two matched marks are one place by this rule: so much overlap, or any when it is 0."""
    return match.overlap >= iou if iou else match.overlap > 0


def clusters(marks: Sequence[Mark], found: Sequence[Match], iou: float) -> list[list[int]]:
    """Put the marks of many annotators together, at most one of each; they are in reading order.

    Matches are followed from the best on; one that would bring in an annotator a second time is passed over.
    """
    cluster = {index: [index] for index in range(len(marks))}
    for match in found:
        one, other = cluster[match.one], cluster[match.other]
        if one is other or not (match.akin or agrees(match, iou)):
            continue
        if {marks[i].annotator for i in one}.isdisjoint(marks[i].annotator for i in other):
            one.extend(other)
            cluster.update(dict.fromkeys(other, one))
    groups = {id(group): sorted(group, key=lambda index: marks[index].annotator) for group in cluster.values()}
    return sorted(
        groups.values(), key=lambda group: (min(marks[i].start for i in group), [marks[i][1:5] for i in group])
    )
