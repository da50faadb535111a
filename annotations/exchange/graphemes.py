"""Visible characters (extended grapheme clusters), which some tools count: letters with their marks, emoji.

`regex` finds them by the rules of Unicode's annex 29.
"""

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from annotations.language.segmenting import letter_pattern

if TYPE_CHECKING:
    import regex


@cache
def _complex() -> "regex.Pattern[str]":
    r"""Runs of characters that may combine, with their neighbours. Everything else is one code point, except `\r\n`."""
    import regex

    return regex.compile(r"\r\n|.?[^\0-\u02ff]++(?:[\0-\u02ff][^\0-\u02ff]++)*+(?:\r\n|.)?", regex.DOTALL)


class Graphemes:
    """Convert code points of one text to visible characters and back."""

    def __init__(self, text: str) -> None:
        joined = [
            letter.span()
            for run in _complex().finditer(text)
            for letter in letter_pattern().finditer(text, *run.span())
            if letter.end() - letter.start() > 1
        ]
        self._length = len(text)
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]
        self._less = list(accumulate((end - start - 1 for start, end in joined), initial=0))
        self._units = [start - less for start, less in zip(self._starts, self._less, strict=False)]

    def to_unit(self, position: int) -> int:
        """Convert a code point position to the number of its visible character."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        unit = self._units[index] if position < self._ends[index] else position - self._less[index + 1]
        return int(unit)

    def from_unit(self, offset: int) -> int:
        """Convert the number of a visible character to the position of its first code point. −1 if there is none."""
        position = offset + self._less[bisect_left(self._units, offset)]
        return position if offset >= 0 and position <= self._length else -1
