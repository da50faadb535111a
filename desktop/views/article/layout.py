"""How the article's text is set: headline, margins, lines and their heights, and the font of labels."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.reading_style import ReadingStyle
from desktop.views.article.label_room import LabelRoom, format_range

GUTTER = 86.0  # room for the margin bars
EMPTY_LINE = 35  # per cent
HEADLINE_SCALE = 1.5
SOURCE_LINE = 34.0


def style_text(document: QTextDocument, style: ReadingStyle, *, right_to_left: bool, has_source: bool) -> None:
    """Set headline and paragraphs apart; `has_source` makes room for a line under the headline."""
    direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(style.line_height, direction, bottom=9.0))
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


def line_height(form: QTextBlockFormat, letters: float, *, empty: bool = False) -> float:
    """How high a line is whose letters are so high; that of an empty paragraph is thin."""
    height = letters * EMPTY_LINE / 100 if empty else form.lineHeight(letters, 1.0)
    return floor(height * 64) / 64


def set_lines(
    block: QTextBlock, rooms: Sequence[LabelRoom], width: float, option: QTextOption, *, goes_on: bool = False
) -> float:
    """Break a paragraph into lines; return how high it is, with the space below unless the next one goes on with it."""
    form, layout, y, high = block.blockFormat(), block.layout(), 0.0, dict[float, float]()
    empty = block.length() <= 1 and block.position() > 0
    if rooms or layout.formats():
        layout.setFormats([format_range(room) for room in rooms])
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, y))
        letters = ceil(line.ascent() + line.descent() + line.leading())
        if letters not in high:
            high[letters] = line_height(form, letters, empty=empty)
        y += high[letters]
    layout.endLayout()
    return y if goes_on or empty else y + form.bottomMargin()


def line_at(block: QTextBlock, place: float) -> QTextLine:
    """The line of a paragraph at a height, with the space below it."""
    layout = block.layout()
    for number in range(layout.lineCount() - 1, 0, -1):
        line = layout.lineAt(number)
        if line.y() <= place:
            return line
    return layout.lineAt(0)


def selected(selections: Iterable[QAbstractTextDocumentLayout.Selection]) -> list[tuple[int, int, QTextCharFormat]]:
    """The start, end and look of each selection."""
    return [(one.cursor.selectionStart(), one.cursor.selectionEnd(), QTextCharFormat(one.format)) for one in selections]


def ranges_in(
    block: QTextBlock, chosen: Iterable[tuple[int, int, QTextCharFormat]]
) -> Iterator[QTextLayout.FormatRange]:
    """What selections mean for a paragraph."""
    begin, length = block.position(), block.length()
    for start, end, form in chosen:
        if start < begin + length and begin < end:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start - begin, end - start, form
            yield made


def option_for(document: QTextDocument, direction: Qt.LayoutDirection) -> QTextOption:
    """How a paragraph of a direction is set: it begins where its lines do."""
    made = QTextOption(document.defaultTextOption())
    made.setTextDirection(direction)
    backwards = direction == Qt.LayoutDirection.RightToLeft
    made.setAlignment(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft)
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
