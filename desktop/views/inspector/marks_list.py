"""The list of the article's bars (claims) in the inspector."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.marks import Mark
from desktop.theme import LIGHT, Theme, mixed
from desktop.views.widgets.row_list import RowList

ROW = 24
_NOWHERE = QModelIndex()


class MarksList(RowList):
    """One line for each mark: number, glyph, quote; those that lack a required choice are dotted."""

    mark_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROW, parent)
        self.setAccessibleName(self.tr("Marks of this article"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._marks = _Marks(self)
        self._rows = _MarkRows(self)
        self.setModel(self._marks)
        self.setItemDelegate(self._rows)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show marks in reading order."""
        self._marks.show_marks(marks)
        self.setFixedHeight(ROW * len(marks) + 4)

    def show_current(self, focused: Mark | None) -> None:
        """Mark the one that has the focus, if it is among them."""
        row = self._marks.row_of(focused) if focused else -1
        self.setCurrentIndex(self._marks.index(row, 0) if row >= 0 else QModelIndex())

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._rows.theme = theme
        self.viewport().update()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.mark_chosen.emit(self._marks.marks[index.row()].id)


class _Marks(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.marks: Sequence[Mark] = ()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self.beginResetModel()
        self.marks = marks
        self.endResetModel()

    def row_of(self, mark: Mark) -> int:
        """The row of a mark, -1 when it is not among them."""
        row = bisect_left(self.marks, _order(mark), key=_order)
        while row < len(self.marks) and _order(self.marks[row]) == _order(mark):
            if self.marks[row].id == mark.id:
                return row
            row += 1
        return -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.marks)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.marks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{mark.number} {mark.glyph} {' '.join(mark.annotation.quote.split())}"
        return mark if role == Qt.ItemDataRole.UserRole else None


class _MarkRows(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, flags = self.theme, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        mark: Mark = index.data(Qt.ItemDataRole.UserRole)
        rect, state, states = QRect(option.rect), option.state, QStyle.StateFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (states.State_Selected | states.State_MouseOver):
            chosen = mixed(QColor(theme.window), QColor(theme.accent), 0.16)
            painter.setPen(QColor(theme.accent) if state & states.State_HasFocus else Qt.PenStyle.NoPen)
            painter.setBrush(chosen if state & states.State_Selected else QColor(theme.surface))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect.adjusted(6, 0, 0, 0), flags, str(mark.number))
        painter.setPen(theme.ink(mark.colour))
        painter.drawText(rect.adjusted(30, 0, 0, 0), flags, mark.glyph if mark.complete else mark.glyph + "…")
        painter.setPen(QColor(theme.text if mark.complete else theme.muted))
        signs = painter.fontMetrics().horizontalAdvance(mark.signs)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect.adjusted(0, 0, -6, 0), right, mark.signs)
        text = rect.adjusted(50, 0, -12 - signs if signs else -6, 0)
        quote = " ".join(mark.annotation.quote.split())
        shown = painter.fontMetrics().elidedText(quote, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, flags, shown)
        painter.restore()


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
