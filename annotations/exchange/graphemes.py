"""Characters as they are seen (extended grapheme clusters), which some tools count: letters with their marks, emoji.

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
    r"""Runs with characters that may join others, and their neighbours; all else is seen as it is, but for `\r\n`."""
    import regex

    return regex.compile(r"\r\n|.?[^\0-\u02ff]++(?:[\0-\u02ff][^\0-\u02ff]++)*+(?:\r\n|.)?", regex.DOTALL)


class Graphemes:
    """Translate code points of one text to characters as they are seen, and back."""

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
        """Turn a code point position into the number of the character that it is in."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        unit = self._units[index] if position < self._ends[index] else position - self._less[index + 1]
        return int(unit)

    def from_unit(self, offset: int) -> int:
        """Turn the number of a character into the position of its first code point; −1 when there is none such."""
        position = offset + self._less[bisect_left(self._units, offset)]
        return position if offset >= 0 and position <= self._length else -1
