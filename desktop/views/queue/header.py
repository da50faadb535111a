"""The header of the queue's table: its columns can be moved, resized and sorted by."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QWidget

from annotations.filters import QueueFilter
from desktop.views.queue.rows import LINE, columns


class QueueHeader(QHeaderView):
    """Sections for all columns; those that are not shown are hidden, the title is as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(self.tr("Columns of the queue"))
        known = columns()
        titles = QStandardItemModel(0, len(known), self)
        titles.setHorizontalHeaderLabels([column.title for column in known])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for section, column in enumerate(known):
            if column.numeric:
                titles.setHeaderData(section, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole)
        self.setModel(titles)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setFixedHeight(LINE)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, column in enumerate(known):
            self.resizeSection(section, column.width)
        self.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.show_filter(QueueFilter())

    def show_filter(self, chosen: QueueFilter) -> None:
        """Show by which column a filter sorts, if by one."""
        sorts = [column.sort for column in columns()]
        shown = sorts.index(chosen.sort) if chosen.sort in sorts else -1
        order = Qt.SortOrder.DescendingOrder if chosen.descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(shown, order)

    def show_columns(self, names: Collection[str]) -> None:
        """Show these columns beside the title."""
        for section, column in enumerate(columns()):
            self.setSectionHidden(section, section > 0 and column.name not in names)
