"""How far scores can be trusted: their means against the shares that are right, band by band."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from score_features import Judged

# Scores that are read together, each band up to the next; none reaches 1, since every row is drawn to its label's.
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
MARK = "<!-- reliability: written by build.py -->"


class Band(NamedTuple):
    """Suggestions with scores from `start` to below `stop`: how many, their mean score, and the share that is right."""

    start: float
    stop: float
    found: int
    score: float
    right: float


def write(found: dict[str, list[Band]], readme: Path) -> None:
    """Print the bands of several sets, and put them between the marks in a README."""
    words = "\n\n".join(table(name, bands) for name, bands in found.items())
    print(f"\n{words}")
    before, _, rest = readme.read_text(encoding="utf-8").partition(MARK)
    readme.write_text(f"{before}{MARK}\n\n{words}\n\n{MARK}{rest.partition(MARK)[2]}", encoding="utf-8")


def reliability(cases: Iterable[Judged]) -> list[Band]:
    """Compare the scores of suggestions with how many of them are right, band by band."""
    scored = [(one.score or 0, right) for one, right in cases]
    bands = []
    for start, stop in pairwise(BANDS):
        inside = [(score, right) for score, right in scored if start <= score < stop]
        number = max(1, len(inside))
        score, right = sum(score for score, _ in inside) / number, sum(right for _, right in inside) / number
        bands.append(Band(start, stop, len(inside), round(score, 4), round(right, 4)))
    return bands


def error(bands: Iterable[Band]) -> float:
    """Return the expected calibration error: how far scores and shares lie apart, in the mean over suggestions."""
    bands = list(bands)
    return sum(band.found * abs(band.score - band.right) for band in bands) / max(1, sum(band.found for band in bands))


def table(name: str, bands: list[Band]) -> str:
    """Return the bands as a table in Markdown."""
    lines = [f"| {name}: score | suggestions | mean score | right |", "|---|---:|---:|---:|"]
    lines += [
        f"| {band.start:.1f}–{band.stop:.1f} | {band.found} | {band.score:.3f} | {band.right:.3f} |" for band in bands
    ]
    lines.append(f"\nExpected calibration error {error(bands):.3f}.")
    return "\n".join(lines)
