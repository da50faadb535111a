"""Paints a row of occurrences: check box, words in context, article and existing marks."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.roles import OccurrenceRole
from desktop.theme import Theme
from desktop.views.widgets.row_paint import ground, line, small, strong

ROW = 48
BOX = 15
LEFT, PADDING = 38, 12
Index = QModelIndex | QPersistentModelIndex


class OccurrenceRows(QStyledItemDelegate):
    """Paints the rows of a model with the roles of `OccurrenceRole`; a click anywhere on a row ticks it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are alike."""
        return QSize(200, ROW)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tick by a click."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, rect, option.state, self._theme)
        able, usual = bool(index.data(OccurrenceRole.ABLE)), QFont(painter.font())
        self._box(painter, rect, index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked, able)
        self._context(painter, rect.adjusted(LEFT, 6, -PADDING, 0), index, able, usual)
        self._article(painter, rect.adjusted(LEFT, 0, -PADDING, -7), index, small(usual))
        painter.restore()

    def _box(self, painter: QPainter, rect: QRect, ticked: bool, able: bool) -> None:
        theme = self._theme
        box = QRect(rect.left() + PADDING, rect.top() + (ROW - BOX) // 2, BOX, BOX)
        painter.setPen(QPen(QColor(theme.accent if ticked else theme.muted if able else theme.border), 1.2))
        painter.setBrush(QColor(theme.accent) if ticked else QColor(theme.surface))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            painter.setPen(QPen(QColor(theme.on_accent), 2))
            left, top = box.left(), box.top()
            painter.drawLine(left + 4, top + 8, left + 7, top + 11)
            painter.drawLine(left + 7, top + 11, left + 12, top + 4)

    def _context(self, painter: QPainter, rect: QRect, index: Index, able: bool, font: QFont) -> None:
        """The words stand in the middle, one under the other, with what is around them on either side."""
        theme, one = self._theme, index.data(OccurrenceRole.OCCURRENCE)
        middle = rect.left() + int(rect.width() * 0.42)
        ink = theme.text if able else theme.muted
        width = line(painter, rect.adjusted(middle - rect.left(), 0, 0, 0), one.hit, ink, strong(font))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        before = metrics.elidedText(one.before, Qt.TextElideMode.ElideLeft, middle - rect.left())
        left = middle - metrics.horizontalAdvance(before)
        line(painter, rect.adjusted(left - rect.left(), 0, 0, 0), before, theme.muted, font)
        line(painter, rect.adjusted(middle - rect.left() + width, 0, 0, 0), one.after, theme.muted, font)

    def _article(self, painter: QPainter, rect: QRect, index: Index, font: QFont) -> None:
        theme, one, flags = self._theme, index.data(OccurrenceRole.OCCURRENCE), Qt.AlignmentFlag
        ink = theme.warning if one.status == "marked_other" else theme.muted
        words = index.data(OccurrenceRole.WORDS)
        width = line(painter, rect, words, ink, font, flags.AlignBottom | flags.AlignRight)
        line(painter, rect.adjusted(0, 0, -width - PADDING, 0), one.title, theme.muted, font, flags.AlignBottom)
