"""The figures on places for many samples of articles at once."""

from collections.abc import Callable, Sequence

import numpy as np

from annotations.agreement.ratings import Codes, Floats
from annotations.agreement.resampling import Values
from annotations.agreement.span_sums import SpanSums
from annotations.agreement.spans import f1_of_counts
from annotations.agreement.unitizing import Lengths, disagreements, merged


def sampled_places(
    parts: Sequence[SpanSums], pairs: Floats, groups: Codes, number: int, levels: Sequence[str]
) -> Callable[[Floats], Values]:
    """What computes every figure on places for samples of groups; names are coefficient and level."""
    of_pairs = by_group(pairs, groups, number)
    lengths = _stacked([part.lengths for part in parts], groups, number)
    joined = _stacked([merged(part.lengths) for part in parts], groups, number)
    same = by_group(np.array([part.words.same for part in parts]), groups, number)
    values = by_group(np.array([part.words.values for part in parts]), groups, number)

    def compute(weights: Floats) -> Values:
        counts = np.tensordot(weights, of_pairs, 1)
        found = {f"pairwise_span_f1_mean {level}": _mean_f1(counts, level) for level in levels}
        everything, one_label = _weighed(weights, lengths), _weighed(weights, joined)
        found["u_alpha_2016 unitizing"] = _unitizing(everything.shared, everything.squares)
        found["cu_alpha_2016 unitizing"] = _unitizing(everything.core, everything.core_squares)
        found["bu_alpha_2016 unitizing"] = _unitizing(one_label.shared, one_label.squares)
        found["token_alpha nominal"] = _nominal(weights @ same, weights @ values)
        return found

    return compute


def by_group(values: Floats, groups: Codes, number: int) -> Floats:
    """Add up the rows of the articles of each group."""
    summed = np.zeros((number, *values.shape[1:]))
    np.add.at(summed, np.asarray(groups, dtype=np.intp), values)
    return summed


def _stacked(parts: Sequence[Lengths], groups: Codes, number: int) -> Lengths:
    columns = zip(*(part.arrays() for part in parts), strict=True)
    shared, squares, core, core_squares = (by_group(np.array(column), groups, number) for column in columns)
    return Lengths(shared, squares, core, core_squares)


def _weighed(weights: Floats, stacked: Lengths) -> Lengths:
    shared, squares, core, core_squares = (np.tensordot(weights, column, 1) for column in stacked.arrays())
    return Lengths(shared, squares, core, core_squares)


def _mean_f1(pairs: Floats, level: str) -> Floats:
    values = f1_of_counts(pairs, level)
    there = np.isfinite(values)
    count = there.sum(axis=1)
    return np.asarray(np.where(there, values, 0).sum(axis=1) / np.where(count > 0, count, np.nan))


def _unitizing(shared: Floats, squares: Floats) -> Floats:
    observed, expected = disagreements(shared, squares)
    return np.asarray(1 - observed / np.where(expected > 0, expected, np.nan))


def _nominal(same: Floats, values: Floats) -> Floats:
    n = values.sum(axis=1)
    expected = n * n - (values**2).sum(axis=1)
    return np.asarray(1 - (n - 1) * (n - same) / np.where(expected > 0, expected, np.nan))
