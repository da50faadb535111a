"""Which country a word speaks for: its name, its people or its capital."""

from collections.abc import Iterable
from functools import cache

from annotations.resources import resource

STEM, SHORTEST_STEM = 5, 4  # letters by which Colombian and Colombia are the same, for what the list does not know


def same_side(one: str, others: Iterable[str]) -> bool:
    """Whether a name is of the country of one of some words, all in lower case."""
    country = _countries().get(one)
    return any(
        country == known if country and (known := _countries().get(other)) else _alike(one, other) for other in others
    )


def _alike(one: str, other: str) -> bool:
    same = min(len(one), len(other), STEM)
    return same >= SHORTEST_STEM and one[:same] == other[:same]


@cache
def _countries() -> dict[str, str]:
    """Read `resources/lexicons/sides.txt` once: the country of each word."""
    lines = resource("lexicons", "sides.txt").read_text(encoding="utf-8").splitlines()
    rows = [[word.strip() for word in line.split(",")] for line in lines if line and not line.startswith("#")]
    return {word: row[0] for row in rows for word in row}
