"""Krippendorff's alpha: 1 - observed / expected disagreement, for any number of annotators, with gaps, on any scale.

Krippendorff, Content Analysis (2004), chapter 11; Computing Krippendorff's Alpha-Reliability (2011).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from annotations.agreement.distances import positions, squared_distances
from annotations.agreement.ratings import SQUARE, Codes, Counted, Floats, Ratings, counted
from annotations.agreement.records import Figure, framed, undefined

_BLOCK = 1 << 20


def krippendorff_alpha(ratings: Ratings, level: str = "nominal", distance: Floats | None = None) -> Figure:
    """Compute alpha; `distance`, categories by categories and not squared again, takes the place of the level's own."""
    codes, categories = ratings
    if len(categories) > SQUARE and (level != "nominal" or distance is not None):
        return _alpha_of_many(codes, categories, level, distance)
    return alpha_of(counted(codes, len(categories)), categories, level, distance)


def alpha_of(
    sums: Counted, categories: Sequence[Any], level: str = "nominal", distance: Floats | None = None
) -> Figure:
    """Compute alpha from sums over items; beyond `SQUARE` categories they allow for the nominal level only."""
    n = sums.values.sum()
    if distance is None and level == "nominal":
        observed = n - sums.same.sum()
        expected = n * n - (sums.values**2).sum()
    else:
        assert sums.pairs is not None
        if distance is None:
            distance = squared_distances(level, categories, sums.values)
        observed = (sums.pairs * distance).sum()
        expected = sums.values @ distance @ sums.values
    return alpha_figure(observed, expected, n, level, sums)


def alpha_figure(observed: float, expected: float, n: float, level: str, sums: Counted) -> Figure:
    """Make the figure of summed disagreements, those of all pairs of ratings of an item, and of all pairs at all."""
    figure = framed("krippendorff_alpha", sums.items, sums.pairable, level)
    if not sums.pairable:
        return undefined(figure, "no_pairable" if sums.rated else "no_ratings")
    return of_disagreement(figure, observed, expected, n)


def of_disagreement(figure: Figure, observed: float, expected: float, n: float) -> Figure:
    """Finish a figure of summed disagreements, of `n` ratings."""
    observed, expected, n = float(observed), float(expected), float(n)
    if not n:
        return undefined(figure, "no_ratings")
    counts = {"ratings": n, "observed_disagreement": observed, "expected_disagreement": expected}
    figure = figure._replace(observed=observed / n, expected=expected / (n * (n - 1)), counts=counts)
    if expected <= 0:
        return undefined(figure, "no_variation")
    return figure._replace(value=1 - (n - 1) * observed / expected)


def _alpha_of_many(codes: Codes, categories: Sequence[Any], level: str, distance: Floats | None) -> Figure:
    """Alpha on a scale with so many values that a table of value by value would not fit."""
    sums = counted(codes, len(categories))
    n = sums.values.sum()
    if distance is None and level in ("ordinal", "interval"):
        places = positions(level, categories, sums.values)
        places = places - (sums.values @ places) / max(n, 1)  # so that squares do not drown the differences
        observed = _spread_within(codes, places)
        expected = 2 * (n * (sums.values @ places**2) - (sums.values @ places) ** 2)
        return alpha_figure(observed, expected, n, level, sums)
    return _alpha_by_blocks(codes, categories, level, distance, sums)


def _spread_within(codes: Codes, places: Floats) -> float:
    given = codes >= 0
    n = given.sum(axis=1)
    x = np.where(given, places[codes], 0.0)
    middle = x.sum(axis=1) / np.maximum(n, 1)
    squares = (np.where(given, x - middle[:, None], 0.0) ** 2).sum(axis=1)
    two = n > 1
    return float((2 * n[two] * squares[two] / (n[two] - 1)).sum())


def _alpha_by_blocks(
    codes: Codes, categories: Sequence[Any], level: str, distance: Floats | None, sums: Counted
) -> Figure:
    def apart(these: Codes, those: Codes) -> Floats:
        if distance is not None:
            return np.asarray(distance[these, those])
        numbers = np.asarray(positions("interval", categories, sums.values))
        total = numbers[these] + numbers[those]
        return np.asarray(((numbers[these] - numbers[those]) / np.where(total == 0, 1, total)) ** 2)

    given, observed, expected = codes >= 0, 0.0, 0.0
    n = given.sum(axis=1)
    for one in range(codes.shape[1]):
        for other in range(one):
            both = given[:, one] & given[:, other]
            observed += float((2 * apart(codes[both, one], codes[both, other]) / (n[both] - 1)).sum())
    seen = np.flatnonzero(sums.values)
    step = max(_BLOCK // max(len(seen), 1), 1)
    for start in range(0, len(seen), step):
        part = seen[start : start + step]
        expected += float(sums.values[part] @ apart(part[:, None], seen) @ sums.values[seen])
    return alpha_figure(observed, expected, sums.values.sum(), level, sums)
