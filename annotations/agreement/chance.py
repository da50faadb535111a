"""Coefficients that correct observed agreement for chance without regard to who rated: (p_a - p_e) / (1 - p_e).

They differ in p_e: Fleiss 1971 (and Scott 1955 for two), Brennan and Prediger 1981 (Bennett's S, Randolph), Gwet 2008
(AC1, with weights AC2). Observed agreement with gaps, and the weights, as in Gwet, Handbook of Inter-Rater Reliability.
"""

from typing import Any

import numpy as np

from annotations.agreement.distances import agreement_weights
from annotations.agreement.ratings import Counted, Floats, Ratings, counted
from annotations.agreement.records import Figure, framed, undefined


def percent_agreement(ratings: Ratings, level: str = "nominal") -> Figure:
    """Observed agreement: the mean over items of the share of pairs of ratings that agree."""
    return observed_of(_counted(ratings), level)


def fleiss_kappa(ratings: Ratings, level: str = "nominal") -> Figure:
    """Fleiss' kappa, for any number of annotators."""
    return corrected("fleiss_kappa", _counted(ratings), level)


def fleiss_kappa_category(ratings: Ratings, category: Any) -> Figure:
    """Fleiss' kappa of one category against all others. Every item needs the same number of ratings, as in Fleiss."""
    sums, index = _counted(ratings), ratings.categories.index(category)
    share = float(sums.shares[index] / max(sums.rated, 1))
    figure = framed("fleiss_kappa_category", sums.items, sums.pairable)
    if not sums.pairable:
        return undefined(figure, "no_pairable" if sums.rated else "no_ratings")
    if share >= 1 or not sums.values[index]:
        return undefined(figure, "no_variation" if share >= 1 else "no_label")
    agreed = float(sums.same[index] / sums.values[index])
    return figure._replace(value=(agreed - share) / (1 - share), observed=agreed, expected=share)


def scott_pi(ratings: Ratings) -> Figure:
    """Scott's pi of two annotators, on the items that both rated."""
    if ratings.codes.shape[1] != 2:
        return undefined(framed("scott_pi", len(ratings.codes), 0), "not_two")
    both = (ratings.codes >= 0).all(axis=1)
    figure = corrected("fleiss_kappa", counted(ratings.codes[both], len(ratings.categories)))
    units = len(ratings.codes)
    figure = figure._replace(coefficient="scott_pi", units=units, left_out=units - figure.pairable)
    return undefined(figure, "no_pairable") if not both.any() and (ratings.codes >= 0).any() else figure


def brennan_prediger(ratings: Ratings, level: str = "nominal") -> Figure:
    """Brennan and Prediger's kappa: chance means that all categories of the scheme are alike."""
    return corrected("brennan_prediger", _counted(ratings), level)


def bennett_s(ratings: Ratings) -> Figure:
    """Bennett, Alpert and Goldstein's S, which is Brennan and Prediger's kappa without weights."""
    return brennan_prediger(ratings)._replace(coefficient="bennett_s")


def randolph_kappa(ratings: Ratings) -> Figure:
    """Randolph's free-marginal kappa, which is the same for many annotators."""
    return brennan_prediger(ratings)._replace(coefficient="randolph_kappa")


def gwet_ac1(ratings: Ratings) -> Figure:
    """Gwet's AC1, which holds up where one category is nearly all there is."""
    return corrected("gwet_ac1", _counted(ratings))


def gwet_ac2(ratings: Ratings, level: str = "quadratic") -> Figure:
    """Gwet's AC2: AC1 with credit for near misses."""
    return corrected("gwet_ac2", _counted(ratings), level)


def specific_agreement(ratings: Ratings, category: Any) -> Figure:
    """How often a rating of one category is met by the same from another annotator. For two, Dice's coefficient."""
    return specific_of(_counted(ratings), ratings.categories.index(category))


def specific_of(sums: Counted, index: int) -> Figure:
    """Specific agreement from sums over items, for the category of this number."""
    figure = framed("specific_agreement", sums.items, sums.pairable)
    if not sums.values[index]:
        return undefined(figure, "no_label")
    value = float(sums.same[index] / sums.values[index])
    return figure._replace(value=value, observed=value)


def observed_of(sums: Counted, level: str = "nominal") -> Figure:
    """Observed agreement from sums over items."""
    figure = corrected("percent_agreement", sums, level)
    if figure.observed is None:
        return figure
    return figure._replace(value=figure.observed, reason="", reason_code="", expected=None)


def corrected(coefficient: str, sums: Counted, level: str = "nominal") -> Figure:
    """Correct observed agreement for chance; beyond the square limit of categories the nominal level only."""
    figure = framed(coefficient, sums.items, sums.pairable, level)
    if not sums.pairable:
        return undefined(figure, "no_pairable" if sums.rated else "no_ratings")
    size = len(sums.values)
    if level == "nominal" or sums.even is None:
        agreed, weights = sums.even_same, None
    else:
        weights = agreement_weights(level, size)
        agreed = float((sums.even * weights).sum())
    observed = agreed / sums.pairable
    expected = _expected(coefficient, sums.shares / sums.rated, weights)
    figure = figure._replace(observed=observed, expected=expected)
    if size < 2 and coefficient != "fleiss_kappa":
        return undefined(figure, "one_category")
    if expected >= 1 - 1e-15:
        return undefined(figure, "no_variation")
    return figure._replace(value=(observed - expected) / (1 - expected))


def _expected(coefficient: str, shares: Floats, weights: Floats | None) -> float:
    size = len(shares)
    total = float(size if weights is None else weights.sum())
    if coefficient in ("gwet_ac1", "gwet_ac2"):
        return float(total * (shares * (1 - shares)).sum() / max(size * (size - 1), 1))
    if coefficient == "fleiss_kappa":
        return float((shares**2).sum() if weights is None else shares @ weights @ shares)
    return total / max(size * size, 1)


def _counted(ratings: Ratings) -> Counted:
    return counted(ratings.codes, len(ratings.categories))


def marginal_shares(codes: Any, size: int) -> Floats:
    """How often each annotator gave each category, as shares of their own ratings: annotators by categories."""
    rows = [np.bincount(column[column >= 0], minlength=size) for column in codes.T]
    table = np.array(rows, dtype=float).reshape(len(rows), size)
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1))
