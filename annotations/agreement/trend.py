"""How a figure went over time: windows of units in the order in which they were finished, and all units until then."""

import numpy as np

from annotations.agreement.alpha import alpha_of
from annotations.agreement.ratings import counted
from annotations.agreement.records import Interval, Point
from annotations.agreement.resampling import FEWEST, draws, grouped, intervals, sampled_values
from annotations.agreement.study import Study, Table, version_at

MOST_POINTS = 40
RESAMPLES = 200


def trend(study: Study, table: Table, *, with_intervals: bool = True) -> tuple[Point, ...]:
    """Compute alpha for window after window of pairable units. No window mixes two versions of the scheme.

    A unit's time is when its second annotator finished the article. The last window of a version may be smaller.
    """
    pairable = np.flatnonzero((table.ratings.codes >= 0).sum(axis=1) > 1)
    times = np.array([blob.time for blob in study.blobs], dtype=object)[table.article[pairable]]
    order = pairable[np.argsort(times.astype(str), kind="stable")]
    stamps = [study.blobs[article].time for article in table.article[order]]
    versions = np.array([version_at(study.evidence, stamp) for stamp in stamps])
    size = max(study.settings.window, len(order) // MOST_POINTS, 1)
    points = []
    for start, stop in _windows(versions, size):
        ci = _interval(study, table, order[start:stop]) if with_intervals else None
        low, high = (ci.low, ci.high) if ci else (None, None)
        value, cumulative = (_alpha(table, order[first:stop]) for first in (start, 0))
        points.append(Point(stamps[stop - 1], value, low, high, stop - start, int(versions[start]), cumulative))
    return tuple(points)


def _windows(versions: np.ndarray, size: int) -> list[tuple[int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(versions)) + 1).tolist(), len(versions)]
    return [
        (start, min(start + size, end))
        for begin, end in zip(edges, edges[1:], strict=False)
        for start in range(begin, end, size)
    ]


def _alpha(table: Table, units: np.ndarray) -> float | None:
    codes, categories = table.ratings
    used, small = np.unique(codes[units], return_inverse=True)  # few of an open list of categories are in a window
    seen = used >= 0
    compact = small.reshape(-1, codes.shape[1]) - int((~seen).sum())
    names = [categories[code] for code in used[seen]]
    return alpha_of(counted(compact, len(names)), names, table.question.level).value


def _interval(study: Study, table: Table, units: np.ndarray) -> Interval | None:
    groups = np.unique(study.groups[table.article[units]], return_inverse=True)[1]
    number = int(groups.max(initial=-1)) + 1
    if number < FEWEST:
        return None
    codes, categories = table.ratings
    each = grouped(codes[units], groups, number, len(categories), table.question.level)
    return intervals(draws(number, RESAMPLES, study.settings.seed), sampled_values(each)).get("krippendorff_alpha")
