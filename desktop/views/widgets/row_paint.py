"""Shared by list delegates: the background of a selected row, and text shortened with “…”."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from desktop.theme import Theme, mixed

SMALL = 0.86  # of the usual size


def ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, theme: Theme, *, focused: bool = False) -> None:
    """Paint what a row stands on when it is chosen or under the pointer; with a line around it while it is focused."""
    chosen, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
    if not chosen and not hovered:
        return
    focused = focused or bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(QColor(theme.accent), 1.5) if chosen and focused else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(mixed(QColor(theme.window), QColor(theme.accent), 0.14) if chosen else QColor(theme.surface))
    painter.drawRoundedRect(rect.adjusted(1, 1, -2, -1), 6, 6)


def line(
    painter: QPainter,
    rect: QRect,
    words: str,
    ink: str,
    font: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Write one line, at the top unless `align` says otherwise; return how wide it is."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align), shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def strong(font: QFont) -> QFont:
    """The same font, heavier."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def small(font: QFont) -> QFont:
    """The same font, smaller."""
    made = QFont(font)
    made.setPointSizeF(made.pointSizeF() * SMALL)
    return made
