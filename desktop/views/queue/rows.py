"""Paints a row of the queue as a card or as a line of a table."""

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.roles import QueueRole
from desktop.theme import LIGHT, Theme, mixed

Index = QModelIndex | QPersistentModelIndex

CARD = 74
LINE = 30
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Column(NamedTuple):
    """Something that the queue can show of an article. `sort` is empty when nothing can be sorted by it."""

    name: str
    title: str
    role: int
    width: int
    sort: str = ""
    numeric: bool = False


def columns() -> tuple[Column, ...]:
    """All columns, the title first."""
    tr = QCoreApplication.translate
    return (
        Column("title", tr("queue", "Title"), Qt.ItemDataRole.DisplayRole, 260, "title"),
        Column("source", tr("queue", "Source"), QueueRole.SOURCE, 120, "source"),
        Column("published", tr("queue", "Date"), QueueRole.PUBLISHED, 90, "published"),
        Column("language", tr("queue", "Language"), QueueRole.LANGUAGE, 70),
        Column("marks", tr("queue", "Claims"), QueueRole.MARKS, 62, numeric=True),
    )


class QueueRows(QStyledItemDelegate):
    """What cards and lines share: the ground, and the sign of the status."""

    height = CARD

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.shown: Collection[str] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is of one height."""
        return QSize(100, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        self._ground(painter, rect.adjusted(0, 1, -4, -1), option)
        marks, status = index.data(QueueRole.MARKS) or 0, index.data(QueueRole.STATUS)
        glyph = {"done": "●", "incomplete": "◕", "skip": "–"}.get(status, "◐" if marks else "○")
        painter.setPen(QColor(self.theme.accent if status == "done" or marks else self.theme.muted))
        self._contents(painter, rect, index, glyph)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        theme, state, states = self.theme, option.state, QStyle.StateFlag
        chosen, hovered = bool(state & states.State_Selected), bool(state & states.State_MouseOver)
        if chosen or hovered:
            ground = mixed(QColor(theme.window), QColor(theme.accent), 0.14) if chosen else QColor(theme.surface)
            painter.setPen(QColor(theme.accent) if state & states.State_HasFocus else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 7, 7)

    def _contents(self, painter: QPainter, rect: QRect, index: Index, glyph: str) -> None:
        raise NotImplementedError

    def _title_pen(self, index: Index) -> QColor:
        return QColor(self.theme.muted if index.data(QueueRole.STATUS) == "skip" else self.theme.text)


class Cards(QueueRows):
    """Status sign, title on two lines, and below it what else is shown."""

    def _contents(self, painter: QPainter, rect: QRect, index: Index, glyph: str) -> None:
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(rect.adjusted(9, 9, 0, 0), top, glyph)
        painter.setPen(self._title_pen(index))
        text = rect.adjusted(30, 8, -12, -6)
        used = _draw_lines(painter, index.data() or "", text, 2)
        self._details(painter, index, text.adjusted(0, used + 3, 0, 0))

    def _details(self, painter: QPainter, index: Index, rect: QRect) -> None:
        painter.setFont(_smaller(painter.font()))
        painter.setPen(QColor(self.theme.muted))
        marks = index.data(QueueRole.MARKS)
        count = f"▍{marks}" if marks and "marks" in self.shown else ""
        width = painter.fontMetrics().horizontalAdvance(count)
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | top), count)
        details = [
            index.data(column.role) for column in columns()[1:] if not column.numeric and column.name in self.shown
        ]
        words = painter.fontMetrics().elidedText(
            " · ".join(filter(None, details)), Qt.TextElideMode.ElideRight, rect.width() - width - 10
        )
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | top), words)


class Lines(QueueRows):
    """One line for each article, its parts under the sections of a header."""

    height = LINE

    def __init__(self, header: QHeaderView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header = header

    def _contents(self, painter: QPainter, rect: QRect, index: Index, glyph: str) -> None:
        painter.drawText(rect.adjusted(9, 0, 0, 0), LEFT, glyph)
        for section, column in enumerate(columns()):
            if self._header.isSectionHidden(section):
                continue
            left = rect.left() + self._header.sectionViewportPosition(section)
            cell = QRect(left, rect.top(), self._header.sectionSize(section), rect.height())
            cell.adjust(30 if self._header.visualIndex(section) == 0 else 6, 0, -6, 0)
            painter.setPen(self._title_pen(index) if section == 0 else QColor(self.theme.muted))
            words = str(index.data(column.role) or "")
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(cell, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.86)
    return made


def _draw_lines(painter: QPainter, text: str, rect: QRect, most: int) -> int:
    """Draw text on at most some lines, the last one elided; return the height used."""
    metrics = painter.fontMetrics()
    layout = QTextLayout(text[:300], painter.font())
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        start, last = line.textStart(), number == most - 1
        words = text[start:] if last else text[start : start + line.textLength()]
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width()) if last else words
        painter.drawText(rect.left(), rect.top() + metrics.ascent() + number * metrics.lineSpacing(), shown)
        height = (number + 1) * metrics.lineSpacing()
    layout.endLayout()
    return height if text else 0
