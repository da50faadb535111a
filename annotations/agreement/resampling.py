"""Confidence intervals by percentile bootstrap: the coefficient for many samples of articles, drawn with replacement.

Whole articles (or groups of articles) are drawn rather than units, since the annotations of one article depend on each
other. Each article is summed once; a sample is then a weighted sum. See Zapf et al. 2016 on why to resample.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from annotations.agreement.ratings import Codes, Floats, narrowed
from annotations.agreement.records import Interval

FEWEST = 10  # with fewer groups an interval would be meaningless
_CELLS = 1 << 22
_KEPT = 1 << 27  # how many counts are kept for the next row
Values = Mapping[str, Floats]


def draws(groups: int, resamples: int, seed: int, times: Floats | None = None) -> Iterator[Floats]:
    """Draw samples with replacement, in blocks: how often each sample contains each group.

    `times` is the number of each; the default is one.
    """
    if times is not None:
        random = np.random.default_rng(seed)
        step = max(_CELLS // max(groups, 1), 1)
        for start in range(0, resamples, step):
            rows = min(step, resamples - start)
            yield random.multinomial(int(times.sum()), times / times.sum(), size=rows).astype(float)
    elif groups * resamples <= _KEPT:
        yield from (block.astype(float) for block in _sampled_once(groups, resamples, seed))
    else:
        yield from (block.astype(float) for block in _sampled(groups, resamples, seed))


@lru_cache(maxsize=1)
def _sampled_once(groups: int, resamples: int, seed: int) -> list[Codes]:
    """The same for every row of an overview, in few bytes."""
    return [narrowed(block) for block in _sampled(groups, resamples, seed)]


def forget_draws() -> None:
    """Free the memory of samples that were kept for more rows."""
    _sampled_once.cache_clear()


def _sampled(groups: int, resamples: int, seed: int) -> Iterator[Codes]:
    random = np.random.default_rng(seed)
    step = max(_CELLS // max(groups, 1), 1)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        picks = random.integers(groups, size=(rows, groups)) + np.arange(rows)[:, None] * groups
        yield np.bincount(picks.ravel(), minlength=rows * groups).reshape(rows, groups)


def interval(values: Sequence[float] | Floats, level: float = 0.95) -> Interval | None:
    """The interval that contains the middle `level` of the values of samples; undefined values are dropped."""
    drawn = np.asarray(values, dtype=float)
    there = drawn[np.isfinite(drawn)]
    if not len(there):
        return None
    low, high = np.percentile(there, [50 * (1 - level), 50 * (1 + level)])
    return Interval(float(low), float(high), level, len(drawn), len(drawn) - len(there))


def intervals(sampled: Iterator[Floats], values: Callable[[Floats], Values]) -> dict[str, Interval]:
    """The intervals of the coefficients that `values` computes for samples."""
    parts = [values(weights) for weights in sampled]
    found = {name: interval(np.concatenate([part[name] for part in parts])) for name in (parts[0] if parts else ())}
    return {name: made for name, made in found.items() if made is not None}
