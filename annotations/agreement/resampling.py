"""Confidence intervals: the figure for many samples of articles, drawn with replacement. Percentile bootstrap.

Whole articles (or whole groups of articles) are drawn and not units, since the marks of one article depend on each
other. What an article gives is summed once; a sample is then a weighted sum. Zapf et al. 2016 for why not a formula.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from annotations.agreement.ratings import Floats
from annotations.agreement.records import Interval

FEWEST = 10  # groups below which an interval would be a pretence
_CELLS = 1 << 22
Values = Mapping[str, Floats]


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
