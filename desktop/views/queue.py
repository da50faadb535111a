"""The queue: a filter and a list of articles with their status."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.roles import QueueRole
from desktop.theme import LIGHT, Theme, mixed
from desktop.views.accessible import named
from desktop.views.chips import Chip

ROW = 74
FILTERS = ("all", "todo", "done", "mine")


class QueueView(QWidget):
    """Shows the queue's model; tells which article and which filter were chosen."""

    article_chosen = Signal(str)
    filter_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(210)
        self._list = named(QListView(), self.tr("Queue"))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._delegate = _QueueDelegate(self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.clicked.connect(self._on_clicked)
        self._list.activated.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 4, 0)
        layout.setSpacing(8)
        layout.addLayout(self._filters())
        layout.addWidget(self._list)

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model with the roles of `QueueRole`."""
        self._list.setModel(model)

    def set_theme(self, theme: Theme) -> None:
        """Use a theme's colours."""
        self._delegate.theme = theme
        for chip in self._group.buttons():
            assert isinstance(chip, Chip)
            chip.set_theme(theme)
        self._list.viewport().update()

    def show_current(self, row: int) -> None:
        """Mark the row of the article that is open."""
        model = self._list.model()
        index = model.index(row, 0) if row >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        if index.isValid():
            self._list.scrollTo(index)

    def _filters(self) -> QHBoxLayout:
        titles = {"all": self.tr("All"), "todo": self.tr("To do"), "done": self.tr("Done"), "mine": self.tr("Mine")}
        layout = QHBoxLayout()
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        for name in FILTERS:
            chip = Chip(titles[name])
            chip.setObjectName(name)
            chip.setCheckable(True)
            chip.setChecked(name == "all")
            self._group.addButton(chip)
            layout.addWidget(chip)
        layout.addStretch()
        self._group.buttonClicked.connect(self._on_filter)
        return layout

    def _on_filter(self, chip: Chip) -> None:
        self.filter_chosen.emit(chip.objectName())

    def _on_clicked(self, index: QModelIndex) -> None:
        self.article_chosen.emit(index.data(QueueRole.ARTICLE))


class _QueueDelegate(QStyledItemDelegate):
    """Paints a row: status sign, title on two lines, source, and how many claims."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = self.theme, QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, hovered = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                mixed(QColor(theme.window), QColor(theme.accent), 0.14) if chosen else QColor(theme.surface)
            )
            painter.drawRoundedRect(rect.adjusted(0, 1, -4, -1), 7, 7)
        marks, status = index.data(QueueRole.MARKS) or 0, index.data(QueueRole.STATUS)
        glyph = {"done": "●", "skip": "–"}.get(status, "◐" if marks else "○")
        painter.setPen(QColor(theme.accent if status == "done" or marks else theme.muted))
        painter.drawText(rect.adjusted(9, 9, 0, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), glyph)
        painter.setPen(QColor(theme.muted if status == "skip" else theme.text))
        text = rect.adjusted(30, 8, -12, -6)
        used = _draw_lines(painter, index.data() or "", text, 2)
        self._draw_source(painter, index, text.adjusted(0, used + 3, 0, 0), marks)
        painter.restore()

    def _draw_source(
        self, painter: QPainter, index: QModelIndex | QPersistentModelIndex, rect: QRect, marks: int
    ) -> None:
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.muted))
        count = f"▍{marks}" if marks else ""
        width = painter.fontMetrics().horizontalAdvance(count)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), count)
        source = painter.fontMetrics().elidedText(
            index.data(QueueRole.SOURCE) or "", Qt.TextElideMode.ElideRight, rect.width() - width - 10
        )
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), source)


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
