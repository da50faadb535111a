"""Heights of many rows: finds the top of a row, or the row at a height, without summing all of them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil

from PySide6.QtGui import QFontMetricsF, QTextDocument

from desktop.views.article.layout import line_height

PART = 256  # rows whose sum is kept


class ParagraphHeights:
    """Many rows, each with a height in pixels that can change."""

    def __init__(self, heights: Iterable[float]) -> None:
        self._rows = array("d", heights)
        self._sums = [sum(self._rows[first : first + PART]) for first in range(0, len(self._rows), PART)]
        self._tops: list[float] = []  # of the parts and of what lies below all; empty while they must be added up again

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> float:
        return self._rows[row]

    @property
    def total(self) -> float:
        """The height of all rows together."""
        return self._part_tops()[-1]

    def change(self, row: int, height: float) -> float:
        """Give a row another height; return by how much it has grown."""
        more = height - self._rows[row]
        if more:
            self._rows[row] = height
            self._sums[row // PART] += more
            self._tops = []
        return more

    def top(self, row: int) -> float:
        """Where a row begins."""
        part = row // PART
        return self._part_tops()[part] + sum(self._rows[part * PART : row])

    def row_at(self, place: float) -> int:
        """The row at a place; the first one above all, the last one below all."""
        tops = self._part_tops()
        part = max(min(bisect_right(tops, place), len(self._sums)) - 1, 0)
        row, top = part * PART, tops[part]
        while row + 1 < len(self._rows) and top + self._rows[row] <= place:
            top += self._rows[row]
            row += 1
        return row

    def _part_tops(self) -> list[float]:
        if not self._tops:
            self._tops = list(accumulate(self._sums, initial=0.0))
        return self._tops


def lines_of(document: QTextDocument) -> list[tuple[int, bool]]:
    """How long the paragraphs of a document are; none of them goes on in the next one."""
    found, block = list[tuple[int, bool]](), document.begin()
    while block.isValid():
        found.append((block.length() - 1, False))
        block = block.next()
    return found


def estimated_heights(document: QTextDocument, lines: Sequence[tuple[int, bool]], width: float) -> ParagraphHeights:
    """Estimate how high paragraphs are from their lengths; `lines` also says which go on in the next one."""
    metrics, form = QFontMetricsF(document.defaultFont()), document.lastBlock().blockFormat()
    raw = ceil(metrics.ascent() + metrics.descent() + metrics.leading())
    high, foot, empty = line_height(form, raw), form.bottomMargin(), line_height(form, raw, empty=True)
    fit = max(int(width / metrics.averageCharWidth()), 1)
    return ParagraphHeights(
        (length // fit + 1) * high + (0.0 if goes_on else foot) if length else empty for length, goes_on in lines
    )
