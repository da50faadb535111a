"""The article: text, marks painted under it, caret and selection in code points. Shows records, decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotations.model import AnnotationId, Article
from annotations.text import utf16_offsets
from desktop.marks import Mark
from desktop.theme import LIGHT, Theme, reading_font
from desktop.views import layout
from desktop.views.hints import Hints
from desktop.views.painting import Painting, Placed, linked, role_of, visible, with_lanes

POINTS = 13.0


class Reader(QTextEdit):
    """Shows one article and its marks. All positions in its signals and methods are code points."""

    mark_clicked = Signal(str)  # annotation id; empty when the click hit no mark
    hint_chosen = Signal(str)  # annotation id
    hints_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(0)  # painted here, because a text that cannot be edited shows none
        self._theme: Theme = LIGHT
        self._offsets = utf16_offsets("")
        self._source = ""
        self._placed: list[Placed] = []
        self._tag_space: layout.TagSpace = {}
        self._focused: Mark | None = None
        self._hints = Hints()
        self._zoom = 0

    # -- what is shown

    def show_article(self, article: Article | None, marks: Sequence[Mark], source: str) -> None:
        """Show an article (or nothing) with its marks; `source` is the line under the headline."""
        text = article.text if article else ""
        self._placed = []  # those of another text may lie outside this one
        self._offsets, self._source, self._focused = utf16_offsets(text), source, None
        self.end_hints()
        self.document().setDefaultFont(reading_font(POINTS + self._zoom))
        self.setPlainText(text)
        self._tag_space = {}
        self._lay_out()
        self._place(marks)
        self.verticalScrollBar().setValue(0)

    def show_marks(self, marks: Sequence[Mark], focused: Mark | None) -> None:
        """Show other marks on the same article."""
        self._focused = focused
        self._place(marks)

    def show_focus(self, focused: Mark | None) -> None:
        """Draw the mark that has the focus, and bring it into view."""
        self._focused = focused
        if focused:
            self.reveal(focused.start, focused.end)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._theme = theme
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.surface))
        colours.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        self.setPalette(colours)
        self._grey_masked_text()
        self.viewport().update()

    def set_zoom(self, steps: int) -> None:
        """Show the text larger or smaller by steps of a point."""
        if steps != self._zoom:
            self._zoom = steps
            self.document().setDefaultFont(reading_font(POINTS + steps))
            self._tag_space = dict.fromkeys(self._tag_space, [])
            self._lay_out()
            self._place([one.mark for one in self._placed])

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
        rect = layout.bounds(self.document(), self._offsets.to_unit(start), self._offsets.to_unit(end))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = min(height / 5, 120)
        if rect.top() < bar.value() + margin or rect.bottom() > bar.value() + height - margin:
            bar.setValue(round(rect.top() - height / 3))

    # -- hints

    def begin_hints(self, marks: Sequence[Mark]) -> None:
        """Show letters on those of the marks that are in view, and wait for one to be typed."""
        chosen = {mark.id for mark in marks}
        self._hints = Hints([one for one in self._in_view() if one.mark.id in chosen])
        self.viewport().update()

    def end_hints(self) -> None:
        """Take the letters away."""
        self._hints = Hints()
        self.viewport().update()
        self.hints_ended.emit()

    def _type_hint(self, letter: str) -> None:
        found = self._hints.type(letter)
        if found:
            self.hint_chosen.emit(found.mark.id)
            self.end_hints()
        self.viewport().update()

    # -- events

    def event(self, event: QEvent) -> bool:
        """Keep the letters of hints from being taken as shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._hints.wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a hint, or move the caret."""
        if not self._hints.wants(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.end_hints()
        else:
            self._type_hint(event.text().lower())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was clicked; repeated clicks go through what lies there."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.mark_clicked.emit(self._mark_at(event.position()) or "")

    def _mark_at(self, point: QPointF) -> AnnotationId | None:
        in_document = point + QPointF(0, self.verticalScrollBar().value())
        hit = [
            one.mark
            for one in self._in_view()
            if any(
                r.adjusted(-2, -2, 2, 6).contains(in_document)
                for r in layout.segments(self.document(), one.start, one.end)
            )
        ]
        ids = [mark.id for mark in sorted(hit, key=lambda mark: mark.end - mark.start)]
        if self._focused and self._focused.id in ids:
            return ids[(ids.index(self._focused.id) + 1) % len(ids)]
        return ids[0] if ids else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure of the text."""
        if event.size().width() != event.oldSize().width():
            layout.set_margins(self.document(), event.size().width())
        super().resizeEvent(event)
        self._placed = with_lanes(self.document(), self._placed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, the text over them, and caret, links and hints over the text."""
        placed = self._in_view()
        painter, painting = self._painting()
        painting.marks(placed)
        if self._source:
            painting.source_line(self._source)
        painter.end()
        super().paintEvent(event)
        painter, painting = self._painting()
        links = linked(self._focused)
        for one in placed:
            role = role_of(one.mark, links)
            if role:
                painting.link(one, role)
        for letters, one in self._hints.left().items():
            painting.hint(one, letters)
        caret = QRectF(self.cursorRect()).translated(0, self.verticalScrollBar().value())
        painting.caret(caret, active=self.hasFocus())
        painter.end()

    def _painting(self) -> tuple[QPainter, Painting]:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        return painter, Painting(painter, self.document(), self._theme, self._focused.id if self._focused else None)

    # -- layout

    def _lay_out(self) -> None:
        layout.lay_out_text(self.document(), bool(self._source))
        layout.set_margins(self.document(), self.viewport().width())

    def _place(self, marks: Sequence[Mark]) -> None:
        to_unit = self._offsets.to_unit
        placed = [Placed(mark, to_unit(mark.start), to_unit(mark.end)) for mark in marks]
        tags = [(one.end, one.mark.tag) for one in placed if _shows_tag(one.mark)]
        self._tag_space = layout.set_tag_space(self.document(), tags, self._tag_space)
        self._placed = with_lanes(self.document(), placed)
        self._grey_masked_text()
        self.viewport().update()

    def _in_view(self) -> list[Placed]:
        top = self.verticalScrollBar().value()
        return visible(self._placed, *layout.visible_range(self.document(), top, self.viewport().height()))

    def _grey_masked_text(self) -> None:
        selections = []
        for one in self._placed:
            if one.mark.layer.style == "mask" and not one.mark.rejected:
                selection = QTextEdit.ExtraSelection()
                cursor = self.textCursor()
                cursor.setPosition(one.start)
                cursor.setPosition(one.end, QTextCursor.MoveMode.KeepAnchor)
                selection.cursor = cursor
                selection.format.setForeground(QColor(self._theme.muted))
                selections.append(selection)
        self.setExtraSelections(selections)


def _shows_tag(mark: Mark) -> bool:
    return mark.layer.style == "tint" and bool(mark.tag) and not mark.rejected
