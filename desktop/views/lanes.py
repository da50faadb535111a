"""Where bars stand in the margin: side by side where they stand beside the same lines."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextDocument

from desktop.marks import Mark
from desktop.views.places import line_of

WIDEST = 40.0  # pixels that all bars beside a line may take
LANE = 8.0


class Placed(NamedTuple):
    """A mark with its span in the document's UTF-16 units.

    `lane` is that of its margin bar, from the text outwards; `lanes` is how many there are beside these lines.
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


def with_lanes(document: QTextDocument, placed: Sequence[Placed]) -> list[Placed]:
    """Give bars that stand beside the same lines different lanes; marks come in reading order."""
    found, together, bottoms = list(placed), list[int](), list[float]()
    for place, one in enumerate(placed):
        if one.mark.layer.style != "bar":
            continue
        top, bottom = line_of(document, one.start)[0], line_of(document, max(one.end - 1, one.start))[1]
        if all(other <= top + 1 for other in bottoms):
            _close(found, together, len(bottoms))
            together, bottoms = [], []
        lane = next((number for number, other in enumerate(bottoms) if other <= top + 1), len(bottoms))
        bottoms[lane:] = [bottom, *bottoms[lane + 1 :]]
        found[place] = one._replace(lane=lane)
        together.append(place)
    _close(found, together, len(bottoms))
    return found


def _close(found: list[Placed], together: Sequence[int], lanes: int) -> None:
    for place in together:
        found[place] = found[place]._replace(lanes=lanes)
