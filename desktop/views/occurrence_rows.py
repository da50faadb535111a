"""How a row of occurrences is painted: a box to tick, the words in their context, the article, what stands there."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.roles import OccurrenceRole
from desktop.theme import Theme, mixed

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
        theme, rect, state = self._theme, QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(QColor(theme.window), QColor(theme.accent), 0.14))
            painter.drawRoundedRect(rect.adjusted(0, 1, -2, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 2, -3, -2), 6, 6)
        able = bool(index.data(OccurrenceRole.ABLE))
        self._box(painter, rect, index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked, able)
        self._context(painter, rect.adjusted(LEFT, 6, -PADDING, 0), index, able)
        self._article(painter, rect.adjusted(LEFT, 0, -PADDING, -7), index)
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

    def _context(self, painter: QPainter, rect: QRect, index: Index, able: bool) -> None:
        """The words stand in the middle, one under the other, with what is around them on either side."""
        theme, one = self._theme, index.data(OccurrenceRole.OCCURRENCE)
        usual, strong = QFont(painter.font()), QFont(painter.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        metrics = painter.fontMetrics()
        hit = metrics.elidedText(one.hit, Qt.TextElideMode.ElideMiddle, rect.width() // 3)
        width = metrics.horizontalAdvance(hit)
        middle = rect.left() + int(rect.width() * 0.42)
        baseline = rect.top() + metrics.ascent()
        painter.setPen(QColor(theme.text if able else theme.muted))
        painter.drawText(middle, baseline, hit)
        painter.setFont(usual)
        metrics = painter.fontMetrics()
        painter.setPen(QColor(theme.muted))
        before = metrics.elidedText(one.before, Qt.TextElideMode.ElideLeft, middle - rect.left())
        painter.drawText(middle - metrics.horizontalAdvance(before), baseline, before)
        after = metrics.elidedText(one.after, Qt.TextElideMode.ElideRight, rect.right() - middle - width)
        painter.drawText(middle + width, baseline, after)

    def _article(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme, one = self._theme, index.data(OccurrenceRole.OCCURRENCE)
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        painter.setFont(font)
        metrics, words = painter.fontMetrics(), index.data(OccurrenceRole.WORDS)
        bottom = int(Qt.AlignmentFlag.AlignBottom)
        painter.setPen(QColor(theme.warning))
        painter.drawText(rect, bottom | int(Qt.AlignmentFlag.AlignRight), words)
        room = rect.width() - metrics.horizontalAdvance(words) - PADDING
        painter.setPen(QColor(theme.muted))
        title = metrics.elidedText(one.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, bottom | int(Qt.AlignmentFlag.AlignLeft), title)
