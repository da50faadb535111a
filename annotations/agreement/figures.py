"""Figures: coefficients computed from the sums over all units, or the reason why they are undefined."""

from collections.abc import Callable
from typing import Any

import numpy as np

from annotations.agreement.coefficients import COEFFICIENTS, Coefficient, levels_of
from annotations.agreement.formulas import Parts
from annotations.agreement.ratings import Floats, Ratings
from annotations.agreement.records import Figure, framed, undefined
from annotations.agreement.sums import Sums
from annotations.agreement.unit_sums import UnitSums, unit_sums

_NO_ROOM = 1e-15


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
