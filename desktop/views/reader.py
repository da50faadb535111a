"""The article with its marks: painted under the text, clicked, hinted. Shows records, decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotations.model import Article
from desktop.marks import Mark
from desktop.reading_style import ReadingStyle
from desktop.theme import LIGHT, Theme
from desktop.views import layout
from desktop.views.article_text import ArticleText
from desktop.views.card import card
from desktop.views.groups import Group, group_of, outline
from desktop.views.hints import Hints
from desktop.views.lanes import Placed, with_lanes
from desktop.views.links import linked, role_of
from desktop.views.painting import Painting, greyed, tag_of, visible
from desktop.views.places import bounds, segments, visible_range


class Reader(ArticleText):
    """Shows one article and its marks. All positions in its signals and methods are code points."""

    mark_clicked = Signal(str)  # annotation id; empty when the click hit no mark
    hint_chosen = Signal(str)  # annotation id
    hints_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._source = ""
        self._marks: Sequence[Mark] = ()
        self._hidden: frozenset[str] = frozenset()
        self._placed: list[Placed] = []
        self._tag_space: layout.TagSpace = {}
        self._focused: Mark | None = None
        self._group: Group | None = None
        self._hints = Hints()
        self._hits: list[tuple[int, int, bool]] = []  # start and end in the document, whether it is the current one

    # -- what is shown

    def show_article(self, article: Article | None, marks: Sequence[Mark], source: str) -> None:
        """Show an article (or nothing) with its marks; `source` is the line under the headline."""
        layout.take_tag_space(self.document(), self._tag_space)
        self._source, self._focused, self._tag_space, self._placed, self._hits = source, None, {}, [], []
        self.end_hints()
        self.show_text(article.text if article else "", has_source=bool(source))
        self._place(marks)

    def show_marks(self, marks: Sequence[Mark], focused: Mark | None) -> None:
        """Show other marks on the same article."""
        self._focused = focused
        self._place(marks)

    def show_focus(self, focused: Mark | None) -> None:
        """Draw the mark that has the focus, and bring it into view."""
        self._focused, self._group = focused, group_of(focused, self._marks)
        if focused:
            self.reveal(focused.start, focused.end)
        self.viewport().update()

    def show_hits(self, spans: Sequence[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Mark the hits of a search, one of them as the one that was gone to."""
        to_unit = self._offsets.to_unit
        self._hits = [(to_unit(start), to_unit(end), (start, end) == current) for start, end in spans]
        self.viewport().update()

    def hide_layers(self, names: frozenset[str]) -> None:
        """Leave out marks of some layers; `rejected`, `suggested` and `tags` leave out what they say."""
        if names != self._hidden:
            self._hidden = names
            self._place(self._marks)

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._theme = theme
        self.use_colours(theme)
        self._grey_masked_text()
        self.viewport().update()

    def set_style(self, style: ReadingStyle, zoom: int) -> bool:
        """Set the text in another way; the marks follow."""
        changed = super().set_style(style, zoom)
        if changed:
            self._tag_space = dict.fromkeys(self._tag_space, [])
            self._place(self._marks)
        return changed

    def show_card(self) -> None:
        """Tell about the mark that has the focus, or about those at the caret."""
        caret = self.caret()
        marks = [self._focused] if self._focused else [mark for mark in self._marks if mark.start <= caret <= mark.end]
        if marks:
            below = bounds(self.document(), *map(self._offsets.to_unit, (marks[0].start, marks[0].end))).bottomLeft()
            place = self.viewport().mapToGlobal(below.toPoint() - QPoint(0, self.verticalScrollBar().value() - 4))
            QToolTip.showText(place, card(marks, self._theme), self.viewport())

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

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a card about the marks under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._marks_at(QPointF(event.pos()))
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
            ids = [mark.id for mark in self._marks_at(event.position())]
            now = self._focused.id if self._focused else None
            self.mark_clicked.emit((ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0]) if ids else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bars beside their lines."""
        super().resizeEvent(event)
        self._placed = with_lanes(self.document(), self._placed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, the text over them, and caret, links and hints over the text."""
        placed = self._in_view()
        painter, painting = self._painting()
        painting.marks(placed)
        painting.hits(self._hits, *self._range_in_view())
        if self._source:
            painting.source_line(self._source)
        painter.end()
        super().paintEvent(event)
        painter, painting = self._painting()
        outline(painting, self._placed, self._group)
        links = linked(self._focused)
        for one in self._placed:
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
        focused = self._focused.id if self._focused else None
        return painter, Painting(
            painter,
            self.document(),
            self._theme,
            focused,
            right_to_left=self.right_to_left,
            with_tags="tags" not in self._hidden,
        )

    # -- where marks are

    def _place(self, marks: Sequence[Mark]) -> None:
        to_unit = self._offsets.to_unit
        self._marks, self._group = marks, group_of(self._focused, marks)
        placed = [Placed(mark, to_unit(mark.start), to_unit(mark.end)) for mark in marks if self.shows(mark)]
        tags = [(one.end, tag_of(one.mark)) for one in placed if _shows_tag(one.mark) and "tags" not in self._hidden]
        asides = [(one.start, one.end) for one in placed if one.mark.layer.style == "mask" and not one.mark.rejected]
        self._tag_space = layout.set_tag_space(
            self.document(), tags, self._tag_space, asides, right_to_left=self.right_to_left
        )
        self._placed = with_lanes(self.document(), placed)
        self._grey_masked_text()
        self.viewport().update()

    def shows(self, mark: Mark) -> bool:
        """Whether a mark is drawn, as far as the layers' switches say."""
        looks = {
            mark.layer.name,
            *["rejected"] * mark.rejected,
            *["suggested"] * mark.suggested,
            *["gold"] * mark.gold,
        }
        return not looks & self._hidden

    def _in_view(self) -> list[Placed]:
        return visible(self._placed, *self._range_in_view())

    def _range_in_view(self) -> tuple[int, int]:
        return visible_range(self.document(), self.verticalScrollBar().value(), self.viewport().height())

    def _marks_at(self, point: QPointF) -> list[Mark]:
        """The marks at a point of the viewport, the shortest first."""
        in_document = point + QPointF(0, self.verticalScrollBar().value())
        hit = [
            one.mark
            for one in self._in_view()
            if any(
                rect.adjusted(-2, -2, 2, 6).contains(in_document)
                for rect in segments(self.document(), one.start, one.end)
            )
        ]
        return sorted(hit, key=lambda mark: mark.end - mark.start)

    def _grey_masked_text(self) -> None:
        masked = [one for one in self._placed if one.mark.layer.style == "mask" and not one.mark.rejected]
        self.setExtraSelections(greyed(self.document(), [(one.start, one.end) for one in masked], self._theme))


def _shows_tag(mark: Mark) -> bool:
    return mark.layer.style == "tint" and bool(mark.tag) and not mark.rejected
