"""The article once for each annotator, side by side; all scroll together, place by place."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.comparison import Comparison, Lane, Spot, without_mark
from desktop.marks import Mark
from desktop.plain import Label
from desktop.reading_style import ReadingStyle
from desktop.theme import LIGHT, Theme
from desktop.views.article.reader import Reader
from desktop.views.article.span_rectangles import line_of, segments
from desktop.views.widgets.accessible import named


class SideBySide(QWidget):
    """Shows a column for each annotator."""

    spot_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._style, self._zoom = ReadingStyle(), 0
        self._columns: list[_Column] = []
        self._shown: Comparison | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)

    def show_comparison(self, shown: Comparison, chosen: Sequence[int], current: int) -> None:
        """Show an article with those of its spots that are chosen, by number."""
        if self._shown is None or (shown.lanes, shown.article) != (self._shown.lanes, self._shown.article):
            self._make_columns(shown)
        self._shown = shown
        for number, column in enumerate(self._columns):
            column.show_spots([(n, shown.spots[n]) for n in chosen], number)
        self.show_current(current)

    def show_current(self, number: int) -> None:
        """Mark a spot as the one that is looked at, and bring it into view in all columns."""
        spot = self._shown.spots[number] if self._shown and 0 <= number < len(self._shown.spots) else None
        for column in self._columns:
            column.show_current(spot)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        for column in self._columns:
            column.set_theme(theme)

    def set_style(self, style: ReadingStyle, zoom: int) -> None:
        """Set the text in another way."""
        self._style, self._zoom = style, zoom
        for column in self._columns:
            column.text.set_style(style, zoom)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first column."""
        if self._columns:
            self._columns[0].text.setFocus()

    def _make_columns(self, shown: Comparison) -> None:
        had_keyboard = any(column.text.hasFocus() for column in self._columns)
        for column in self._columns:
            self._row.removeWidget(column)
            column.deleteLater()
        self._columns = [_Column(lane) for lane in shown.lanes]
        for column in self._columns:
            self._row.addWidget(column, 1)
            column.text.set_style(self._style, self._zoom)
            column.text.show_article(shown.article, (), "")
            column.set_theme(self._theme)
            column.text.mark_clicked.connect(self._on_clicked)
            column.text.verticalScrollBar().valueChanged.connect(lambda _, column=column: self._follow(column))
        if had_keyboard:
            self.take_keyboard()

    def _follow(self, leader: "_Column") -> None:
        """Let the other columns show the same words at the same height."""
        if leader.following:
            return
        position, height = leader.text.at_top()
        for column in self._columns:
            if column is not leader:
                column.following = True
                column.text.put_at_top(position, height)
                column.following = False

    def _on_clicked(self, annotation_id: str) -> None:
        for number, spot in enumerate(self._shown.spots if self._shown else ()):
            if any(mark and mark.id == annotation_id for mark in spot.marks):
                self.spot_clicked.emit(number)


class _Column(QWidget):
    """One annotator's reading, under the annotator's name."""

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane, self.following = lane, False
        self._name = Label(lane.name, alignment=Qt.AlignmentFlag.AlignCenter)
        self.text = named(_ColumnText(), self.tr("Article as {} read it").format(lane.name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addWidget(self.text, 1)

    def set_theme(self, theme: Theme) -> None:
        ink = theme.ink(self.lane.hue).name()
        self._name.setStyleSheet(f"color: {ink}; font-weight: 600; padding: 6px; background: {theme.surface};")
        self.text.set_theme(theme)

    def show_spots(self, spots: Sequence[tuple[int, Spot]], number: int) -> None:
        marks = [_as_shown(spot, mark) for _, spot in spots if (mark := spot.marks[number]) and spot.start is not None]
        missing = [s for _, s in spots if s.start is not None and without_mark(s, number, finished=self.lane.finished)]
        self.text.set_missing([(spot.start or 0, spot.end or 0) for spot in missing])
        self.text.show_marks(sorted(marks, key=lambda mark: (mark.start, -mark.end)), None)

    def show_current(self, spot: Spot | None) -> None:
        span = (spot.start, spot.end or 0) if spot and spot.start is not None else None
        self.text.show_hits([span] if span else [], span)
        if span:
            self.text.reveal(*span)


class _ColumnText(Reader):
    """The reader, with a frame around what this annotator did not mark."""

    def __init__(self) -> None:
        super().__init__()
        self._missing: list[tuple[int, int]] = []

    def set_missing(self, spans: Sequence[tuple[int, int]]) -> None:
        """Say which spans, in code points, others marked and this one did not."""
        self._missing = [(self._offsets.to_unit(start), self._offsets.to_unit(end)) for start, end in spans]

    def at_top(self) -> tuple[int, float]:
        """The position, in the document, of the line at the top, and how far it is scrolled out."""
        top = self.verticalScrollBar().value()
        position = self.document().documentLayout().hitTest(QPointF(self.viewport().width() / 2, top + 4),
                                                            Qt.HitTestAccuracy.FuzzyHit)  # fmt: skip
        return position, top - line_of(self.document(), max(position, 0))[0]

    def put_at_top(self, position: int, height: float) -> None:
        """Scroll so that a position is where it is elsewhere."""
        self.verticalScrollBar().setValue(round(line_of(self.document(), max(position, 0))[0] + height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the reader, and frames around what is missing."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        painter.setPen(QPen(QColor(self._theme.warning), 1.2, Qt.PenStyle.DashLine))
        for start, end in self._missing:
            for rect in segments(self.document(), start, end):
                painter.drawRoundedRect(QRectF(rect).adjusted(-2, 0, 2, 3), 3, 3)
        painter.end()


def _as_shown(spot: Spot, mark: Mark) -> Mark:
    return mark._replace(colour="grey", glyph="") if spot.quiet else mark
