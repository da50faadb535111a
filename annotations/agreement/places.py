"""What two annotators of one article mark: how many places are the same, by several rules, and word by word."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.matching import Mark, Match, agrees
from annotations.agreement.ratings import Counted, Floats, counted
from annotations.agreement.unitizing import Lengths, Unit, lengths

OPEN_IOU = 0.5  # how much two spans must share to be of one place, where the scheme asks for no exact match
PAIR_COLUMNS = ("one", "other", "exact", "exact_label", "close", "close_label", "any", "any_label",
                "one_signs", "other_signs", "signs", "signs_label")  # fmt: skip

Bools = NDArray[np.bool_]


class Places(NamedTuple):
    """The sums of one layer of one article. `pairs` has a row for each two annotators and `PAIR_COLUMNS`.

    `words` sums the labels given to each word; `lengths` is for the 2016 family; `crossing` counts marks that were
    joined for it because they overlap others of the same annotator.
    """

    pairs: Floats
    words: Counted
    lengths: Lengths
    crossing: int = 0


def pair_counts(marks: Sequence[Mark], found: Sequence[Match], finished: Sequence[bool], iou: float) -> Floats:
    """Count for each two annotators who both finished what they marked and what matched; the rest are 0."""
    rows = {pair: [0.0] * len(PAIR_COLUMNS) for pair in combinations(range(len(finished)), 2)}
    each = [0] * len(finished)
    for mark in marks:
        each[mark.annotator] += 1
    for (one, other), row in rows.items():
        if finished[one] and finished[other]:
            row[0], row[1] = each[one], each[other]
    for match in found:
        row = rows[tuple(sorted((marks[match.one].annotator, marks[match.other].annotator)))]  # type: ignore[index]
        hits = match.overlap == 1.0, agrees(match, iou), match.overlap > 0
        for place, hit in enumerate(hits):
            row[2 + 2 * place] += hit
            row[3 + 2 * place] += hit and match.same_label
    return np.array(list(rows.values())).reshape(len(rows), len(PAIR_COLUMNS))


def sign_counts(spans: Mapping[int, Sequence[Unit]], finished: Sequence[bool], length: int) -> Floats:
    """Count for each two annotators the characters that they marked, both marked, and both gave the same label."""
    cover = np.zeros((len(finished), length), dtype=np.int16)
    for annotator, units in spans.items():
        for start, end, label in reversed(units):
            cover[annotator, start:end] = label
    rows = []
    for one, other in combinations(range(len(finished)), 2):
        these, those = cover[one], cover[other]
        both = (these > 0) & (those > 0)
        row = (
            np.count_nonzero(these),
            np.count_nonzero(those),
            np.count_nonzero(both),
            int((these == those)[both].sum()),
        )
        rows.append(row if finished[one] and finished[other] else (0, 0, 0, 0))
    return np.array(rows, dtype=float).reshape(len(rows), 4)


def word_counts(spans: Mapping[int, Sequence[Unit]], finished: Sequence[bool], kept: Bools, labels: int) -> Counted:
    """Sum the labels word by word: outside, or for each label its first word and those that follow.

    Of marks that overlap the one that starts first counts, the longer of two that start together.
    """
    codes = np.full((len(kept), len(finished)), -1, dtype=np.int16)
    for annotator, done in enumerate(finished):
        if done:
            codes[:, annotator] = 0
        for start, end, label in reversed(spans.get(annotator, ())):
            codes[start:end, annotator] = 2 * label
            codes[start : start + 1, annotator] = 2 * label - 1
    return counted(codes[kept], 1 + 2 * labels)


def unit_lengths(
    spans: Mapping[int, Sequence[Unit]], finished: Sequence[bool], kept: Bools, labels: int
) -> tuple[Lengths, int]:
    """Measure marks and gaps in words; overlapping marks of one annotator are joined, and counted."""
    place = np.append(0, np.cumsum(kept))
    people, crossing = [], 0
    for annotator, done in enumerate(finished):
        units: list[Unit] = []
        for start, end, label in spans.get(annotator, ()):
            first, last = int(place[start]), int(place[end])
            if units and first < units[-1][1]:
                units[-1] = units[-1][0], max(last, units[-1][1]), units[-1][2]
                crossing += 1
            elif first < last:
                units.append((first, last, label))
        if done:
            people.append(units)
    return lengths(people, 0, int(place[-1]), labels), crossing
