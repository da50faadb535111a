"""Where spans stand on the page, as rectangles.

Positions are those of Qt's document: UTF-16 units. Rectangles are in document coordinates.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument, QTextLine


def segments(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of a span, one for each line, as high as the letters."""
    layout = document.documentLayout()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        origin, offset, lines = layout.blockBoundingRect(block).topLeft(), block.position(), block.layout()
        for index in range(lines.lineCount()):
            line = lines.lineAt(index)
            first = max(start - offset, line.textStart())
            last = min(end - offset, line.textStart() + line.textLength())
            if first < last:
                left, right = sorted((_x(line, first), _x(line, last)))
                top = origin.y() + line.y()
                yield QRectF(origin.x() + left, top, right - left, line.ascent() + line.descent())
        block = block.next()


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
