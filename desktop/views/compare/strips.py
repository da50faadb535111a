"""Paints a mark in a lane: quiet if all agree, loud if they differ, dashed if one is missing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from desktop.comparison import Spot
from desktop.marks import Mark
from desktop.theme import Theme, mixed

RADIUS = 3.5


class Strips:
    """Paints marks as strips of a lane."""

    def __init__(self, painter: QPainter, theme: Theme, font: QFont) -> None:
        self._painter, self._theme = painter, theme
        painter.setFont(font)

    def mark(self, rect: QRectF, spot: Spot, mark: Mark, *, first: bool, current: bool) -> None:
        """Paint a mark; its words stand where it begins."""
        theme, painter = self._theme, self._painter
        surface, ink = QColor(theme.surface), theme.ink(mark.colour)
        if spot.quiet:
            fill, edge = mixed(surface, QColor(theme.muted), 0.14), Qt.PenStyle.NoPen
            ink = QColor(theme.muted)
            painter.setPen(edge)
        else:
            fill = theme.tint(mark.colour, 1.5)
            painter.setPen(QPen(QColor(theme.accent) if current else ink, 2.0 if current else 1.2))
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if first:
            painter.setPen(ink if spot.quiet else QColor(theme.text))
            self._words(rect, words_of(mark))

    def missing(self, rect: QRectF, *, current: bool) -> None:
        """Paint the place where an annotator has no mark."""
        colour = QColor(self._theme.accent if current else self._theme.warning)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(colour, 1.6 if current else 1.1, Qt.PenStyle.DashLine))
        self._painter.drawRoundedRect(rect, RADIUS, RADIUS)

    def _words(self, rect: QRectF, words: str) -> None:
        room = rect.adjusted(4, 0, -3, 0)
        shown = self._painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        if shown not in ("", "…"):
            self._painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def words_of(mark: Mark) -> str:
    """A mark in a few words: its label, or its glyph and the first of its choices."""
    if mark.tag:
        return mark.tag
    fields, layer = mark.annotation.fields, mark.layer
    titles = [
        next((value.title for value in field.values if value.name == fields.get(field.name)), "")
        for field in layer.fields
        if field.kind == "choice" and field.required
    ]
    return " ".join(filter(None, (mark.glyph, " · ".join(filter(None, titles))))) or layer.title
