"""The rectangles that spans cover on the page.

Positions are those of Qt's document: UTF-16 units. Rectangles are in document coordinates.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument, QTextLine

from desktop.views.article.directions import edges_on, is_mixed


def segments(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of a span, as high as the letters: one for each line, or more where directions are mixed."""
    layout = document.documentLayout()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        origin, offset, lines = layout.blockBoundingRect(block).topLeft(), block.position(), block.layout()
        mixed = is_mixed(block)
        for index in range(lines.lineCount()):
            line = lines.lineAt(index)
            first = max(start - offset, line.textStart())
            last = min(end - offset, line.textStart() + line.textLength())
            if first < last:
                top, height = origin.y() + line.y(), line.ascent() + line.descent()
                edges = edges_on(line, first, last) if mixed else [_edges(line, first, last)]
                yield from (QRectF(origin.x() + left, top, right - left, height) for left, right in edges)
        block = block.next()


def _edges(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    return _x(line, start), _x(line, end)


def _x(line: QTextLine, position: int) -> float:
    x: float = line.cursorToX(position)[0]  # type: ignore[index]  # the stubs do not know that it is a pair
    return x


def bounds(document: QTextDocument, start: int, end: int) -> QRectF:
    """The rectangle around a span."""
    around = QRectF()
    for rect in segments(document, start, end):
        around = around.united(rect)
    return around


def line_of(document: QTextDocument, position: int) -> tuple[float, float]:
    """Top and bottom of the line that holds a position."""
    block = document.findBlock(position)
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineForTextPosition(position - block.position())
    return (top + line.y(), top + line.y() + line.height()) if line.isValid() else (top, top)
