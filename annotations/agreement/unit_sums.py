"""The sums over all units of a table of ratings, which coefficients are computed from."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from annotations.agreement import alpha
from annotations.agreement.distances import agreement_weights
from annotations.agreement.ratings import Codes, Counted, Floats, Ratings, counted
from annotations.agreement.sums import Sums


class UnitSums(Sums):
    """The sums over all units. `distance` replaces the scale's own; only very long scales need `codes`."""

    def __init__(
        self, sums: Counted, categories: Sequence[Any], level: str = "nominal", distance: Floats | None = None,
        codes: Codes | None = None,
    ) -> None:  # fmt: skip
        self.counted, self.level = sums, level
        self._categories, self._distance, self._codes = categories, distance, codes
        size, rated, pairable = np.array([len(sums.values), sums.rated, sums.pairable], dtype=float)
        self.labels, self.rated, self.pairable, self.ratings = size, rated, pairable, sums.values.sum()

    def agreed(self, weights: str = "nominal") -> Floats:
        """Near misses earn no credit beyond `SQUARE` labels."""
        if weights == "nominal" or self.counted.even is None:
            return np.asarray(self.counted.even_same)
        return np.asarray((self.counted.even * agreement_weights(weights, len(self.counted.values))).sum())

    @property
    def shares(self) -> Floats:
        """By label."""
        return self.counted.shares

    @property
    def values(self) -> Floats:
        """By label."""
        return self.counted.values

    @property
    def squared_shares(self) -> Floats:
        """In total."""
        return np.asarray((self.shares**2).sum())

    @property
    def squared_values(self) -> Floats:
        """In total."""
        return np.asarray((self.values**2).sum())

    def disagreement(self) -> tuple[Floats, Floats]:
        """By the scale or the given distances."""
        return alpha.disagreement(self.counted, self._categories, self.level, self._distance, self._codes)


def unit_sums(ratings: Ratings, level: str = "nominal", distance: Floats | None = None) -> UnitSums:
    """Sum over a table of ratings."""
    codes, categories = ratings
    return UnitSums(counted(codes, len(categories)), categories, level, distance, codes)
