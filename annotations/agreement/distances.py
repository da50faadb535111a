"""The distance between two categories (for alpha), and the credit for near misses (for weighted kappa and similar)."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from annotations.agreement.ratings import Floats
from annotations.errors import ClaimdeskError

LEVELS = ("nominal", "ordinal", "interval", "ratio", "masi", "jaccard", "masi_dkpro")
WEIGHTS = ("nominal", "linear", "quadratic", "ordinal")


def squared_distances(level: str, categories: Sequence[Any], values: Floats) -> Floats:
    """The squared distances between categories. Ordinal ones need `values`, the number of ratings in each category.

    Distances of sets are not squared. Krippendorff 2011; for MASI Passonneau 2006.
    """
    if level == "nominal":
        return 1.0 - np.eye(len(categories))
    if level in ("ordinal", "interval"):
        places = positions(level, categories, values)
        return np.asarray((places[:, None] - places) ** 2)
    if level == "ratio":
        numbers = _numbers(level, categories)
        sums = numbers[:, None] + numbers
        return np.asarray(((numbers[:, None] - numbers) / np.where(sums == 0, 1, sums)) ** 2)
    if level in _OF_SETS:
        distance = _OF_SETS[level]
        return np.array([[distance(one, other) for other in categories] for one in categories], dtype=float)
    raise ClaimdeskError(f"There is no level “{level}”. Choose one of: {', '.join(LEVELS)}.")


def positions(level: str, categories: Sequence[Any], values: Floats) -> Floats:
    """The position of categories on a line: their number or, for ordinal scales, their mean rank among all ratings.

    The squared difference of mean ranks is Krippendorff's ordinal metric.
    """
    return np.cumsum(values) - values / 2 if level == "ordinal" else _numbers(level, categories)


def _numbers(level: str, categories: Sequence[Any]) -> Floats:
    try:
        return np.array([float(category) for category in categories])
    except (TypeError, ValueError):
        raise ClaimdeskError(f"The level “{level}” needs numbers. Choose nominal or ordinal for words.") from None


def agreement_weights(level: str, size: int) -> Floats:
    """How much two categories agree, from 1 to 0, by their rank in the scheme, including unused ones.

    `ordinal` is Gwet's, not Krippendorff's metric.
    """
    ranks = np.arange(size)
    apart = np.abs(ranks[:, None] - ranks)
    furthest = max(size - 1, 1)
    if level == "nominal":
        return np.eye(size)
    if level == "linear":
        return np.asarray(1 - apart / furthest)
    if level == "quadratic":
        return np.asarray(1 - (apart / furthest) ** 2)
    if level == "ordinal":
        return np.asarray(1 - apart * (apart + 1) / (furthest * (furthest + 1)))
    raise ClaimdeskError(f"There are no weights “{level}”. Choose one of: {', '.join(WEIGHTS)}.")


def jaccard_distance(one: frozenset[Any], other: frozenset[Any]) -> float:
    """1 minus the share of members that two sets have in common; 0 for two empty sets."""
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def masi_distance(one: frozenset[Any], other: frozenset[Any]) -> float:
    """1 minus Jaccard's share times 1 (equal), 2/3 (subset), 1/3 (overlap) or 0. Passonneau 2006."""
    return 1 - (1 - jaccard_distance(one, other)) * _monotonicity(one, other)


def masi_dkpro_distance(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Jaccard's distance times 0 (equal), 1/3, 2/3 or 1: the variant that DKPro and INCEpTION compute."""
    return jaccard_distance(one, other) * (1 - _monotonicity(one, other))


def _monotonicity(one: frozenset[Any], other: frozenset[Any]) -> float:
    if one == other:
        return 1.0
    if one <= other or other <= one:
        return 2 / 3
    return 1 / 3 if one & other else 0.0


_OF_SETS = {"masi": masi_distance, "jaccard": jaccard_distance, "masi_dkpro": masi_dkpro_distance}
