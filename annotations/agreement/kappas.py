"""Coefficients that take each annotator's own habits as chance: Cohen's kappa, and Light's and Conger's for many."""

from itertools import combinations

import numpy as np

from annotations.agreement.chance import marginal_shares, percent_agreement
from annotations.agreement.distances import agreement_weights
from annotations.agreement.ratings import Codes, Floats, Ratings
from annotations.agreement.records import Figure, framed, undefined


def cohen_kappa(ratings: Ratings, level: str = "nominal", distance: Floats | None = None) -> Figure:
    """Cohen's kappa of two annotators on the items that both rated; weighted by rank, or by a table of distances.

    Cohen 1960, 1968. `level` is nominal, linear, quadratic or ordinal (Gwet's); ranks are those of the categories.
    """
    if ratings.codes.shape[1] != 2:
        return undefined(framed("cohen_kappa", len(ratings.codes), 0, level), "not_two")
    size = len(ratings.categories)
    table = confusion(ratings.codes[:, 0], ratings.codes[:, 1], size)
    if distance is None and level != "nominal":
        distance = 1 - agreement_weights(level, size)
    figure = kappa_of(table, len(ratings.codes), level, distance)
    return undefined(figure, "no_ratings") if (ratings.codes < 0).all() else figure


def kappa_of(table: Floats, units: int, level: str = "nominal", distance: Floats | None = None) -> Figure:
    """Cohen's kappa from a confusion table; without distances all differences are alike."""
    n = float(table.sum())
    figure = framed("cohen_kappa", units, int(n), level)
    if not n:
        return undefined(figure, "no_pairable")
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    if distance is None:
        observed, expected = n - float(np.trace(table)), n * n - float(rows @ columns)
    else:
        observed, expected = float((table * distance).sum()), float(rows @ distance @ columns)
    figure = figure._replace(observed=1 - observed / n, expected=1 - expected / (n * n))
    if expected <= 0:
        return undefined(figure, "no_variation")
    return figure._replace(value=1 - n * observed / expected)


def confusion(one: Codes, other: Codes, size: int) -> Floats:
    """How often one annotator's category (row) met another's (column), over the items that both rated."""
    both = (one >= 0) & (other >= 0)
    places = one[both].astype(np.int64) * size + other[both]
    return np.bincount(places, minlength=size * size).reshape(size, size).astype(float)


_LIKELIEST = ("no_variation", "no_pairable")


def light_kappa(ratings: Ratings, level: str = "nominal") -> Figure:
    """Light's kappa: the mean of Cohen's over all pairs of annotators for whom it is defined. Light 1971."""
    codes, categories = ratings
    pairs = [
        cohen_kappa(Ratings(codes[:, [one, other]], categories), level)
        for one, other in combinations(range(codes.shape[1]), 2)
    ]
    values = [pair.value for pair in pairs if pair.value is not None]
    pairable = int(((codes >= 0).sum(axis=1) > 1).sum())
    figure = framed("light_kappa", len(codes), pairable, level)
    figure = figure._replace(counts={"pairs": len(pairs), "pairs_left_out": len(pairs) - len(values)})
    if not values:
        reasons = {pair.reason_code for pair in pairs}
        return undefined(figure, next((code for code in _LIKELIEST if code in reasons), "no_ratings"))
    return figure._replace(value=float(np.mean(values)), sd=float(np.std(values)))


def conger_kappa(ratings: Ratings, level: str = "nominal") -> Figure:
    """Conger's kappa: Cohen's for many annotators, with gaps as Gwet has it. Conger 1980."""
    codes, categories = ratings
    agreed = percent_agreement(ratings, level)
    figure = agreed._replace(coefficient="conger_kappa", value=None)
    if agreed.observed is None:
        return figure
    rated = (codes >= 0).any(axis=0)
    shares = marginal_shares(codes[:, rated], len(categories))
    count = len(shares)
    mean = shares.mean(axis=0)
    off = shares - mean
    together = np.outer(mean, mean) - off.T @ off / (count * max(count - 1, 1))
    expected = float((together * agreement_weights(level, len(categories))).sum())
    figure = figure._replace(expected=expected)
    if expected >= 1 - 1e-15:
        return undefined(figure, "no_variation")
    return figure._replace(value=(agreed.observed - expected) / (1 - expected))
