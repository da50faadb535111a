"""Marks in reading order, found by position."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from desktop.marks import Mark


class MarkOrder:
    """Marks sorted by their start. Positions are code points."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.marks = marks
        self._starts = [mark.annotation.start or 0 for mark in marks]
        # How far the marks go, up to each of them.
        self._reach = list(accumulate([mark.annotation.end or 0 for mark in marks], max))

    def touching(self, first: int, last: int) -> list[Mark]:
        """The marks with a position from `first` to `last` in them or at their edges."""
        begin, end = bisect_left(self._reach, first), bisect_right(self._starts, last)
        return [mark for mark in self.marks[begin:end] if (mark.annotation.end or 0) >= first]

    def goes_over(self, position: int) -> bool:
        """Whether a mark begins before a position and ends behind it."""
        before = bisect_left(self._starts, position)
        return before > 0 and self._reach[before - 1] > position
