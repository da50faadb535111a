"""Coefficients compared with other people's programs, their memory, and confidence intervals."""

import time
import tracemalloc
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

from measuring import Row, compared, limited, told

RUNS = 7
PEOPLE = 5
MEGABYTE = 1 << 20
ALPHA = "krippendorff_alpha"


def rows() -> list[Row]:
    """Measure the coefficients."""
    return [*_coefficients(), *_memory(), *_intervals()]


def seconds(run: Callable[[], object], runs: int = RUNS) -> list[float]:
    """How long each run takes."""
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        run()
        found.append(time.perf_counter() - begin)
    return found


def _codes(items: int, size: int, gaps: float = 0.3, annotators: int = PEOPLE) -> Any:
    """Ratings of items by annotators who agree more often than not, as int8, with gaps below 0."""
    import numpy as np

    dice = np.random.default_rng(20)
    truth = dice.integers(size, size=(items, 1))
    codes = np.where(dice.random((items, annotators)) < 0.7, truth, dice.integers(size, size=(items, annotators)))
    return np.where(dice.random(codes.shape) < gaps, -1, codes).astype(np.int8)


def _oracle(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return import_module(name)
        except ModuleNotFoundError:
            return None


def _beside(what: str, ours: Callable[[], object], theirs: Callable[[], object] | None, most: float, runs: int) -> Row:
    mine = seconds(ours)
    if theirs is None:
        return told(f"{what} (the other program is not installed)", f"{min(mine) * 1000:,.1f} ms")
    return compared(what, mine, seconds(theirs, runs), most)


def _figure(name: str, given: Any, level: str = "nominal") -> Any:
    from annotations.agreement.figures import figure_of_ratings

    return figure_of_ratings(name, given, level)


def _coefficients() -> list[Row]:
    import numpy as np

    from annotations.agreement.kappas import cohen_kappa
    from annotations.agreement.ratings import Ratings

    def alphas(items: int, size: int, level: str, most: float, runs: int) -> Row:
        codes = _codes(items, size)
        domain = list(range(1, size + 1))
        table = np.where(codes.T < 0, np.nan, codes.T + 1.0)
        given, other = Ratings(codes, tuple(domain)), _oracle("krippendorff")
        theirs = other and (lambda: other.alpha(table, level_of_measurement=level, value_domain=domain))
        what = f"alpha, {level}, {items:,} × {PEOPLE}, {size} categories"
        return _beside(f"{what} (krippendorff)", lambda: _figure(ALPHA, given, level), theirs, most, runs)

    found = [
        alphas(200_000, 5, "nominal", 0.25, RUNS), alphas(200_000, 5, "ordinal", 0.25, RUNS),
        alphas(1_000_000, 5, "nominal", 0.15, 1), alphas(20_000, 60, "nominal", 0.25, 1),
    ]  # fmt: skip
    million = Ratings(_codes(1_000_000, 5), tuple("abcde"))
    found.append(limited("alpha, nominal, 1,000,000 × 5", seconds(lambda: _figure(ALPHA, million)), 0.2))
    found.append(told("AC1, 1,000,000 × 5", f"{min(seconds(lambda: _figure('gwet_ac1', million))) * 1000:,.0f} ms"))

    whole = Ratings(_codes(100_000, 5, gaps=0), tuple("abcde"))
    raters = _oracle("statsmodels.stats.inter_rater")
    fleiss = raters and (lambda: raters.fleiss_kappa(raters.aggregate_raters(whole.codes, n_cat=5)[0]))
    found.append(
        _beside("Fleiss, 100,000 × 5 (statsmodels)", lambda: _figure("fleiss_kappa", whole), fleiss, 0.25, RUNS)
    )
    two = Ratings(_codes(100_000, 5, gaps=0, annotators=2), tuple("abcde"))
    metrics = _oracle("sklearn.metrics")
    kappa = metrics and (lambda: metrics.cohen_kappa_score(two.codes[:, 0], two.codes[:, 1]))
    found.append(_beside("Cohen, 100,000 × 2 (scikit-learn)", lambda: cohen_kappa(two), kappa, 1.5, RUNS))
    return found


def _memory() -> list[Row]:
    from annotations.agreement.ratings import Ratings

    given = Ratings(_codes(1_000_000, 5), tuple("abcde"))
    tracemalloc.start()
    _figure(ALPHA, given)
    peak = tracemalloc.get_traced_memory()[1] / MEGABYTE
    tracemalloc.stop()
    return [Row("memory on top, alpha of 1,000,000 × 5", f"{peak:.0f} MB", "", "", "≤ 64 MB", peak <= 64)]


def _intervals() -> list[Row]:
    import numpy as np

    from annotations.agreement.resampling import draws, intervals
    from annotations.agreement.sampled_sums import grouped, sampled_values

    codes = _codes(200_000, 5, gaps=0)
    group = np.repeat(np.arange(2_000), 100)

    def run() -> object:
        return intervals(draws(2_000, 1_000, 1), sampled_values(grouped(codes, group, 2_000, 5, "ordinal")))

    return [
        limited("1,000 samples of 2,000 articles with 1,000,000 ratings", seconds(run), 1.5),
        _coverage(),
    ]


def _coverage() -> Row:
    """How often the interval of 60 articles holds the alpha of a hundred times as many."""
    import numpy as np

    from annotations.agreement.ratings import Ratings
    from annotations.agreement.resampling import draws, intervals
    from annotations.agreement.sampled_sums import grouped, sampled_values

    dice = np.random.default_rng(20)

    def clustered(articles: int) -> tuple[Any, Any]:
        """Three annotators rate 3 to 8 units of each article; some articles are hard."""
        sizes = dice.integers(3, 9, size=articles)
        group = np.repeat(np.arange(articles), sizes)
        ease = dice.beta(6, 2, size=articles)[group][:, None]
        truth = dice.choice(4, p=[0.5, 0.25, 0.15, 0.1], size=len(group))[:, None]
        shape = len(group), 3
        codes = np.where(dice.random(shape) < ease, truth, dice.choice(4, p=[0.5, 0.25, 0.15, 0.1], size=shape))
        return np.where(dice.random(shape) < 0.1, -1, codes), group

    truth = _figure(ALPHA, Ratings(clustered(6_000 * 5)[0], tuple("abcd"))).value or 0.0
    runs, held = 300, 0
    for seed in range(runs):
        codes, group = clustered(60)
        found = intervals(draws(60, 1_000, seed), sampled_values(grouped(codes, group, 60, 4)))[ALPHA]
        held += found.low <= truth <= found.high
    share = held / runs
    what = f"share of {runs} intervals of 60 articles that hold the true alpha"
    return Row(what, f"{share:.3f}", "", "", "0.91 to 0.98", 0.91 <= share <= 0.98)
