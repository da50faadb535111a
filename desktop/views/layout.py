"""How the article's text is laid out: margins, line heights, headline, and room for tags.

Positions are those of Qt's document: UTF-16 units.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

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

GUTTER = 86.0  # room for the margin bars
EMPTY_LINE = 35  # per cent
TAG_SCALE = 0.56
TAG_PADDING = 5.0
HEADLINE_SCALE = 1.5
ASIDE_SCALE = 0.82
NEAR = 2  # characters: a blank, a full stop
SOURCE_LINE = 34.0


def tag_font(text_font: QFont) -> QFont:
    """The font of the small label behind a span."""
    font = QFont()
    font.setPointSizeF(max(text_font.pointSizeF() * TAG_SCALE, 6.5))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
    return font


def tag_width(small_font: QFont, tag: str) -> float:
    """How wide the room for a tag in the font of tags is, in pixels."""
    return QFontMetricsF(small_font).horizontalAdvance(tag) + TAG_PADDING


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


class Room(NamedTuple):
    """Characters of a block that are set otherwise: with `width` pixels behind them, or `points` large (0: as all)."""

    start: int
    length: int
    width: float = 0.0
    points: float = 0.0


TagSpace = dict[int, list[Room]]  # by block number


def set_tag_space(
    document: QTextDocument,
    tags: Iterable[tuple[int, str]],
    before: TagSpace,
    asides: Iterable[tuple[int, int]] = (),
    *,
    right_to_left: bool = False,
) -> TagSpace:
    """Make room in the line for a tag behind each `(end, tag)`, by widening the last character; set captions smaller.

    From right to left the character behind the span is widened, since letters that are joined must not be parted; where
    that is a letter too there is no room.

    `asides` are spans of masked text: what of them fills whole blocks, as captions do, is set apart by its size. Only
    blocks that differ from `before`, the room made last time on the same text, are laid out anew.
    """
    font = document.defaultFont()
    small = font.pointSizeF() * ASIDE_SCALE
    wanted: TagSpace = {}
    for start, end in _joined(asides):
        for block in _whole_blocks(document, start, end):
            wanted[block.blockNumber()] = [Room(0, block.length() - 1, points=small)]
    small_font, widths = tag_font(font), dict[str, float]()
    for end, tag in tags:
        block = document.findBlock(end - 1)
        if tag not in widths:
            widths[tag] = tag_width(small_font, tag)
        room = (_widened_behind if right_to_left else _widened)(block, end - block.position(), widths[tag])
        if room:
            wanted.setdefault(block.blockNumber(), []).append(room)
    changed = sorted(number for number in {*wanted, *before} if wanted.get(number) != before.get(number))
    for number in changed:
        formats = [_format_range(room) for room in wanted.get(number, [])]
        document.findBlockByNumber(number).layout().setFormats(formats)
    if changed:
        first, last = document.findBlockByNumber(changed[0]), document.findBlockByNumber(changed[-1])
        document.markContentsDirty(first.position(), last.position() + last.length() - first.position())
    return wanted


def take_tag_space(document: QTextDocument, room: TagSpace) -> None:
    """Take the room for tags away before another text is shown: Qt keeps the first block, and what was set in it."""
    for number in room:
        document.findBlockByNumber(number).layout().clearFormats()


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with hardly anything between them, as one: a caption and its credit."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= NEAR:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _whole_blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        last = block.position() + block.length() - 1
        if block.position() and start <= block.position() < last <= end + NEAR:  # the headline stays as it is
            yield block
        block = block.next()


def _widened(block: QTextBlock, end: int, width: float) -> Room:
    # The last character may be two UTF-16 units, which must not be parted.
    is_pair = "\udc00" <= block.document().characterAt(block.position() + end - 1) <= "\udfff"
    return Room(end - 2, 2, width) if is_pair else Room(end - 1, 1, width)


def _widened_behind(block: QTextBlock, end: int, width: float) -> Room | None:
    is_last = end >= block.length() - 1
    joined = block.document().characterAt(block.position() + end).isalnum()
    return None if is_last or joined else Room(end, 1, width)


def _format_range(room: Room) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = room.start, room.length
    form = QTextCharFormat()
    if room.width:
        form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        form.setFontLetterSpacing(room.width)
    if room.points:
        form.setFontPointSize(room.points)
    made.format = form
    return made
