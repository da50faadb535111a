"""The queue: filters, their order, and the list of articles with their status."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import QAbstractItemModel, QByteArray, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotations.filters import QueueFilter
from desktop.plain import Label
from desktop.roles import QueueRole
from desktop.theme import LIGHT, Theme
from desktop.views.queue.filter import Choices, FilterPanel, asked
from desktop.views.queue.header import QueueHeader
from desktop.views.queue.menus import ColumnsMenu, FiltersMenu, SortMenu
from desktop.views.queue.rows import CARD, LINE, Cards, Lines, QueueRows, columns
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip, FlowLayout
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.tool_button import ToolButton

LEAST, LEAST_OF_TABLE = 210, 460  # pixels
FILTERS = ("all", "todo", "done", "mine")


class QueueView(QWidget):
    """Shows the queue's model; tells which article was chosen and which filter is wanted."""

    article_chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)  # for an article, at a place on the screen
    filter_wanted = Signal(object)  # QueueFilter
    saving_wanted = Signal(str)  # name for the filter
    forgetting_wanted = Signal(str)  # name of a saved filter
    choices_wanted = Signal()  # what can be filtered by is about to be looked at
    columns_chosen = Signal(object)  # list of names; `table` among them when it is one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter, self._theme, self._annotators = QueueFilter(), LIGHT, dict[str, str]()
        self._list = named(RowList(CARD), self.tr("Queue"))
        self._header = QueueHeader()
        self._cards, self._lines = Cards(self._list), Lines(self._header, self._list)
        self._count = named(Label(), self.tr("How many articles"))
        self._count.setProperty("role", "muted")
        self._asked = QWidget()
        self._asked_flow = FlowLayout()
        self._asked.setLayout(self._asked_flow)
        self._asked.hide()
        self._menus()
        self._lay_out()
        for signal in (self._header.sectionResized, self._header.sectionMoved):
            signal.connect(lambda *_: self._list.viewport().update())
        self._header.sectionClicked.connect(self._on_section)
        self.show_columns(["source", "published", "marks"])
        self._list.clicked.connect(self._on_clicked)
        self._list.activated.connect(self._on_clicked)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._on_menu)
        self.setFocusProxy(self._list)

    @cached_property
    def _panel(self) -> FilterPanel:
        made = FilterPanel(self)
        made.filter_wanted.connect(self.filter_wanted)
        made.saving_wanted.connect(self.saving_wanted)
        return made

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model with the roles of `QueueRole`."""
        self._list.setModel(model)
        model.modelReset.connect(self._show_count)
        self._show_count()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = self._cards.theme = self._lines.theme = theme
        for chip in self.findChildren(Chip):
            chip.set_theme(theme)
        self._list.viewport().update()

    def show_current(self, row: int) -> None:
        """Mark the row of the article that is open."""
        model = self._list.model()
        index = model.index(row, 0) if row >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        if index.isValid():
            self._list.scrollTo(index)

    def show_looking(self, looking: bool) -> None:
        """Say that articles are being looked up."""
        if looking:
            self._count.setText(self.tr("Looking…"))
        else:
            self._show_count()

    def offer(self, choices: Choices) -> None:
        """Offer what can be filtered by."""
        self._annotators = dict(choices.annotators)
        self._filter_panel().offer(choices)

    def show_filter(self, chosen: QueueFilter) -> None:
        """Show which filter holds."""
        self._filter = chosen
        self._sort_menu.show_filter(chosen)
        for chip in self._group.buttons():
            chip.setChecked(chip.objectName() == chosen.status)
        self._show_asked()
        self._header.show_filter(chosen)

    def show_saved(self, filters: Mapping[str, QueueFilter]) -> None:
        """Offer the filters that were kept."""
        self._filters_menu.show_saved(filters)

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns beside the title; `table` for lines under a header instead of cards."""
        table = "table" in names
        rows: QueueRows = self._lines if table else self._cards
        rows.shown = names
        self._header.show_columns(names)
        self._header.setVisible(table)
        self.setMinimumWidth(LEAST_OF_TABLE if table else LEAST)
        self._list.setItemDelegate(rows)
        self._list.set_row_height(LINE if table else CARD)
        self._columns_menu.show_columns(names)

    def header_state(self) -> QByteArray:
        """Order and width of the columns."""
        return self._header.saveState()

    def restore_header(self, state: QByteArray | None) -> None:
        """Give the columns their order and width again."""
        if state is not None:
            self._header.restoreState(state)

    def open_filter(self) -> None:
        """Open the panel of the filter."""
        self.choices_wanted.emit()
        panel = self._filter_panel()
        panel.show_filter(self._filter)
        panel.move(self._filter_button.mapToGlobal(QPoint(0, self._filter_button.height() + 4)))
        panel.show()
        panel.setFocus()
        panel.focusNextChild()

    def _filter_panel(self) -> FilterPanel:
        if self._panel is None:
            self._panel = FilterPanel(self)
            self._panel.filter_wanted.connect(self.filter_wanted)
            self._panel.saving_wanted.connect(self.saving_wanted)
        return self._panel

    # -- building

    def _menus(self) -> None:
        self._sort_menu, self._columns_menu, self._filters_menu = SortMenu(), ColumnsMenu(), FiltersMenu()
        self._sort_menu.chosen.connect(self._on_sort)
        self._columns_menu.chosen.connect(self.columns_chosen)
        self._filters_menu.chosen.connect(self.filter_wanted)
        self._filters_menu.new_wanted.connect(self.open_filter)
        self._filters_menu.forgetting_wanted.connect(self.forgetting_wanted)
        self._filter_button = ToolButton(self.tr("Filter"), self.tr("Filter the queue"), self._filters_menu)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 4, 4, 0)
        layout.setSpacing(6)
        tools = QHBoxLayout()
        tools.setContentsMargins(2, 0, 6, 0)
        tools.setSpacing(0)
        tools.addWidget(self._count, 1)
        for button in (
            self._filter_button, ToolButton(self.tr("Sort"), self.tr("Sort order"), self._sort_menu),
            ToolButton(self.tr("Columns"), self.tr("Columns"), self._columns_menu),
        ):  # fmt: skip
            button.setProperty("small", True)
            tools.addWidget(button)
        layout.addLayout(self._status_chips())
        layout.addLayout(tools)
        layout.addWidget(self._asked)
        layout.addWidget(self._header)
        layout.addWidget(self._list, 1)

    def _status_chips(self) -> QHBoxLayout:
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
        self._group.buttonClicked.connect(self._on_status)
        return layout

    def _show_count(self) -> None:
        count = self._list.model().rowCount()
        self._count.setText(self.tr("{:,} articles").format(count) if count != 1 else self.tr("1 article"))

    def _show_asked(self) -> None:
        while self._asked_flow.count():
            item = self._asked_flow.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.deleteLater()
        parts = asked(self._filter, self._annotators)
        for words, without in parts:
            chip = Chip(f"{words}  ✕")
            chip.setAccessibleName(self.tr("Remove filter: {}").format(words))
            chip.set_theme(self._theme)
            chip.clicked.connect(lambda _=False, without=without: self.filter_wanted.emit(without))
            self._asked_flow.addWidget(chip)
        self._asked.setVisible(bool(parts))

    # -- what is pressed

    def _on_status(self, chip: Chip) -> None:
        self.filter_wanted.emit(self._filter._replace(status=chip.objectName()))

    def _on_sort(self, sort: str, descending: bool) -> None:
        self.filter_wanted.emit(self._filter._replace(sort=sort, descending=descending))

    def _on_section(self, section: int) -> None:
        sort = columns()[section].sort
        if sort:
            self._on_sort(sort, sort == self._filter.sort and not self._filter.descending)
        else:
            self.show_filter(self._filter)

    def _on_menu(self, point: QPoint) -> None:
        under = self._list.indexAt(point)
        index = under if under.isValid() else self._list.currentIndex()
        if index.isValid():
            place = self._list.viewport().mapToGlobal(
                point if under.isValid() else self._list.visualRect(index).center()
            )
            self.menu_wanted.emit(index.data(QueueRole.ARTICLE), place)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.article_chosen.emit(index.data(QueueRole.ARTICLE))
