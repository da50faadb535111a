"""The menus above the queue: sort order, columns and saved filters."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from annotations.filters import QueueFilter
from desktop.plain import titled
from desktop.views.queue.rows import columns


class SortMenu(QMenu):
    """One order at a time, and whether it is turned round."""

    chosen = Signal(str, bool)  # one of `annotations.filters.SORTS`, descending

    def __init__(self) -> None:
        super().__init__()
        self._group = QActionGroup(self)
        for sort, words in (
            ("added", self.tr("Import order")), ("title", self.tr("Title")), ("source", self.tr("Source")),
            ("published", self.tr("Date")), ("status", self.tr("Status")),
        ):  # fmt: skip
            action = self.addAction(words)
            action.setObjectName(sort)
            action.setCheckable(True)
            self._group.addAction(action)
        self.addSeparator()
        self._descending = self.addAction(self.tr("Descending"))
        self._descending.setCheckable(True)
        self.show_filter(QueueFilter())
        self._group.triggered.connect(self._on_chosen)
        self._descending.triggered.connect(self._on_chosen)

    def show_filter(self, chosen: QueueFilter) -> None:
        """Show the order of a filter."""
        for action in self._group.actions():
            action.setChecked(action.objectName() == chosen.sort)
        self._descending.setChecked(chosen.descending)

    def _on_chosen(self) -> None:
        action = self._group.checkedAction()
        self.chosen.emit(action.objectName() if action else "added", self._descending.isChecked())


class ColumnsMenu(QMenu):
    """What is shown beside the title, and whether as a table."""

    chosen = Signal(object)  # list of names

    def __init__(self) -> None:
        super().__init__()
        for name, words in [(column.name, column.title) for column in columns()[1:]]:
            self._add(name, words)
        self.addSeparator()
        self._add("table", self.tr("Table view"))

    def show_columns(self, names: Sequence[str]) -> None:
        """Show what is chosen."""
        for action in self.actions():
            action.setChecked(action.objectName() in names)

    def _add(self, name: str, words: str) -> None:
        action = self.addAction(words)
        action.setObjectName(name)
        action.setCheckable(True)
        action.triggered.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        self.chosen.emit([action.objectName() for action in self.actions() if action.isChecked()])


class FiltersMenu(QMenu):
    """The way to the panel, no filter at all, and those that were kept."""

    new_wanted = Signal()
    chosen = Signal(object)  # QueueFilter
    forgetting_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.show_saved({})

    def show_saved(self, filters: Mapping[str, QueueFilter]) -> None:
        """Offer filters by their names."""
        self.clear()
        self.addAction(self.tr("Filter by…")).triggered.connect(lambda _=False: self.new_wanted.emit())
        self.addAction(self.tr("No filter")).triggered.connect(lambda _=False: self.chosen.emit(QueueFilter()))
        if not filters:
            return
        self.addSeparator()
        for name, kept in filters.items():
            action = titled(self.addAction(""), name)
            action.triggered.connect(lambda _=False, kept=kept: self.chosen.emit(kept))
        self.addSeparator()
        forget = self.addMenu(self.tr("Forget"))
        for name in filters:
            action = titled(forget.addAction(""), name)
            action.triggered.connect(lambda _=False, name=name: self.forgetting_wanted.emit(name))
