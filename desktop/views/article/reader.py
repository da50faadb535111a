"""The article with its marks: painted under the text, clicked, hinted. Shows records, decides nothing."""

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotations.model import Article
from desktop.marks import Mark
from desktop.theme import LIGHT, Theme
from desktop.view_text import ViewText
from desktop.views.article.changed_marks import changed_in_place
from desktop.views.article.hints import Hints
from desktop.views.article.lanes import LanePosition
from desktop.views.article.links import linked, role_of
from desktop.views.article.mark_positions import MarkPositions
from desktop.views.article.mark_tooltip import card
from desktop.views.article.painting import Painting
from desktop.views.article.pointed_text import PointedText
from desktop.views.article.search_hits import SearchHits
from desktop.views.article.span_rectangles import bounds
from desktop.views.inspector.name_groups import Group, outline


class Reader(PointedText):
    """Shows one article and its marks. All positions in its signals and methods are code points."""

    mark_clicked = Signal(str)  # annotation id; empty when the click hit no mark
    hint_chosen = Signal(str)  # annotation id
    hints_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._source = ""
        self._placing = MarkPositions(self._layout)
        self._layout.rooms = self._placing.rooms_of
        self._layout.inks = lambda block: self._placing.greyed(block, QColor(self._theme.muted))
        self._focused: Mark | None = None
        self._group: Group | None = None
        self._hints = Hints()
        self._hits = SearchHits()

    # -- what is shown

    def show_article(self, article: Article | None, marks: Sequence[Mark], source: str) -> None:
        """Show an article (or nothing) with its marks; `source` is the line under the headline."""
        self._source, self._focused, self._hits = source, None, SearchHits()
        self.end_hints()
        text = article.text if article else ""
        offsets = ViewText(text)
        self._placing.show_text(offsets)
        self._placing.show_marks(marks)  # before the text, which is then laid out once with room for their labels
        self._put_text(text, offsets, has_source=bool(source))
        self._group = None
        self._settle(0)
        self.viewport().update()

    def show_marks(self, marks: Sequence[Mark], focused: Mark | None) -> None:
        """Show other marks on the same article."""
        same = self._group is None and (focused and focused.id) == (self._focused and self._focused.id)
        changed = changed_in_place(self._placing.marks, marks) if same else None
        self._focused = focused
        if changed is None:
            self._place(marks)
            return
        self._placing.show_marks(marks)
        top, width, height = self.verticalScrollBar().value(), self.viewport().width(), self.viewport().height()
        for one in changed:
            begin, end = self._placing.strip_of(one, top, height)
            if begin < end:
                self.viewport().update(0, floor(begin) - top, width, ceil(end - begin) + 1)

    def show_focus(self, focused: Mark | None) -> None:
        """Draw the mark that has the focus, and bring it into view."""
        self._focused, self._group = focused, None
        if focused:
            self.reveal(focused.start, focused.end)
        self.viewport().update()

    def show_group(self, group: Group | None) -> None:
        """Frame the marks that have the same full name as the focused one."""
        if group is not None or self._group is not None:
            self._group = group
            self.viewport().update()

    def show_hits(self, spans: Sequence[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Mark the hits of a search, one of them as the one that was gone to."""
        if spans or self._hits:
            self.viewport().update()
        self._hits = SearchHits(spans, current)

    def hide_layers(self, names: frozenset[str]) -> None:
        """Leave out marks of some layers; `rejected`, `suggested` and `tags` leave out what they say."""
        if names != self._placing.hidden:
            self._placing.hidden = names
            self._place(self._placing.marks)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.use_colours(theme)
        self.viewport().update()

    def show_card(self) -> None:
        """Tell about the mark that has the focus, or about those at the caret."""
        caret, focused = self.caret(), self._focused
        placed = [one for one in self.in_view() if one.mark.start <= caret <= one.mark.end or one.mark == focused]
        marks = [focused] if focused else [one.mark for one in placed]
        first = next((one for one in placed if one.mark in marks), None)
        if first:
            below = bounds(self.document(), first.start, first.end).bottomLeft()
            place = self.viewport().mapToGlobal(below.toPoint() - QPoint(0, self.verticalScrollBar().value() - 4))
            QToolTip.showText(place, card(marks, self._theme), self.viewport())

    # -- hints

    def begin_hints(self, marks: Sequence[Mark]) -> None:
        """Show letters on those of the marks that are in view, and wait for one to be typed."""
        chosen = {mark.id for mark in marks}
        self._hints = Hints([one for one in self.in_view() if one.mark.id in chosen])
        self.viewport().update()

    def end_hints(self) -> None:
        """Take the letters away."""
        if self._hints:
            self.viewport().update()
        self._hints = Hints()
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

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a card about the marks under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.marks_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), card(found, self._theme) if found else "", self.viewport())
            return True
        return super().viewportEvent(event)

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
            ids = [mark.id for mark in self.marks_at(event.position())]
            now = self._focused.id if self._focused else None
            self._is_clicked = True
            self.mark_clicked.emit((ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0]) if ids else "")
            self._is_clicked = False
        if event.button() == Qt.MouseButton.LeftButton:
            self.released.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, the text over them, and caret, links and hints over the text."""
        placed, scrolled = self.in_view(), self.verticalScrollBar().value()
        painter, painting = self._painting()
        painting.marks(self._placing.near(placed, event.rect().top() + scrolled, event.rect().height()))
        if self._hits:
            view = self._layout.between(scrolled, self.viewport().height())
            painting.hits(self._hits.between(*view, self._offsets), *view)
        if self._source:
            painting.source_line(self._source)
        painter.end()
        super().paintEvent(event)
        painter, painting = self._painting()
        outline(painting, placed, self._group)
        links = linked(self._focused)
        for one in placed:
            role = role_of(one.mark, links)
            if role:
                painting.link(one, role)
        for letters, one in self._hints.left().items():
            painting.hint(one, letters)
        caret = QRectF(self.cursorRect()).translated(0, scrolled)
        painting.caret(caret, active=self.hasFocus())
        painter.end()

    def _painting(self) -> tuple[QPainter, Painting]:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        focused = self._focused.id if self._focused else None
        return painter, Painting(
            painter,
            self.document(),
            self._theme,
            focused,
            right_to_left=self.right_to_left,
            with_tags="tags" not in self._placing.hidden,
        )

    # -- where marks are

    def _lay_out(self) -> None:
        super()._lay_out()
        self._placing.show_text(self._offsets)

    def _place(self, marks: Sequence[Mark]) -> None:
        self._group = None
        self._placing.show_marks(marks)
        self._layout.forget_rooms()
        self._settle()
        self.viewport().update()

    def marks_on(self, position: int) -> list[Mark]:
        """The marks that are drawn over a position or at it."""
        return self._placing.touching(position)

    def shows(self, mark: Mark) -> bool:
        """Whether a mark is drawn, as far as the layers' switches say."""
        return self._placing.shows(mark)

    def in_view(self) -> list[LanePosition]:
        """The marks that are seen, with their places in the document."""
        return self._placing.in_view(self.verticalScrollBar().value(), self.viewport().height())

    def marks_at(self, point: QPointF) -> list[Mark]:
        """The marks at a point of the viewport, the shortest first."""
        return self._placing.at(point + QPointF(0, self.verticalScrollBar().value()), self.in_view())

    def units_of(self, mark: Mark) -> tuple[int, int]:
        """Where a mark starts and ends in the document."""
        return self._placing.span_of(mark)
