"""Where the article's text stands: margins and line heights, room for tags, and spans as rectangles.

Positions here are those of Qt's document: UTF-16 units. Rectangles are in document coordinates.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextLine,
)

MEASURE = 70  # characters in a line
GUTTER = 76.0  # room for the margin bars
LINE_HEIGHT = 150  # per cent
TAG_SCALE = 0.58
TAG_PADDING = 5.0
HEADLINE_SCALE = 1.5
SOURCE_LINE = 34.0


def tag_font(text_font: QFont) -> QFont:
    """The font of the small label behind a span."""
    font = QFont()
    font.setPointSizeF(max(text_font.pointSizeF() * TAG_SCALE, 6.5))
    font.setWeight(QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return font


def lay_out_text(document: QTextDocument, headline_has_source: bool) -> None:
    """Set headline, paragraphs and the thin empty lines between them apart."""
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(LINE_HEIGHT, bottom=9.0))
    block = document.begin()
    while block.isValid():
        if block.length() <= 1:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(_block_format(35))
        block = block.next()
    _lay_out_headline(document, cursor, headline_has_source)
    cursor.endEditBlock()


def _lay_out_headline(document: QTextDocument, cursor: QTextCursor, has_source: bool) -> None:
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setBlockFormat(_block_format(118, bottom=SOURCE_LINE if has_source else 12.0))
    headline = QTextCharFormat()
    headline.setFontPointSize(document.defaultFont().pointSizeF() * HEADLINE_SCALE)
    headline.setFontWeight(QFont.Weight.DemiBold)
    cursor.setCharFormat(headline)


def _block_format(height: int, top: float = 0.0, bottom: float = 0.0) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setTopMargin(top)
    made.setBottomMargin(bottom)
    return made


def set_margins(document: QTextDocument, width: float) -> None:
    """Put a column of `MEASURE` characters into the middle of a width in pixels, with room for the bars on its left."""
    column = QFontMetricsF(document.defaultFont()).averageCharWidth() * MEASURE * 1.08
    free = max(width - column, 0.0)
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(max(free / 2, GUTTER))
    frame.setRightMargin(max(free - frame.leftMargin(), 24.0))
    frame.setTopMargin(34.0)
    frame.setBottomMargin(120.0)
    document.rootFrame().setFrameFormat(frame)


TagSpace = dict[int, list[tuple[int, int, float]]]  # block number → (start in the block, length, width in pixels)


def set_tag_space(document: QTextDocument, tags: Iterable[tuple[int, str]], before: TagSpace) -> TagSpace:
    """Make room in the line for a tag behind each `(end, tag)`, by widening the last character.

    Only blocks that differ from `before`, the room made last time on the same text, are laid out anew.
    """
    metrics = QFontMetricsF(tag_font(document.defaultFont()))
    wanted: TagSpace = {}
    for end, tag in tags:
        block = document.findBlock(end - 1)
        width = metrics.horizontalAdvance(tag) + TAG_PADDING
        wanted.setdefault(block.blockNumber(), []).append(_widened(block, end - block.position(), width))
    changed = sorted(number for number in {*wanted, *before} if wanted.get(number) != before.get(number))
    for number in changed:
        document.findBlockByNumber(number).layout().setFormats(
            [_format_range(*room) for room in wanted.get(number, [])]
        )
    if changed:
        first, last = document.findBlockByNumber(changed[0]), document.findBlockByNumber(changed[-1])
        document.markContentsDirty(first.position(), last.position() + last.length() - first.position())
    return wanted


def _widened(block: QTextBlock, end: int, width: float) -> tuple[int, int, float]:
    # The last character may be two UTF-16 units, which must not be parted.
    is_pair = "\udc00" <= block.document().characterAt(block.position() + end - 1) <= "\udfff"
    return (end - 2, 2, width) if is_pair else (end - 1, 1, width)


def _format_range(start: int, length: int, width: float) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    form = QTextCharFormat()
    form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    form.setFontLetterSpacing(width)
    made.format = form
    return made


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


def visible_range(document: QTextDocument, top: float, height: float) -> tuple[int, int]:
    """The first and last position between two heights of the document."""
    layout = document.documentLayout()
    first = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    last = layout.hitTest(QPointF(1e6, top + height), Qt.HitTestAccuracy.FuzzyHit)
    return max(first, 0), last if last >= 0 else document.characterCount()
