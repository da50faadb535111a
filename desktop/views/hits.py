"""The list of search hits with their context."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotations.text import reads_right_to_left
from desktop.plain import Label
from desktop.roles import HitRole
from desktop.theme import LIGHT, Theme, mixed
from desktop.views.widgets.accessible import named
from desktop.views.widgets.row_list import RowList

LINE = 27
TITLE_SHARE = 0.22


class HitsView(QWidget):
    """Tells which hit was chosen."""

    hit_chosen = Signal(str, int, int)  # article, start and end in code points

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = named(RowList(LINE), self.tr("Hits in their context"))
        self._rows = _HitRows(self._list)
        self._list.setItemDelegate(self._rows)
        self._list.clicked.connect(self._on_clicked)
        self._list.activated.connect(self._on_clicked)
        self._count = named(Label(), self.tr("How many hits"))
        self._count.setProperty("role", "muted")
        self.setFocusProxy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._count)
        layout.addWidget(self._list, 1)

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model with the roles of `HitRole`."""
        self._list.setModel(model)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._rows.theme = theme
        self._list.viewport().update()

    def show_count(self, hits: int, *, more: bool) -> None:
        """Show how many hits there are; `more` when they have not all been read."""
        words = self.tr("1 hit") if hits == 1 else self.tr("{:,} hits").format(hits)
        self._count.setText(self.tr("First {}").format(words) if more else words)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.hit_chosen.emit(index.data(HitRole.ARTICLE), index.data(HitRole.START), index.data(HitRole.END))


class _HitRows(QStyledItemDelegate):
    """Title of the article, then the line with its hit always at the same place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect, state, states = self.theme, QRect(option.rect), option.state, QStyle.StateFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & states.State_Selected or state & states.State_MouseOver:
            chosen = mixed(QColor(theme.window), QColor(theme.accent), 0.14)
            painter.setPen(QColor(theme.accent) if state & states.State_HasFocus else Qt.PenStyle.NoPen)
            painter.setBrush(chosen if state & states.State_Selected else QColor(theme.surface))
            painter.drawRoundedRect(rect.adjusted(-6, 0, -4, 0), 6, 6)
        title = QRect(rect.left(), rect.top(), int(rect.width() * TITLE_SHARE), rect.height())
        self._draw(painter, title.adjusted(0, 0, -14, 0), index.data(HitRole.TITLE), theme.muted)
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        hit, line = index.data(HitRole.HIT), rect.adjusted(title.width(), 0, -8, 0)
        painter.setFont(bold)
        width = min(painter.fontMetrics().horizontalAdvance(hit), line.width() // 3)
        left = line.left() + int((line.width() - width) * 0.46)
        self._draw(painter, QRect(left, line.top(), width + 2, line.height()), hit, theme.accent)
        bold.setWeight(QFont.Weight.Normal)
        painter.setFont(bold)
        left_side = QRect(line.left(), line.top(), left - line.left(), line.height())
        right_side = QRect(left + width + 1, line.top(), line.right() - left - width, line.height())
        before, after = index.data(HitRole.BEFORE), index.data(HitRole.AFTER)
        if reads_right_to_left(before + hit + after):
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self._draw(painter, right_side, before, theme.text, from_start=True)
            self._draw(painter, left_side, after, theme.text, right=True)
        else:
            self._draw(painter, left_side, before, theme.text, right=True, from_start=True)
            self._draw(painter, right_side, after, theme.text)
        painter.restore()

    def _draw(
        self, painter: QPainter, rect: QRect, words: str, colour: str, *, right: bool = False, from_start: bool = False
    ) -> None:
        """Draw words at one side of a rectangle; those too long lose their end, or their start."""
        mode = Qt.TextElideMode.ElideLeft if from_start else Qt.TextElideMode.ElideRight
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(words, mode, rect.width())
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        painter.drawText(rect, flags | int(Qt.TextFlag.TextIncludeTrailingSpaces), shown)
