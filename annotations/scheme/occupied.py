"""Which spans of an article are occupied, so that no other mark fits there."""

from bisect import bisect_left, insort

from annotations.model import Annotation
from annotations.scheme import Scheme

_Spans = list[tuple[int, int]]


class OccupiedSpans:
    """The occupied spans of an article, by layer. Rejected marks do not count."""

    def __init__(self, scheme: Scheme) -> None:
        self._spans: dict[str, _Spans] = {layer.name: [] for layer in scheme.layers}
        self._exclusive = {layer.name for layer in scheme.layers if layer.overlap == "none" and layer.kind == "span"}
        self._masks = [(layer.name, self._spans[layer.name]) for layer in scheme.layers if layer.masks]

    def add(self, *marks: Annotation) -> None:
        """Add the spans of some marks."""
        for mark in marks:
            if mark.verdict != "rejected":
                insort(self._spans.setdefault(mark.layer, []), (mark.start or 0, mark.end or 0))

    def leaves(self, mark: Annotation) -> bool:
        """Whether a mark fits among those of its layer, and the text is not masked."""
        if mark.start is not None:
            span = mark.start, mark.end or 0
            for name, masked in self._masks:
                if masked and name != mark.layer and _overlapped(masked, span):
                    return False
        return self.leaves_beside(mark)

    def leaves_beside(self, mark: Annotation) -> bool:
        """Whether there is room for a mark among those of its layer, masked or not.

        In layers that forbid overlaps there is none where a mark is, in others not for the very same span.
        """
        spans, span = self._spans.get(mark.layer, []), (mark.start or 0, mark.end or 0)
        if mark.layer in self._exclusive:
            return not _overlapped(spans, span)
        index = bisect_left(spans, span)
        return index == len(spans) or spans[index] != span


def _overlapped(spans: _Spans, span: tuple[int, int]) -> bool:
    # spans of such a layer do not overlap, so only neighbours matter
    index = bisect_left(spans, span)
    return any(start < span[1] and span[0] < end for start, end in spans[max(index - 1, 0) : index + 1])
