"""Krippendorff's alpha: distances between the ratings of a unit and between all ratings, on any scale, with gaps.

Krippendorff, Content Analysis (2004), chapter 11; Computing Krippendorff's Alpha-Reliability (2011).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from annotations.agreement.distances import positions, squared_distances
from annotations.agreement.ratings import SQUARE, Codes, Counted, Floats, counts_of

_BLOCK = 1 << 20
Summed = tuple[Floats, Floats]


def disagreement(
    sums: Counted, categories: Sequence[Any], level: str, distance: Floats | None = None, codes: Codes | None = None
) -> Summed:
    """The summed distances between ratings of a unit, and between all; see `Sums.disagreement`.

    `distance`, a table of categories by categories that is not squared again, replaces the scale's own. Beyond `SQUARE`
    categories, all scales but the nominal one need the `codes`.
    """
    if distance is None and level == "nominal":
        n = sums.values.sum()
        return n - sums.same.sum(), n * n - (sums.values**2).sum()
    if len(categories) > SQUARE:
        assert codes is not None
        return _of_many(codes, categories, level, distance, sums)
    assert sums.pairs is not None
    if distance is None:
        distance = squared_distances(level, categories, sums.values)
    return (sums.pairs * distance).sum(), sums.values @ distance @ sums.values


def _of_many(codes: Codes, categories: Sequence[Any], level: str, distance: Floats | None, sums: Counted) -> Summed:
    """Compute the disagreement of a long scale, without a table of all pairs of values: it would exceed memory."""
    if distance is not None or level not in ("ordinal", "interval"):
        return _by_blocks(codes, categories, level, distance, sums)
    n = sums.values.sum()
    places = positions(level, categories, sums.values)
    places = places - (sums.values @ places) / max(n, 1)  # keeps precision: large squares would hide small differences
    return _spread_within(codes, places), 2 * (n * (sums.values @ places**2) - (sums.values @ places) ** 2)


def _spread_within(codes: Codes, places: Floats) -> Floats:
    given = codes >= 0
    n = counts_of(given)
    x = np.where(given, places[codes], 0.0)
    middle = x.sum(axis=1) / np.maximum(n, 1)
    squares = (np.where(given, x - middle[:, None], 0.0) ** 2).sum(axis=1)
    two = n > 1
    return np.asarray((2 * n[two] * squares[two] / (n[two] - 1)).sum())


def _by_blocks(codes: Codes, categories: Sequence[Any], level: str, distance: Floats | None, sums: Counted) -> Summed:
    def apart(these: Codes, those: Codes) -> Floats:
        if distance is not None:
            return np.asarray(distance[these, those])
        numbers = np.asarray(positions("interval", categories, sums.values))
        total = numbers[these] + numbers[those]
        return np.asarray(((numbers[these] - numbers[those]) / np.where(total == 0, 1, total)) ** 2)

    given, observed, expected = codes >= 0, np.zeros(()), np.zeros(())
    n = counts_of(given)
    for one in range(codes.shape[1]):
        for other in range(one):
            both = given[:, one] & given[:, other]
            observed = observed + (2 * apart(codes[both, one], codes[both, other]) / (n[both] - 1)).sum()
    seen = np.flatnonzero(sums.values)
    step = max(_BLOCK // max(len(seen), 1), 1)
    for start in range(0, len(seen), step):
        part = seen[start : start + step]
        expected = expected + sums.values[part] @ apart(part[:, None], seen) @ sums.values[seen]
    return observed, expected
