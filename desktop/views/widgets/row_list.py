"""A list whose rows are all of one height, so that a million of them are laid out in no time.

`QListView` asks every row for its place, which takes seconds; here a place is a multiplication. What Qt tells screen
readers about a list holds for this one too.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """Shows the first column of a model; the delegate paints a row."""

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = row_height
        self._hovered = -1
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows are painted with what is behind them: scrolling moves the picture, and paints only what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_row_height(self, height: int) -> None:
        """Make the rows higher or lower; the row at the top stays there."""
        first, self._height = self.verticalScrollBar().value() // self._height, height
        self.updateGeometries()
        self.verticalScrollBar().setValue(first * height)
        self.viewport().update()

    # -- where rows are

    def visualRect(self, index: Index) -> QRect:
        """The rectangle of a row in the viewport."""
        if not index.isValid():
            return QRect()
        return QRect(0, index.row() * self._height - self.verticalOffset(), self.viewport().width(), self._height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a point of the viewport."""
        row, model = (point.y() + self.verticalOffset()) // self._height, self.model()
        return model.index(row, 0) if model and 0 <= row < self._count() else QModelIndex()

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Bring a row into view, scrolling as little as it takes."""
        rect, bar, height = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if not rect.isValid():
            return
        if hint == QListView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() + 1 - height)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:  # fmt: skip
        """The row to which a key goes."""
        actions, last = QAbstractItemView.CursorAction, self._count() - 1
        page = max(self.viewport().height() // self._height - 1, 1)
        now = self.currentIndex().row()
        steps = {
            actions.MoveUp: -1, actions.MovePrevious: -1, actions.MoveLeft: -1, actions.MoveDown: 1,
            actions.MoveNext: 1, actions.MoveRight: 1, actions.MovePageUp: -page, actions.MovePageDown: page,
            actions.MoveHome: -now, actions.MoveEnd: last - now,
        }  # fmt: skip
        row = 0 if now < 0 else max(0, min(last, now + steps.get(action, 0)))
        return self.model().index(row, 0) if last >= 0 else QModelIndex()

    def horizontalOffset(self) -> int:
        """Rows are as wide as the view."""
        return 0

    def verticalOffset(self) -> int:
        """How far the rows are scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """No row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row under a rectangle."""
        index = self.indexAt(rect.topLeft())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The part of the viewport that selected rows take."""
        region = QRegion()
        for index in self.selectionModel().selectedIndexes():
            region += QRegion(self.visualRect(index))
        return region

    def doItemsLayout(self) -> None:
        """Lay out nothing: every place can be computed."""
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint the rows that have changed; a `QListView` would lay out all of them."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def updateGeometries(self) -> None:
        """Set the range of the scroll bar."""
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(max(self._height // 2, 1))
        bar.setPageStep(height)
        bar.setRange(0, max(self._count() * self._height - height, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint what came into view."""
        self.viewport().scroll(dx, dy)

    # -- events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the row under the pointer look so."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are in view."""
        painter, option = QPainter(self.viewport()), QStyleOptionViewItem()
        self.initViewItemOption(option)
        usual, current, states = option.state, self.currentIndex().row(), QStyle.StateFlag
        painter.fillRect(event.rect(), self.palette().brush(self.viewport().backgroundRole()))
        first = (event.rect().top() + self.verticalOffset()) // self._height
        last = (event.rect().bottom() + self.verticalOffset()) // self._height
        for row in range(max(first, 0), min(last + 1, self._count())):
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            option.state = usual & ~states.State_HasFocus
            if row == current:
                focus = states.State_HasFocus if self.hasFocus() else states.State_None
                option.state = option.state | states.State_Selected | focus
            if row == self._hovered:
                option.state = option.state | states.State_MouseOver
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for one in (before, row):
                self.viewport().update(self.visualRect(self.model().index(one, 0)))

    def _count(self) -> int:
        return self.model().rowCount() if self.model() else 0
