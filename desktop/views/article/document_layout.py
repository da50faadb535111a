"""Lays out the article's paragraphs one below the other, only when they come into view.

Qt's own layout lays out the whole document whenever its width or its font changes, which takes seconds for megabytes.
Here only what is looked at is laid out. The height of the rest is estimated, and what is in view stays where it is when
an estimate above it turns out wrong. Short articles are laid out as a whole, so that their scroll bar is exact.

Positions are those of the document: UTF-16 units. Lines stand where Qt's layout puts them, to the 64th of a pixel.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPainterPath,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.views.article.label_room import LabelRoom
from desktop.views.article.layout import line_at, option_for, ranges_in, selected, set_lines
from desktop.views.article.paragraph_heights import ParagraphHeights, estimated_heights, lines_of

SHORT, FEW = 30_000, 2_000  # characters and paragraphs up to which an article is laid out as a whole
Point = QPointF | QPoint | QPainterPath.Element


class DocumentLayout(QAbstractTextDocumentLayout):
    """Lays out paragraphs as they are looked at; `top` is where the view begins.

    `rooms` says what is set otherwise in a paragraph, `inks` which of its letters have another colour.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.rooms: Callable[[QTextBlock], list[LabelRoom]] = lambda block: []
        self.inks: Callable[[QTextBlock], list[QTextLayout.FormatRange]] = lambda block: []
        self.top = self._fixed = 0.0  # what is below the latter stays where it is in the view
        self.laid_out = 0  # how many paragraphs were laid out so far
        self.rectangles: dict[tuple[int, int], list[QRectF]] = {}  # of spans, until something is laid out again
        self._options: dict[Qt.LayoutDirection, QTextOption] = {}
        self._lines: Sequence[tuple[int, bool]] = ()
        self._heights = ParagraphHeights([0.0])
        self._made: dict[int, list[LabelRoom]] = {}  # the rooms with which paragraphs were laid out, by number
        self._checked: set[int] = set()  # those of them for which the same rooms are still wanted
        self._stale, self._is_short, self._is_whole = True, True, False
        self._left = self._begin = self._end = 0.0

    # -- what is shown

    def show_lines(self, lines: Sequence[tuple[int, bool]]) -> None:
        """Say how long the paragraphs of another text are, and which of them go on in the next one."""
        self._lines, self._stale, self.top, self._fixed = lines, True, 0.0, 0.0
        self._made.clear()

    def forget_rooms(self) -> None:
        """Ask for the rooms again. A paragraph is laid out again only where they differ."""
        self._checked.clear()
        self.rectangles.clear()
        self._is_whole = False

    def look_at(self, top: float | None, height: float) -> None:
        """Lay out what is in view: as much as a height, from a place on, or from where the view is already."""
        self._ready()
        before, self.top = self.top, self.top if top is None else top
        self._fixed = before if self.top < before < self.top + height else self.top
        self._lay_out_all()
        self._fill(height)
        most = max(self.documentSize().height() - height, 0.0)
        if self.top > most:
            self.top = self._fixed = most
            self._fill(height)
        self._fixed = self.top

    def lay_out_around(self, position: int, height: float) -> None:
        """Lay out as much as a height before and behind a position."""
        self._ready()
        here = self.document().findBlock(position).blockNumber()
        for step in (-1, 1):
            row, seen = here, 0.0
            while 0 <= row < len(self._heights) and seen < height:
                self._lay_out(row)
                seen += self._heights[row]
                row += step

    # -- where things are

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Lay out everything again when it is looked at."""
        self._stale = True
        self.rectangles.clear()

    def documentSize(self) -> QSizeF:
        """How large the document is, as far as is known."""
        self._ready()
        return QSizeF(self.document().pageSize().width(), self._begin + self._heights.total + self._end)

    def origin_of(self, block: QTextBlock) -> QPointF:
        """Where a paragraph begins, which is laid out for it."""
        self._ready()
        row = block.blockNumber()
        self._lay_out(row, block)
        return QPointF(self._left, self._top_of(row))

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The rectangle around the lines of a paragraph, which is laid out for it."""
        if not block.isValid():
            return QRectF()
        origin = self.origin_of(block)
        rect = block.layout().boundingRect()
        rect.moveTopLeft(origin)
        return rect

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """The rectangle around everything."""
        return QRectF(QPointF(), self.documentSize())

    def pageCount(self) -> int:
        """One: the article is not for printing."""
        return 1

    def between(self, top: float, height: float) -> tuple[int, int]:
        """The first and last position of the lines between two heights."""
        found = []
        for place in (top, top + height):
            block = self._block(self._row_at(place))
            line = line_at(block, place - self.origin_of(block).y())
            found.append((block.position() + line.textStart(), line.textLength()))
        (first, _), (last, length) = found
        return first, last + length

    def hitTest(self, point: Point, accuracy: Qt.HitTestAccuracy) -> int:
        """The position at a point; with `ExactHit` -1 where there are no letters."""
        self._ready()
        point = QPointF(point)  # type: ignore[arg-type]  # Qt gives no other
        block = self._block(self._row_at(point.y()))
        place = point - self.origin_of(block)
        line = line_at(block, place.y())
        exact, positions = accuracy == Qt.HitTestAccuracy.ExactHit, QTextLine.CursorPosition
        if exact and not line.naturalTextRect().contains(place):
            return -1
        if place.y() < 0:
            return block.position()
        found = line.xToCursor(place.x(), positions.CursorOnCharacter if exact else positions.CursorBetweenCharacters)
        return block.position() + int(found)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the paragraphs that are to be painted."""
        self._ready()
        clip = context.clip
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        chosen = selected(context.selections)
        block = self._block(self._row_at(clip.top()))
        while block.isValid():
            origin = self.origin_of(block)
            if origin.y() > clip.bottom():
                break
            block.layout().draw(painter, origin, [*self.inks(block), *ranges_in(block, chosen)], clip)
            block = block.next()

    # -- laying out

    def _fill(self, height: float) -> None:
        row = self._row_at(self.top)
        self._lay_out(row)
        while row and self._top_of(row) > self.top:  # it was lower than estimated
            row -= 1
            self._lay_out(row)
        while row + 1 < len(self._heights) and self._top_of(row + 1) < self.top + height:
            row += 1
            self._lay_out(row)

    def _lay_out_all(self) -> None:
        """Lay out a short article as a whole: Qt asks for its size as soon as anything has changed."""
        if self._is_short and not self._is_whole:
            self._is_whole = True
            for row in range(len(self._heights)):
                self._lay_out(row)

    def _lay_out(self, row: int, block: QTextBlock | None = None) -> None:
        if row in self._checked:
            return
        self._checked.add(row)
        block = block or self._block(row)
        rooms = self.rooms(block)
        if rooms == self._made.get(row):
            return
        above = self._top_of(row) < self._fixed
        self._made[row] = rooms
        self.rectangles.clear()
        self.laid_out += 1
        goes_on = self._lines[row][1] or row + 1 == len(self._lines)  # nothing is below the last one
        direction = block.textDirection()
        option = self._options.get(direction)
        if option is None:
            option = self._options[direction] = option_for(self.document(), direction)
        more = self._heights.change(row, set_lines(block, rooms, self._width, option, goes_on=goes_on))
        if above:  # what is in view stays there
            self.top, self._fixed = self.top + more, self._fixed + more

    def _ready(self) -> None:
        """Estimate all heights after the text, the width or the font has changed. What is at the top stays there."""
        if not self._stale:
            return
        self._stale = self._is_whole = False
        row, part = -1, 0.0
        if self._made and self.top > 0:
            row = self._row_at(self.top)
            part = (self.top - self._top_of(row)) / (self._heights[row] or 1.0)
        self._made.clear()
        self._checked.clear()
        self._measure()
        if 0 <= row < len(self._heights):
            self._fixed = -1.0  # nothing is above that
            self._lay_out(row)
            self.top = self._fixed = self._top_of(row) + part * self._heights[row]
        self._lay_out_all()

    def _measure(self) -> None:
        document = self.document()
        self._options.clear()
        if len(self._lines) != document.blockCount():
            self._lines = lines_of(document)
        frame = document.rootFrame().frameFormat()
        self._left, self._begin, self._end = round(frame.leftMargin()), frame.topMargin(), frame.bottomMargin()
        self._width = max(document.pageSize().width() - self._left - round(frame.rightMargin()), 0.0)
        self._is_short = document.characterCount() <= SHORT and len(self._lines) <= FEW
        self._heights = estimated_heights(document, self._lines, self._width)

    def _block(self, row: int) -> QTextBlock:
        return self.document().findBlockByNumber(row)

    def _row_at(self, place: float) -> int:
        return self._heights.row_at(place - self._begin)

    def _top_of(self, row: int) -> float:
        return self._begin + self._heights.top(row)
