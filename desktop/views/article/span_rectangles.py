"""The rectangles that spans cover on the page.

Positions are those of Qt's document: UTF-16 units. Rectangles are in document coordinates.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.views.article.directions import edges_in, is_mixed, place_in
from desktop.views.article.document_layout import DocumentLayout


def segments(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of a span, as high as the letters: one for each line, or more where directions are mixed."""
    layout = document.documentLayout()
    known = layout.rectangles if isinstance(layout, DocumentLayout) else {}
    if (start, end) not in known:
        parts = ((layout.blockBoundingRect(block).topLeft(), block) for block in _blocks(document, start, end))
        known[start, end] = [rect for origin, block in parts for rect in _in_block(origin, block, start, end)]
    return iter(known[start, end])


def _blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield block
        block = block.next()


def _in_block(origin: QPointF, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    lines, left, top = block.layout(), origin.x(), origin.y()
    start, end, mixed = start - block.position(), end - block.position(), is_mixed(block)
    line = lines.lineForTextPosition(max(start, 0))
    while line.isValid() and line.textStart() < end:
        begin = line.textStart()
        first, last = max(start, begin), min(end, begin + line.textLength())
        if first < last:
            edges = edges_in(block, line, first, last) if mixed else [(place_in(line, first), place_in(line, last))]
            height = line.ascent() + line.descent()
            yield from (QRectF(left + one, top + line.y(), other - one, height) for one, other in edges)
        number = line.lineNumber() + 1
        if number >= lines.lineCount():
            break
        line = lines.lineAt(number)


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
