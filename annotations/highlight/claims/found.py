"""What the rules find: a span that may be a claim, and what they know of it."""

from typing import NamedTuple

from annotations.highlight.claims.cues import Cue
from annotations.highlight.claims.units import Unit


class Claim(NamedTuple):
    """A candidate. `cue` is the cue that it hangs on, none when the article speaks; `unit` is where the cue stands.

    `denies` marks the denial of another claim; `blamed` are the tokens of who is blamed or addressed.
    """

    start: int
    end: int
    score: float
    unit: Unit
    cue: Cue | None = None
    direct: bool = False
    denies: bool = False
    blamed: tuple[int, int] = (0, 0)
