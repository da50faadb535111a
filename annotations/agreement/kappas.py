"""Coefficients that estimate chance from each annotator's own use of labels: Cohen's, Light's and Conger's kappa.

Light to import.
"""

from itertools import combinations
from typing import TYPE_CHECKING

from annotations.agreement.records import Figure, framed, undefined

if TYPE_CHECKING:
    from annotations.agreement.ratings import Codes, Floats, Ratings

_LIKELIEST = ("no_variation", "no_pairable")


def cohen_kappa(ratings: "Ratings", level: str = "nominal", distance: "Floats | None" = None) -> Figure:
    """Cohen's kappa of two annotators on the items that both rated; weighted by rank or by a table of distances.

    Cohen 1960, 1968. `level` is nominal, linear, quadratic or ordinal (Gwet's); ranks are those of the categories.
    """
    if ratings.codes.shape[1] != 2:
        return undefined(framed("cohen_kappa", len(ratings.codes), 0, level), "not_two")
    size = len(ratings.categories)
    table = confusion(ratings.codes[:, 0], ratings.codes[:, 1], size)
    if distance is None and level != "nominal":
        from annotations.agreement.distances import agreement_weights

        distance = 1 - agreement_weights(level, size)
    figure = _kappa_of(table, len(ratings.codes), level, distance)
    return undefined(figure, "no_ratings") if (ratings.codes < 0).all() else figure


def _kappa_of(table: "Floats", units: int, level: str, distance: "Floats | None") -> Figure:
    """Cohen's kappa from a confusion matrix; without distances all differences count the same."""
    n = float(table.sum())
    figure = framed("cohen_kappa", units, int(n), level)
    if not n:
        return undefined(figure, "no_pairable")
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    if distance is None:
        observed, expected = n - float(table.trace()), n * n - float(rows @ columns)
    else:
        observed, expected = float((table * distance).sum()), float(rows @ distance @ columns)
    figure = figure._replace(observed=1 - observed / n, expected=1 - expected / (n * n))
    if expected <= 0:
        return undefined(figure, "no_variation")
    return figure._replace(value=1 - n * observed / expected)


def confusion(one: "Codes", other: "Codes", size: int) -> "Floats":
    """The confusion matrix of two annotators (rows and columns) over the items that both rated."""
    import numpy as np

    both = (one >= 0) & (other >= 0)
    places = one[both].astype(np.int64) * size + other[both]
    return np.bincount(places, minlength=size * size).reshape(size, size).astype(float)


def light_kappa(ratings: "Ratings", level: str = "nominal") -> Figure:
    """Light's kappa: the mean of Cohen's kappa over all pairs of annotators for which it is defined. Light 1971."""
    import numpy as np

    from annotations.agreement.ratings import counts_of

    codes = ratings.codes
    pairs = [
        cohen_kappa(ratings._replace(codes=codes[:, [one, other]]), level)
        for one, other in combinations(range(codes.shape[1]), 2)
    ]
    values = [pair.value for pair in pairs if pair.value is not None]
    pairable = int((counts_of(codes >= 0) > 1).sum())
    figure = framed("light_kappa", len(codes), pairable, level)
    figure = figure._replace(counts={"pairs": len(pairs), "pairs_left_out": len(pairs) - len(values)})
    if not values:
        reasons = {pair.reason_code for pair in pairs}
        return undefined(figure, next((code for code in _LIKELIEST if code in reasons), "no_ratings"))
    return figure._replace(value=float(np.mean(values)), sd=float(np.std(values)))


def conger_kappa(ratings: "Ratings", level: str = "nominal") -> Figure:
    """Conger's kappa: Cohen's kappa for many annotators, with missing ratings as in Gwet. Conger 1980."""
    import numpy as np

    from annotations.agreement.unit_sums import unit_sums

    codes, categories = ratings
    sums = unit_sums(ratings)
    figure = framed("conger_kappa", sums.counted.items, sums.counted.pairable, level)
    if not sums.counted.pairable:
        return undefined(figure, "no_pairable" if sums.counted.rated else "no_ratings")
    observed = float(sums.observed())
    shares = marginal_shares(codes[:, (codes >= 0).any(axis=0)], len(categories))
    count = len(shares)
    mean = shares.mean(axis=0)
    off = shares - mean
    together = np.outer(mean, mean) - off.T @ off / (count * max(count - 1, 1))
    expected = float(together.trace())
    figure = figure._replace(observed=observed, expected=expected)
    if expected >= 1 - 1e-15:
        return undefined(figure, "no_variation")
    return figure._replace(value=(observed - expected) / (1 - expected))


def marginal_shares(codes: "Codes", size: int) -> "Floats":
    """Each annotator's share of ratings in each category: annotators by categories."""
    import numpy as np

    rows = [np.bincount(column[column >= 0], minlength=size) for column in codes.T]
    table = np.array(rows, dtype=float).reshape(len(rows), size)
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1))
