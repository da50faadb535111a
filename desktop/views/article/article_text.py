"""The text of the article without its marks: how it is set, and positions in code points."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from annotations.language.segmenting import has_unspaced, next_word_start, previous_word_start, word_at
from annotations.text import reads_right_to_left
from desktop.reading_style import ReadingStyle
from desktop.theme import Theme
from desktop.view_text import ViewText
from desktop.views.article import layout
from desktop.views.article.document_layout import DocumentLayout
from desktop.views.article.span_rectangles import bounds, line_of

FAR = 4000  # UTF-16 units of a span that is too long to be seen as a whole


class ArticleText(QTextEdit):
    """Shows a text that cannot be edited. All positions in its methods are code points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.right_to_left = False
        self.exact_selection = False  # whether Alt was held, so that the selection is meant to the letter
        self._text, self._offsets = "", ViewText("")
        self._style = ReadingStyle()
        self._zoom = 0
        self._has_source = False
        self._width = 0  # for which the margins are
        self._settling = self._still = False
        self._layout = DocumentLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.setCursorWidth(0)  # painted by the reader, because a text that cannot be edited shows none
        self._set_font()

    def show_text(self, text: str, *, has_source: bool) -> None:
        """Show another text from its top; `has_source` makes room for a line under the headline."""
        self._put_text(text, ViewText(text), has_source=has_source)
        self._settle(0)

    def _put_text(self, text: str, offsets: ViewText, *, has_source: bool) -> None:
        self._text, self._offsets, self._has_source = text, offsets, has_source
        self.right_to_left = reads_right_to_left(text)
        self._settling = True
        self._layout.show_lines(self._offsets.lines)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._offsets.text, QTextCharFormat())
        self._lay_out()
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(self.document()))
        self._settling = False

    def set_style(self, style: ReadingStyle, zoom: int) -> bool:
        """Set the text in another way; `zoom` adds points. Say whether anything changed."""
        if (style, zoom) == (self._style, self._zoom):
            return False
        self._style, self._zoom = style, zoom
        self._set_font()
        self._lay_out()
        self._settle()
        return True

    def use_colours(self, theme: Theme) -> None:
        """Use a theme's ground and ink."""
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.surface))
        colours.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        self.setPalette(colours)
        self.viewport().setPalette(colours)  # it does not follow once an application's style sheet has touched it

    def set_zoom(self, steps: int) -> None:
        """Show the text larger or smaller by steps of a point."""
        self.set_style(self._style, steps)

    # -- positions

    def caret(self) -> int:
        """The position of the caret."""
        return self._offsets.from_unit(self.textCursor().position())

    def selection(self) -> tuple[int, int] | None:
        """The selected span, if any."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._offsets.from_unit(cursor.selectionStart()), self._offsets.from_unit(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a span, the caret at its end; put only the caret there when both are the same."""
        cursor, first = self.textCursor(), self._offsets.start_unit(start)
        last = self._offsets.start_unit(end) if end <= start else self._offsets.to_unit(end)
        self._lay_out_around(last)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as it takes to see a span with some lines around it."""
        first, last = self._offsets.start_unit(start), self._offsets.to_unit(end)
        self._lay_out_around(first)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = line_of(self.document(), first)[0]
        bottom = bounds(self.document(), first, last).bottom() if last - first < FAR else top + height
        margin = min(height / 5, 120)
        if top < bar.value() + margin or bottom > bar.value() + height - margin:
            bar.setValue(round(top - height / 3))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the stored text, without the breaks that are only shown."""
        made = QMimeData()
        made.setText(self._text[slice(*(self.selection() or (0, 0)))])
        return made

    # -- events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember whether the selection is meant to the letter."""
        self.exact_selection = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret to where it can be seen. Where no spaces set words apart, Qt would take a line for a word."""
        before = self.textCursor().position()
        self._lay_out_around(before)
        super().keyPressEvent(event)
        self._move_by_word(event, self._offsets.from_unit(before))
        if self.textCursor().position() != before:
            self._lay_out_around(self.textCursor().position())
            self.ensureCursorVisible()

    def _move_by_word(self, event: QKeyEvent, before: int) -> None:
        after, keys = self.caret(), QKeySequence.StandardKey
        forwards, select = event.matches(keys.MoveToNextWord), event.matches(keys.SelectNextWord)
        backwards = event.matches(keys.MoveToPreviousWord) or event.matches(keys.SelectPreviousWord)
        if (forwards or select or backwards) and has_unspaced(self._text[min(before, after) : max(before, after)]):
            place = (previous_word_start if backwards else next_word_start)(self._text, before)
            cursor = self.textCursor()
            select = select or event.matches(keys.SelectPreviousWord)
            cursor.setPosition(self._offsets.start_unit(place), cursor.MoveMode(int(select)))
            self.setTextCursor(cursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; one letter where words are not set apart by spaces."""
        super().mouseDoubleClickEvent(event)
        span = self.selection()
        if span and has_unspaced(self._text[slice(*span)]):
            place = self.cursorForPosition(event.position().toPoint()).position()
            self.select(*word_at(self._text, self._offsets.from_unit(place)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure of the text, and the place."""
        if self._still:
            return
        before, self._settling = self._settling, True
        super().resizeEvent(event)
        self._settling = before
        self._settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out what comes into view."""
        super().scrollContentsBy(dx, dy)
        if not self._settling:
            self._settle(self.verticalScrollBar().value())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the article's own font when the application's changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_font()

    # -- laying out

    def _settle(self, top: float | None = None) -> None:
        """Lay out what is in view from a height on (by default where it is), and let the scroll bar say so."""
        if self._settling:
            return
        self._settling, before = True, self._layout.laid_out
        for _ in range(2):  # a second time when the scroll bar has come or gone
            if self.viewport().width() != self._width:
                self._set_margins()
            self._layout.look_at(top, self.viewport().height())
            self._layout.documentSizeChanged.emit(self._layout.documentSize())
            top = None
        self.verticalScrollBar().setValue(round(self._layout.top))
        self._settling = False
        if self._layout.laid_out != before:
            self.viewport().update()

    @contextmanager
    def keeping_lines(self) -> Iterator[None]:
        """Lay out nothing while the view takes other sizes for a moment, as it does between two style sheets."""
        size, self._still = self.viewport().size(), True
        try:
            yield
        finally:
            self._still = False
        if self.viewport().size() != size:
            QApplication.sendEvent(self.viewport(), QResizeEvent(self.viewport().size(), size))

    def _lay_out_around(self, position: int) -> None:
        """Lay out a page before and behind a position of the document, so that heights near it are right."""
        self._layout.lay_out_around(position, self.viewport().height())
        self._settle()

    def _set_font(self) -> None:
        font = self._style.font(self._zoom)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)

    def _lay_out(self) -> None:
        layout.style_text(self.document(), self._style, right_to_left=self.right_to_left, has_source=self._has_source)
        self._set_margins()

    def _set_margins(self) -> None:
        self._width = self.viewport().width()
        layout.set_margins(self.document(), self._width, self._style, right_to_left=self.right_to_left)
