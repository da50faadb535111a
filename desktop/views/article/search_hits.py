"""The hits of a search in the article, and which of them may be seen."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from desktop.view_text import ViewText

Span = tuple[int, int]
LONGEST = 5_000  # code points before the view in which hits that reach into it begin


class SearchHits:
    """Spans in code points, ascending; one of them is the current one, which was gone to."""

    def __init__(self, spans: Sequence[Span] = (), current: Span | None = None) -> None:
        self._spans, self._current = spans, current

    def __len__(self) -> int:
        return len(self._spans)

    def between(self, first: int, last: int, offsets: ViewText) -> list[tuple[int, int, bool]]:
        """Start and end in the document of the hits between two positions there, and whether each is the current."""
        low, high = offsets.from_unit(first), offsets.from_unit(last)
        begin, end = bisect_left(self._spans, (low - LONGEST, 0)), bisect_right(self._spans, (high + 1, 0))
        return [
            (offsets.start_unit(one[0]), offsets.to_unit(one[1]), one == self._current)
            for one in self._spans[begin:end]
        ]
