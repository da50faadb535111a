"""Ratings as codes in an array, and the sums over units that coefficients need."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.signedinteger[Any]]
Floats = NDArray[np.float64]
Numbers = Codes | Floats

SQUARE = 512  # the most categories for tables of category by category
_CELLS = 1 << 22  # the most cells of items by categories that are counted at a time
_KEYS = 1 << 31
_FEW = 32


class Ratings(NamedTuple):
    """Ratings as `codes`, items by annotators: indexes into `categories`, or negative if missing."""

    codes: Codes
    categories: tuple[Any, ...]


class Counted(NamedTuple):
    """Sums over items, from which coefficients are computed. The sums of two sets of items can be added.

    With n ratings of an item, n_c of them c: `pairs` sums n_c (n_k - [c=k]) / (n-1), `even` the same over n (n-1);
    `same` is the diagonal of `pairs`, `even_same` the trace of `even`, `values` sums n_c, all over items with two
    ratings or more; `shares` sums n_c / n over all items with a rating. The tables are none beyond `SQUARE` categories.
    """

    pairs: Floats | None
    even: Floats | None
    same: Floats
    values: Floats
    shares: Floats
    even_same: float
    items: int
    rated: int
    pairable: int


def ratings(matrix: Sequence[Sequence[Hashable | None]], categories: Sequence[Hashable] | None = None) -> Ratings:
    """Code a table of items by annotators, none for missing ratings. The default categories are those that occur."""
    rows = [[frozenset(cell) if isinstance(cell, (list, set)) else cell for cell in row] for row in matrix]
    order = list(categories) if categories is not None else _sorted({c for row in rows for c in row if c is not None})
    number = {category: index for index, category in enumerate(order)}
    number[None] = -1
    width = max(map(len, rows), default=0)
    codes = np.full((len(rows), width), -1, dtype=np.int32)
    for index, row in enumerate(rows):
        codes[index, : len(row)] = [number[cell] for cell in row]
    return Ratings(codes, tuple(order))


def _sorted(values: set[Any]) -> list[Any]:
    if any(isinstance(value, frozenset) for value in values):
        return sorted(values, key=lambda value: sorted(map(str, value)))
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=str)


def counts_of(flags: NDArray[np.bool_]) -> Codes:
    """How many flags of each row are set; much faster for a few columns than summing rows."""
    if flags.shape[1] > _FEW:
        return np.asarray(flags.sum(axis=1))
    found = np.zeros(len(flags), dtype=np.int64)
    for column in flags.T:
        found += column
    return found


def narrowed(numbers: Codes) -> Codes:
    """The same whole numbers in as few bytes as they need."""
    low, high = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return numbers.astype(kind)
    return numbers


def counted(codes: Codes, size: int) -> Counted:
    """Sum over items what the coefficients need; `size` is the number of categories."""
    if size > SQUARE:
        return _counted_by_pairs(codes, size)
    pairs, even, shares = np.zeros((size, size)), np.zeros((size, size)), np.zeros(size)
    values, rated, pairable = np.zeros(size), 0, 0
    for counts, weights in collapsed(codes, size):
        n = counts.sum(axis=1)
        some, two = n > 0, n > 1
        rated += int(weights[some].sum())
        shares += (weights[some] / n[some]) @ counts[some]
        counts, weights, n = counts[two], weights[two], n[two]
        pairable += int(weights.sum())
        values += weights @ counts
        for table, share in ((pairs, weights / (n - 1)), (even, weights / (n * (n - 1)))):
            weighed = counts * share[:, None]
            table += counts.T @ weighed - np.diag(weighed.sum(axis=0))
    same = np.diag(pairs).copy()
    return Counted(pairs, even, same, values, shares, float(np.trace(even)), len(codes), rated, pairable)


def collapsed(codes: Codes, size: int) -> Iterator[tuple[Floats, Floats]]:
    """Yield counts of each category, one row for each distinct pattern, with the number of items that have it.

    An item's pattern is written as a number with a digit for each category. If that is too long, items are counted
    one by one, in blocks.
    """
    items, annotators = codes.shape
    base = annotators + 1
    if base**size < _KEYS:
        powers = np.append(base ** np.arange(size, dtype=np.int64), 0).astype(np.int32)
        keys = np.zeros(items, dtype=np.int32)
        for column in codes.T:
            keys += powers[column]  # a negative code picks the last power, which is 0
        if base**size <= max(4 * items, 1 << 16):
            times = np.bincount(keys, minlength=1)
            found = np.flatnonzero(times)
            times = times[found]
        else:
            found, times = np.unique(keys, return_counts=True)
        yield (found[:, None] // powers[:size] % base).astype(float), times.astype(float)
        return
    step = max(_CELLS // max(size, 1), 1)
    for start in range(0, items, step):
        part = codes[start : start + step]
        places = np.arange(len(part))[:, None] * size + part
        counts = np.bincount(places[part >= 0], minlength=len(part) * size)
        yield counts.reshape(len(part), size).astype(float), np.ones(len(part))


def _counted_by_pairs(codes: Codes, size: int) -> Counted:
    """The same without a table of items by categories, for free text; square tables are left out."""
    given = codes >= 0
    n = counts_of(given)
    some, two = n > 0, n > 1
    same, even_same = np.zeros(size), 0.0
    for one in range(codes.shape[1]):
        for other in range(one):
            both = np.flatnonzero(given[:, one] & (codes[:, one] == codes[:, other]))
            same += np.bincount(codes[both, one], 2 / (n[both] - 1), size)
            even_same += float((2 / (n[both] * (n[both] - 1))).sum())
    values = np.bincount(codes[two][given[two]], minlength=size).astype(float)
    weights = np.broadcast_to(1 / np.maximum(n, 1)[:, None], codes.shape)
    shares = np.bincount(codes[given], weights[given], size).astype(float)
    return Counted(None, None, same, values, shares, even_same, len(codes), int(some.sum()), int(two.sum()))


def added_counts(one: Counted, other: Counted) -> Counted:
    """The sums over two sets of items with the same categories."""
    pairs = None if one.pairs is None or other.pairs is None else one.pairs + other.pairs
    even = None if one.even is None or other.even is None else one.even + other.even
    return Counted(
        pairs, even, one.same + other.same, one.values + other.values, one.shares + other.shares,
        one.even_same + other.even_same, one.items + other.items, one.rated + other.rated,
        one.pairable + other.pairable,
    )  # fmt: skip
