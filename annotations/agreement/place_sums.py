"""The sums that coefficients of spans are computed from, and F1 by every rule."""

from typing import NamedTuple

import numpy as np

from annotations.agreement.collected_spans import SpansOf
from annotations.agreement.ratings import Floats, Numbers
from annotations.agreement.span_sums import PAIR_COLUMNS
from annotations.agreement.unitizing import Lengths

_ROWS = 1024

F1_COLUMNS = {
    "exact": ("one", "other", "exact"),
    "exact_label": ("one", "other", "exact_label"),
    "iou": ("one", "other", "close"),
    "iou_label": ("one", "other", "close_label"),
    "any": ("one", "other", "any"),
    "any_label": ("one", "other", "any_label"),
    "characters": ("one_signs", "other_signs", "signs"),
    "characters_label": ("one_signs", "other_signs", "signs_label"),
}
"""How spans are compared: the same edges, enough overlap, any, or character by character; with labels or without."""


class PlaceSums(NamedTuple):
    """Sums over articles, or arrays with one entry for each resample in front of all other axes.

    `pairs` has a row for each pair of annotators with `PAIR_COLUMNS`; `lengths` are of text. `same_words` counts pairs
    of annotators who gave a word the same label, divided by the annotators minus one, and `word_values` the words by
    label. `level` is the rule of comparison.
    """

    pairs: Floats
    lengths: Lengths
    same_words: Floats
    word_values: Floats
    level: str = ""


def added_places(spans: SpansOf, pairs: Floats) -> PlaceSums:
    """The sums over articles, of which there must be at least one."""
    shared = _added(spans.shared)
    lengths = Lengths(shared, _added(spans.sums.squares), shared[1:, 1:], _added(spans.core_squares))
    values, units = spans.sums.values.sum(axis=0, dtype=float), int(spans.sums.units.sum(dtype=np.int64))
    return PlaceSums(pairs.sum(axis=0), lengths._replace(units=units), np.asarray(np.sum(spans.same)), values)


def _added(rows: Numbers) -> Floats:
    """Add up rows one after the other, so that the sum of the same articles is always the same to the last digit."""
    total = np.zeros(rows.shape[1:])
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        total = np.add.accumulate(np.concatenate([total[None], block]))[-1]
    return total


def nothing_marked(pairs: int) -> PlaceSums:
    """The sums without any article."""
    empty = Lengths(np.zeros((2, 2)), np.zeros(2), np.zeros((1, 1)), np.zeros(1))
    return PlaceSums(np.zeros((pairs, len(PAIR_COLUMNS))), empty, np.zeros(()), np.zeros(1))


def f1_of_counts(pairs: Floats, level: str) -> Floats:
    """F1 from counts with `PAIR_COLUMNS` on the last axis; nan if neither annotator marked anything."""
    one, other, hits = (pairs[..., PAIR_COLUMNS.index(name)] for name in F1_COLUMNS[level])
    total = one + other
    return np.asarray(np.where(total > 0, 2 * hits / np.where(total > 0, total, 1), np.nan))
