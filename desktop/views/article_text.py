"""The text of the article without its marks: how it is set, and positions in code points."""

from PySide6.QtCore import QEvent, Qt
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
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotations.segmenting import has_unspaced, next_word_start, previous_word_start, word_at
from annotations.text import reads_right_to_left, utf16_offsets
from desktop.reading_style import ReadingStyle
from desktop.theme import Theme
from desktop.views import layout
from desktop.views.places import bounds


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
        self.setCursorWidth(0)  # painted by the reader, because a text that cannot be edited shows none
        self.right_to_left = False
        self.exact_selection = False  # whether Alt was held, so that the selection is meant to the letter
        self._text, self._offsets = "", utf16_offsets("")
        self._style = ReadingStyle()
        self._zoom = 0
        self._has_source = False
        self._set_font()

    def show_text(self, text: str, *, has_source: bool) -> None:
        """Show another text from its top; `has_source` makes room for a line under the headline."""
        self._text, self._offsets, self._has_source = text, utf16_offsets(text), has_source
        self.right_to_left = reads_right_to_left(text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # so that it is laid out once, at the end, which is most of the work
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text, QTextCharFormat())
        self._lay_out()
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(0)

    def set_style(self, style: ReadingStyle, zoom: int) -> bool:
        """Set the text in another way; `zoom` adds points. Say whether anything changed."""
        if (style, zoom) == (self._style, self._zoom):
            return False
        self._style, self._zoom = style, zoom
        self._set_font()
        self._lay_out()
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
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_unit(start))
        cursor.setPosition(self._offsets.to_unit(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def reveal(self, start: int, end: int) -> None:
        """Scroll as little as it takes to see a span with some lines around it."""
        rect = bounds(self.document(), self._offsets.to_unit(start), self._offsets.to_unit(end))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = min(height / 5, 120)
        if rect.top() < bar.value() + margin or rect.bottom() > bar.value() + height - margin:
            bar.setValue(round(rect.top() - height / 3))

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret. Where words are not set apart by spaces, Qt would take a whole line for one."""
        before = self.caret()
        super().keyPressEvent(event)
        after, keys = self.caret(), QKeySequence.StandardKey
        forwards, select = event.matches(keys.MoveToNextWord), event.matches(keys.SelectNextWord)
        backwards = event.matches(keys.MoveToPreviousWord) or event.matches(keys.SelectPreviousWord)
        if (forwards or select or backwards) and has_unspaced(self._text[min(before, after) : max(before, after)]):
            place = (previous_word_start if backwards else next_word_start)(self._text, before)
            cursor = self.textCursor()
            select = select or event.matches(keys.SelectPreviousWord)
            cursor.setPosition(self._offsets.to_unit(place), cursor.MoveMode(int(select)))
            self.setTextCursor(cursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; one letter where words are not set apart by spaces."""
        super().mouseDoubleClickEvent(event)
        span = self.selection()
        if span and has_unspaced(self._text[slice(*span)]):
            place = self.cursorForPosition(event.position().toPoint()).position()
            self.select(*word_at(self._text, self._offsets.from_unit(place)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember whether the selection is meant to the letter."""
        self.exact_selection = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure of the text."""
        if event.size().width() != event.oldSize().width():
            self._set_margins(event.size().width())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the article's own font when the application's changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_font()

    def _set_font(self) -> None:
        self.document().setDefaultFont(self._style.font(self._zoom))

    def _lay_out(self) -> None:
        layout.lay_out_text(self.document(), self._style, right_to_left=self.right_to_left, has_source=self._has_source)
        self._set_margins(self.viewport().width())

    def _set_margins(self, width: float) -> None:
        layout.set_margins(self.document(), width, self._style, right_to_left=self.right_to_left)
