"""Which places of an article are marked, so that there is no room for another mark."""

from bisect import bisect_left, insort

from annotations.model import Annotation
from annotations.scheme import Scheme


class Taken:
    """Which places of an article are marked already, by layer. Rejected marks take none."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def add(self, *marks: Annotation) -> None:
        """Take the places of some marks."""
        for mark in marks:
            if mark.verdict != "rejected":
                insort(self._spans.setdefault(mark.layer, []), (mark.start or 0, mark.end or 0))

    def leaves(self, mark: Annotation) -> bool:
        """Whether there is room for a mark among those of its layer, and the text is not masked."""
        masks = [other.name for other in self._scheme.layers if other.masks and other.name != mark.layer]
        span = mark.start or 0, mark.end or 0
        masked = mark.start is not None and any(self._overlapped(name, span) for name in masks)
        return not masked and self.leaves_beside(mark)

    def leaves_beside(self, mark: Annotation) -> bool:
        """Whether there is room for a mark among those of its layer, masked or not.

        In layers that forbid overlaps there is none where a mark is, in others not for the very same span.
        """
        layer, span = self._scheme.layer(mark.layer), (mark.start or 0, mark.end or 0)
        if layer.kind == "document" or layer.overlap != "none":
            return span not in self._spans.get(mark.layer, [])
        return not self._overlapped(mark.layer, span)

    def _overlapped(self, layer: str, span: tuple[int, int]) -> bool:
        # The spans of such a layer do not overlap, so only the neighbours can.
        spans = self._spans.get(layer, [])
        index = bisect_left(spans, span)
        return any(start < span[1] and span[0] < end for start, end in spans[max(index - 1, 0) : index + 1])
