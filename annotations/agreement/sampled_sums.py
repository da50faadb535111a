"""Sums over units for many samples of articles: each article is summed once, and each sample is a weighted sum."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.coefficients import Coefficient, label_coefficients
from annotations.agreement.distances import agreement_weights
from annotations.agreement.figures import parts_of
from annotations.agreement.formulas import Parts
from annotations.agreement.ratings import Codes, Floats, counts_of
from annotations.agreement.resampling import Values
from annotations.agreement.sums import Sums

_CELLS = 1 << 22


class Grouped(NamedTuple):
    """Sums over the units of each group. `pairs` are groups by category by category, for ordinal scales only.

    `apart` sums the given `distance` between ratings of a unit, if any. `values` and `shares` list group, category and
    amount, as the sum of squares over categories needs it. `near` has the credit that ordinal scales usually need.
    """

    size: int
    level: str
    codes: Codes
    group: Codes
    ratings: Floats
    same: Floats
    even: Floats
    rated: Floats
    pairable: Floats
    values: tuple[Codes, Codes, Floats]
    shares: tuple[Codes, Codes, Floats]
    pairs: Floats | None
    distance: Floats | None = None
    apart: Floats | None = None
    near: Mapping[str, Floats] = {}

    def credited(self, weights: str) -> Floats:
        """For each group `Sums.agreed` with credit for near misses."""
        if weights in self.near:
            return self.near[weights]
        credit, found = agreement_weights(weights, self.size), np.zeros(len(self.same))
        for where, these, those, much in _pairs(self.codes, self.group):
            found += np.bincount(where, 2 * credit[these, those] / (much * (much - 1)), len(found))
        return found


def _pairs(codes: Codes, group: Codes) -> Iterator[tuple[Codes, Codes, Codes, Codes]]:
    """For each pair of annotators the units that both rated: group, both ratings, and the number of all ratings."""
    given = codes >= 0
    n = counts_of(given)
    for one in range(codes.shape[1]):
        for other in range(one):
            both = np.flatnonzero(given[:, one] & given[:, other])
            yield group[both], codes[both, one], codes[both, other], n[both]


def grouped(
    codes: Codes, group: Codes, groups: int, size: int, level: str = "nominal", distance: Floats | None = None
) -> Grouped:
    """Sum ratings, units by annotators, over groups of units."""
    given = codes >= 0
    n = counts_of(given)
    two = n > 1
    owner = np.broadcast_to(group[:, None], codes.shape)
    share = np.broadcast_to(1 / np.maximum(n, 1)[:, None], codes.shape)
    counted = given & two[:, None]
    same, even, pairs, near, apart = _pair_sums(codes, group, groups, size, level, distance)
    return Grouped(
        size, level, codes, group, same=same, even=even, pairs=pairs, distance=distance, apart=apart, near=near,
        ratings=np.bincount(group, np.where(two, n, 0), groups).astype(float),
        rated=np.bincount(group[n > 0], minlength=groups).astype(float),
        pairable=np.bincount(group[two], minlength=groups).astype(float),
        values=_summed(owner[counted], codes[counted], None, groups, size),
        shares=_summed(owner[given], codes[given], share[given], groups, size),
    )  # fmt: skip


def _pair_sums(
    codes: Codes, group: Codes, groups: int, size: int, level: str, distance: Floats | None
) -> tuple[Floats, Floats, Floats | None, Mapping[str, Floats], Floats | None]:
    """The sums over pairs of ratings of a unit in each group; see `Grouped`."""
    same, even, near = np.zeros(groups), np.zeros(groups), np.zeros(groups)
    apart = None if distance is None else np.zeros(groups)
    table = np.zeros(groups * size * size) if level == "ordinal" else None
    credit = agreement_weights("quadratic", size) if level == "ordinal" else None
    for where, these, those, much in _pairs(codes, group):
        alike = these == those
        same += np.bincount(where[alike], 2 / (much[alike] - 1), groups)
        even += np.bincount(where[alike], 2 / (much[alike] * (much[alike] - 1)), groups)
        if apart is not None and distance is not None:
            apart += np.bincount(where, 2 * distance[these, those] / (much - 1), groups)
        if table is not None and credit is not None:
            near += np.bincount(where, 2 * credit[these, those] / (much * (much - 1)), groups)
            for a, b in ((these, those), (those, these)):
                table += np.bincount((where * size + a) * size + b, 1 / (much - 1), groups * size * size)
    if table is None:
        return same, even, None, {}, apart
    return same, even, table.reshape(groups, size, size), {"quadratic": near}, apart


def _summed(group: Codes, code: Codes, weight: Floats | None, groups: int, size: int) -> tuple[Codes, Codes, Floats]:
    keys = group.astype(np.int64) * size + code
    if groups * size <= _CELLS:
        much = np.bincount(keys, weight, groups * size).astype(float)
        there = np.flatnonzero(much)
        return there // size, there % size, much[there]
    there, place = np.unique(keys, return_inverse=True)
    return there // size, there % size, np.bincount(place, weight, len(there)).astype(float)


Labels = Sequence[Coefficient[Callable[[Sums], Parts]]]


def sampled_values(each: Grouped, chosen: Labels | None = None) -> Callable[[Floats], Values]:
    """A function that computes coefficients for samples of groups: the chosen ones, or all that fit the scale."""
    wanted = label_coefficients(each.level, each.codes.shape[1]) if chosen is None else chosen
    values, shares = _Squares(*each.values, each.size), _Squares(*each.shares, each.size)
    apart = np.zeros(len(each.same)) if each.apart is None else each.apart
    columns = np.column_stack([each.ratings, each.pairable, each.rated, each.even, each.same, apart])

    def compute(weights: Floats) -> Values:
        sums = SampledSums(each, weights, weights @ columns, values, shares)
        return {coefficient.name: np.asarray(parts_of(coefficient, sums).value) for coefficient in wanted}

    return compute


class SampledSums(Sums):
    """The sums over units for many samples of groups at once: each sum has one entry per sample."""

    def __init__(self, each: Grouped, weights: Floats, drawn: Floats, values: "_Squares", shares: "_Squares") -> None:
        self.level, self.labels = each.level, np.asarray(float(each.size))
        self.ratings, self.pairable, self.rated, self._even, self._same, self._apart = drawn.T
        self._each, self._weights, self._values, self._shares = each, weights, values, shares
        self._credited: dict[str, Floats] = {}

    def agreed(self, weights: str = "nominal") -> Floats:
        """For each sample."""
        if weights == "nominal":
            return np.asarray(self._even)
        if weights not in self._credited:
            self._credited[weights] = self._weights @ self._each.credited(weights)
        return self._credited[weights]

    @cached_property
    def shares(self) -> Floats:
        """Samples by labels."""
        return self._shares.drawn(self._weights)

    @cached_property
    def values(self) -> Floats:
        """Samples by labels."""
        return self._values.drawn(self._weights)

    @cached_property
    def squared_shares(self) -> Floats:
        """For each sample."""
        return self._shares.of(self._weights)

    @cached_property
    def squared_values(self) -> Floats:
        """For each sample."""
        return self._values.of(self._weights)

    def disagreement(self) -> tuple[Floats, Floats]:
        """For each sample."""
        each = self._each
        if each.distance is not None:
            return self._apart, np.einsum("sc,ck,sk->s", self.values, each.distance, self.values)
        if each.pairs is None:
            return self.ratings - self._same, self.ratings**2 - self.squared_values
        pairs = self._weights @ each.pairs.reshape(len(each.pairs), -1)
        return _ordinal(pairs.reshape(-1, each.size, each.size))


def _ordinal(pairs: Floats) -> tuple[Floats, Floats]:
    """Summed ordinal disagreement, observed and expected, for each table."""
    values = pairs.sum(axis=2)
    places = np.cumsum(values, axis=1) - values / 2
    squared = (places[:, :, None] - places[:, None, :]) ** 2
    return np.einsum("sck,sck->s", pairs, squared), np.einsum("sc,sck,sk->s", values, squared, values)


class _Squares:
    """Squares of a sample's total in each category, summed over categories.

    Categories used by a single group, like most words, need no table of groups by categories.
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

    def drawn(self, weights: Floats) -> Floats:
        """The total of each sample in each category."""
        group, category, much, size = self._entries
        groups = weights.shape[1]
        if groups * size > _CELLS:
            return np.array([np.bincount(category, row[group] * much, size) for row in weights])
        table = np.zeros((groups, size))
        table[group, category] = much
        return weights @ table
