"""How the article's text is laid out: margins, line heights, headline, and room for tags.

Positions are those of Qt's document: UTF-16 units.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)

from desktop.reading_style import ReadingStyle

GUTTER = 76.0  # room for the margin bars
EMPTY_LINE = 35  # per cent
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


def lay_out_text(document: QTextDocument, style: ReadingStyle, *, right_to_left: bool, has_source: bool) -> None:
    """Set headline, paragraphs and the thin empty lines between them apart; `has_source` makes room for a line."""
    direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(style.line_height, direction, bottom=9.0))
    block = document.begin()
    while block.isValid():
        if block.length() <= 1:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(_block_format(EMPTY_LINE, direction))
        block = block.next()
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setBlockFormat(_block_format(118, direction, bottom=SOURCE_LINE if has_source else 12.0))
    headline = QTextCharFormat()
    headline.setFontPointSize(document.defaultFont().pointSizeF() * HEADLINE_SCALE)
    headline.setFontWeight(QFont.Weight.DemiBold)
    cursor.setCharFormat(headline)
    cursor.endEditBlock()


def _block_format(height: int, direction: Qt.LayoutDirection, bottom: float = 0.0) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setLayoutDirection(direction)
    made.setBottomMargin(bottom)
    return made


def set_margins(document: QTextDocument, width: float, style: ReadingStyle, *, right_to_left: bool) -> None:
    """Put a column as wide as the style says into the middle of a width in pixels.

    The side on which lines begin has room for the bars.
    """
    column = QFontMetricsF(document.defaultFont()).averageCharWidth() * style.measure * 1.08
    free = max(width - column, 0.0)
    begin = max(free / 2, GUTTER)
    end = max(free - begin, 24.0)
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(end if right_to_left else begin)
    frame.setRightMargin(begin if right_to_left else end)
    frame.setTopMargin(34.0)
    frame.setBottomMargin(120.0)
    document.setDocumentMargin(0)
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
