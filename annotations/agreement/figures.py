"""Figures: coefficients computed from the sums over all units, or the reason why they are undefined."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from annotations.agreement import alpha
from annotations.agreement.coefficients import COEFFICIENTS, Coefficient, levels_of
from annotations.agreement.distances import agreement_weights
from annotations.agreement.formulas import Parts
from annotations.agreement.ratings import Codes, Counted, Floats, Ratings, counted
from annotations.agreement.records import Figure, framed, undefined
from annotations.agreement.sums import Sums

_NO_ROOM = 1e-15


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


def figure_of(coefficient: Coefficient[Callable[[Sums], Parts]], sums: UnitSums) -> Figure:
    """Compute a coefficient of labels."""
    level = levels_of(coefficient, sums.level)[0]
    figure = framed(coefficient.name, sums.counted.items, sums.counted.pairable, level)
    if not sums.counted.pairable:
        return undefined(figure, "no_pairable" if sums.counted.rated else "no_ratings")
    return finished(figure, coefficient, parts_of(coefficient, sums), int(sums.labels))


def parts_of(coefficient: Coefficient[Callable[[Any], Parts]], sums: Any) -> Parts:
    """Apply the formula; dividing by zero gives nan."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return coefficient.function(sums)


def figure_of_ratings(name: str, ratings: Ratings, level: str = "nominal", distance: Floats | None = None) -> Figure:
    """Compute one coefficient of labels for a table of ratings."""
    coefficient = next(coefficient for coefficient in COEFFICIENTS if coefficient.name == name)
    return figure_of(coefficient, unit_sums(ratings, level, distance))


def finished(figure: Figure, coefficient: Coefficient[Any], parts: Parts, labels: int = 2) -> Figure:
    """Fill in the value, or the reason why there is none."""
    value, observed, expected = (_number(part) for part in (parts.value, parts.observed, parts.expected))
    counts = {name: float(count) for name, count in parts.counts.items()}
    figure = figure._replace(
        value=value, observed=observed, expected=expected, sd=_number(parts.sd), counts=counts or figure.counts
    )
    if value is not None:
        return figure
    if expected is None:
        return undefined(figure, "one_category" if labels < 2 else "undefined")
    no_room = expected <= 0 if coefficient.of_disagreement else expected >= 1 - _NO_ROOM
    return undefined(figure, "no_variation" if no_room else "undefined")


def _number(part: Floats | None) -> float | None:
    return float(part) if part is not None and np.isfinite(part) else None
