"""A coefficient over time: windows of units in the order in which they were finished, and all units up to then."""

import numpy as np

from annotations.agreement.coefficients import HEADLINE
from annotations.agreement.figures import figure_of
from annotations.agreement.ratings import Codes, added_counts, counted, counts_of
from annotations.agreement.records import Interval, Point
from annotations.agreement.resampling import FEWEST, draws, intervals
from annotations.agreement.sampled_sums import grouped, sampled_values
from annotations.agreement.study import Study, Table
from annotations.agreement.unit_sums import UnitSums

MOST_POINTS = 40
RESAMPLES = 200


def trend(study: Study, table: Table, *, with_intervals: bool = True) -> tuple[Point, ...]:
    """Compute the headline coefficient for window after window of pairable units.

    No window mixes two versions of the scheme; the last window of a version may be smaller. A unit's time is when its
    second annotator finished the article.
    """
    codes, categories = table.ratings
    order, stamps, versions = _in_time(study, table)
    size = max(study.settings.window, len(order) // MOST_POINTS, 1)
    points, so_far = [], None
    for start, stop in windows(versions, size):
        units = order[start:stop]
        sums = counted(codes[units], len(categories))
        so_far = sums if so_far is None else added_counts(so_far, sums)
        value, cumulative = (
            figure_of(HEADLINE, UnitSums(part, categories, table.question.level)).value for part in (sums, so_far)
        )
        ci = _interval(study, table, units) if with_intervals else None
        low, high = (ci.low, ci.high) if ci else (None, None)
        points.append(Point(stamps[stop - 1], value, low, high, stop - start, int(versions[start]), cumulative))
    return tuple(points)


def _in_time(study: Study, table: Table) -> tuple[Codes, list[str], Codes]:
    """The pairable units in the order in which they were finished, with their times and scheme versions."""
    pairable = np.flatnonzero(counts_of(table.ratings.codes >= 0) > 1)
    stamps, rank, version = study.times
    ranks = rank[table.article[pairable]]
    order = np.argsort(ranks, kind="stable")
    return pairable[order], stamps[ranks[order]].tolist(), version[ranks[order]]


def windows(versions: Codes, size: int) -> list[tuple[int, int]]:
    """Divide a series into windows of this size, starting a new one where the version changes."""
    edges = [0, *(np.flatnonzero(np.diff(versions)) + 1).tolist(), len(versions)]
    return [
        (start, min(start + size, end))
        for begin, end in zip(edges, edges[1:], strict=False)
        for start in range(begin, end, size)
    ]


def _interval(study: Study, table: Table, units: Codes) -> Interval | None:
    groups = np.unique(study.groups[table.article[units]], return_inverse=True)[1]
    number = int(groups.max(initial=-1)) + 1
    if number < FEWEST:
        return None
    codes, categories = table.ratings
    each = grouped(codes[units], groups, number, len(categories), table.question.level)
    drawn = draws(number, RESAMPLES, study.settings.seed)
    return intervals(drawn, sampled_values(each, [HEADLINE])).get(HEADLINE.name)
