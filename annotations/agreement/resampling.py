"""Confidence intervals: the figure for many samples of articles, drawn with replacement. Percentile bootstrap.

Whole articles (or whole groups of articles) are drawn and not units, since the marks of one article depend on each
other. What an article gives is summed once; a sample is then a weighted sum. Zapf et al. 2016 for why not a formula.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.distances import agreement_weights
from annotations.agreement.ratings import Codes, Floats
from annotations.agreement.records import Interval

FEWEST = 10  # groups below which an interval would be a pretence
_CELLS = 1 << 22
Values = Mapping[str, Floats]


class Grouped(NamedTuple):
    """Sums over the units of each group. `pairs` are groups by category by category, for scales with an order only.

    `apart` sums the given `distance` of ratings of one unit, where one was given. `values` and `shares` list group,
    category and how much, for what the sum of squares over categories needs.
    """

    size: int
    level: str
    ratings: Floats
    same: Floats
    even: Floats
    even_near: Floats
    rated: Floats
    pairable: Floats
    values: tuple[Codes, Codes, Floats]
    shares: tuple[Codes, Codes, Floats]
    pairs: Floats | None
    distance: Floats | None = None
    apart: Floats | None = None


def grouped(
    codes: Codes, group: Codes, groups: int, size: int, level: str = "nominal", distance: Floats | None = None
) -> Grouped:
    """Sum ratings, units by annotators, over the groups to which the units belong."""
    given = codes >= 0
    n = given.sum(axis=1)
    two = n > 1
    weights, near = agreement_weights("quadratic", size) if level == "ordinal" else None, np.zeros(groups)
    same, even, pairs = np.zeros(groups), np.zeros(groups), None
    apart = None if distance is None else np.zeros(groups)
    table = np.zeros(groups * size * size) if weights is not None else None
    for one in range(codes.shape[1]):
        for other in range(one):
            both = np.flatnonzero(given[:, one] & given[:, other])
            these, those, where, much = codes[both, one], codes[both, other], group[both], n[both]
            alike = these == those
            same += np.bincount(where[alike], 2 / (much[alike] - 1), groups)
            even += np.bincount(where[alike], 2 / (much[alike] * (much[alike] - 1)), groups)
            if apart is not None and distance is not None:
                apart += np.bincount(where, 2 * distance[these, those] / (much - 1), groups)
            if table is not None and weights is not None:
                near += np.bincount(where, 2 * weights[these, those] / (much * (much - 1)), groups)
                for a, b in ((these, those), (those, these)):
                    table += np.bincount((where * size + a) * size + b, 1 / (much - 1), groups * size * size)
    pairs = None if table is None else table.reshape(groups, size, size)
    owner = np.broadcast_to(group[:, None], codes.shape)
    share = np.broadcast_to(1 / np.maximum(n, 1)[:, None], codes.shape)
    counted = given & two[:, None]
    ratings = np.bincount(group, np.where(two, n, 0), groups).astype(float)
    rated = np.bincount(group[n > 0], minlength=groups).astype(float)
    pairable = np.bincount(group[two], minlength=groups).astype(float)
    values = _summed(owner[counted], codes[counted], None, groups, size)
    shares = _summed(owner[given], codes[given], share[given], groups, size)
    return Grouped(size, level, ratings, same, even, near, rated, pairable, values, shares, pairs, distance, apart)


def _summed(group: Codes, code: Codes, weight: Floats | None, groups: int, size: int) -> tuple[Codes, Codes, Floats]:
    keys = group.astype(np.int64) * size + code
    if groups * size <= _CELLS:
        much = np.bincount(keys, weight, groups * size).astype(float)
        there = np.flatnonzero(much)
        return there // size, there % size, much[there]
    there, place = np.unique(keys, return_inverse=True)
    return there // size, there % size, np.bincount(place, weight, len(there)).astype(float)


def draws(groups: int, resamples: int, seed: int, times: Floats | None = None) -> Iterator[Floats]:
    """Draw samples with replacement: how often each group is in each, some samples at a time.

    `times` says how many there are of each; else there is one.
    """
    if times is not None:
        random = np.random.default_rng(seed)
        step = max(_CELLS // max(groups, 1), 1)
        for start in range(0, resamples, step):
            rows = min(step, resamples - start)
            yield random.multinomial(int(times.sum()), times / times.sum(), size=rows).astype(float)
    elif groups * resamples <= _CELLS:
        yield _sampled_once(groups, resamples, seed)
    else:
        yield from _sampled(groups, resamples, seed)


@lru_cache(maxsize=1)
def _sampled_once(groups: int, resamples: int, seed: int) -> Floats:
    return next(_sampled(groups, resamples, seed))  # every row of an overview asks for the same


def _sampled(groups: int, resamples: int, seed: int) -> Iterator[Floats]:
    random = np.random.default_rng(seed)
    step = max(_CELLS // max(groups, 1), 1)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        picks = random.integers(groups, size=(rows, groups)) + np.arange(rows)[:, None] * groups
        yield np.bincount(picks.ravel(), minlength=rows * groups).reshape(rows, groups).astype(float)


def interval(values: Sequence[float] | Floats, level: float = 0.95) -> Interval | None:
    """The interval that holds the middle `level` of the values of samples; those without a value are dropped."""
    drawn = np.asarray(values, dtype=float)
    there = drawn[np.isfinite(drawn)]
    if not len(there):
        return None
    low, high = np.percentile(there, [50 * (1 - level), 50 * (1 + level)])
    return Interval(float(low), float(high), level, len(drawn), len(drawn) - len(there))


def intervals(sampled: Iterator[Floats], values: Callable[[Floats], Values]) -> dict[str, Interval]:
    """The intervals of the figures that `values` computes for samples."""
    parts = [values(weights) for weights in sampled]
    found = {name: interval(np.concatenate([part[name] for part in parts])) for name in (parts[0] if parts else ())}
    return {name: made for name, made in found.items() if made is not None}


def sampled_values(sums: Grouped) -> Callable[[Floats], Values]:
    """What computes alpha, AC1 (AC2 where there is an order) and observed agreement for samples of groups."""
    values, shares = _Squares(*sums.values, sums.size), _Squares(*sums.shares, sums.size)
    apart = np.zeros(len(sums.same)) if sums.apart is None else sums.apart
    columns = [sums.ratings, sums.pairable, sums.rated, sums.even, sums.even_near, sums.same, apart]
    tables = [] if sums.pairs is None else [sums.pairs.reshape(len(sums.pairs), -1)]
    if sums.distance is not None:
        tables.append(values.table(len(sums.same)))
    everything = np.column_stack([*columns, *tables])  # so that a sample is one product

    def compute(weights: Floats) -> Values:
        drawn = weights @ everything
        n, pairable, rated, even, near, same, distance = drawn[:, :7].T
        with np.errstate(divide="ignore", invalid="ignore"):
            agreed = even / pairable
            unlike = 1 - shares.of(weights) / rated**2
            found = {"percent_agreement": agreed, "gwet_ac1": _corrected(agreed, unlike / (sums.size - 1))}
            if sums.distance is not None:
                given = drawn[:, -sums.size :]
                observed, expected = distance, np.einsum("sc,ck,sk->s", given, sums.distance, given)
            elif sums.pairs is None:
                observed, expected = n - same, n * n - values.of(weights)
            else:
                total = agreement_weights("quadratic", sums.size).sum()
                found["gwet_ac2"] = _corrected(near / pairable, total * unlike / (sums.size * (sums.size - 1)))
                observed, expected = _ordinal(drawn[:, 7:].reshape(-1, sums.size, sums.size))
            found["krippendorff_alpha"] = 1 - (n - 1) * observed / np.where(expected > 0, expected, np.nan)
        return found

    return compute


def _corrected(agreed: Floats, chance: Floats) -> Floats:
    return np.asarray((agreed - chance) / np.where(chance < 1 - 1e-15, 1 - chance, np.nan))


def _ordinal(pairs: Floats) -> tuple[Floats, Floats]:
    """Summed ordinal disagreement, observed and expected, for each of many tables."""
    values = pairs.sum(axis=2)
    places = np.cumsum(values, axis=1) - values / 2
    squared = (places[:, :, None] - places[:, None, :]) ** 2
    return np.einsum("sck,sck->s", pairs, squared), np.einsum("sc,sck,sk->s", values, squared, values)


class _Squares:
    """The sum over categories of the square of what a sample has of them.

    A category that one group alone uses, as most words do, needs no table of groups by categories.
    """

    def __init__(self, group: Codes, category: Codes, much: Floats, size: int) -> None:
        self._entries = group, category, much, size
        users = np.bincount(category, minlength=size)
        own = users[category] == 1
        self._groups, self._owned = np.unique(group[own], return_inverse=True)
        self._own = np.bincount(self._owned, much[own] ** 2, len(self._groups))
        _, column = np.unique(category[~own], return_inverse=True)
        rows, self._rows = np.unique(group[~own], return_inverse=True)
        self._common: NDArray[np.float64] = np.zeros((len(rows), int(column.max(initial=-1)) + 1))
        self._common[self._rows, column] = much[~own]
        self._used = rows

    def of(self, weights: Floats) -> Floats:
        """The sum for each sample."""
        used = weights if len(self._used) == weights.shape[1] else weights[:, self._used]
        total = np.einsum("sc,sc->s", *[used @ self._common] * 2)
        return np.asarray(total + weights[:, self._groups] ** 2 @ self._own if len(self._own) else total)

    def table(self, groups: int) -> Floats:
        """All of it, groups by categories."""
        group, category, much, size = self._entries
        found = np.zeros((groups, size))
        found[group, category] = much
        return found
