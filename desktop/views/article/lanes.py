"""Lanes for marks that would overlap: bars side by side in the margin, underlines below each other."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextDocument

from desktop.marks import Mark
from desktop.views.article.span_rectangles import line_of

WIDEST = 40.0  # pixels that all bars beside a line may take
LANE = 8.0


class LanePosition(NamedTuple):
    """A mark with its span in the document's UTF-16 units.

    `lane` is that of its margin bar, from the text outwards, or of its underline, from the text downwards; `lanes` is
    how many there are beside these lines or in these words.
    """

    mark: Mark
    start: int
    end: int
    lane: int = 0
    lanes: int = 1

    @property
    def away(self) -> float:
        """How far the bar is from the innermost one, in pixels."""
        return self.lane * self._step

    @property
    def beyond(self) -> float:
        """How far the outermost bar beside these lines is from the innermost one, in pixels."""
        return (self.lanes - 1) * self._step

    @property
    def _step(self) -> float:
        return min(LANE, WIDEST / max(self.lanes - 1, 1))


def with_lanes(document: QTextDocument, placed: Sequence[LanePosition]) -> list[LanePosition]:
    """Give marks that stand beside the same lines, or in the same words, different lanes; they come in reading order.

    Bars are beside their lines; tints are in their words, and the lane of one is the level of its underline.
    """
    found = list(placed)
    beside = [(n, *_lines(document, one)) for n, one in enumerate(placed) if one.mark.layer.style == "bar"]
    within = [(n, one.start, one.end) for n, one in enumerate(placed) if _is_tint(one.mark)]
    for rows, slack in ((beside, 1.0), (within, 0.0)):
        _give_lanes(found, rows, slack)
    return found


def _lines(document: QTextDocument, one: LanePosition) -> tuple[float, float]:
    return line_of(document, one.start)[0], line_of(document, max(one.end - 1, one.start))[1]


def _is_tint(mark: Mark) -> bool:
    return mark.layer.style == "tint" and not mark.rejected


def _give_lanes(found: list[LanePosition], rows: Sequence[tuple[int, float, float]], slack: float) -> None:
    """Give lanes to marks from `begin` to `end`; they may share as much as the slack."""
    together, ends = list[int](), list[float]()
    for place, begin, end in rows:
        if all(other <= begin + slack for other in ends):
            _close(found, together, len(ends))
            together, ends = [], []
        lane = next((number for number, other in enumerate(ends) if other <= begin + slack), len(ends))
        ends[lane:] = [end, *ends[lane + 1 :]]
        if lane:
            found[place] = found[place]._replace(lane=lane)
        together.append(place)
    _close(found, together, len(ends))


def _close(found: list[LanePosition], together: Sequence[int], lanes: int) -> None:
    for place in together if lanes > 1 else ():
        found[place] = found[place]._replace(lanes=lanes)
