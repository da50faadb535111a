"""The preferences: a list of pages and the chosen page. Changes apply at once."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QListWidget, QListWidgetItem, QPushButton, QStackedWidget, QWidget

from annotations.scheme import Scheme
from desktop.keymap import Keymap
from desktop.settings import Settings
from desktop.views.preferences.boxes import HighlightingPage
from desktop.views.preferences.keys import KeysPage
from desktop.views.preferences.page import Page
from desktop.views.preferences.pages import AppearancePage, MarkingPage, ReadingPage, UndoPage
from desktop.views.preferences.pipelines import PipelinesPage
from desktop.views.widgets.accessible import named

LIST_WIDTH = 150


class Preferences(QDialog):
    """Writes what is chosen into the settings, and tells what has to be shown anew."""

    reading_changed = Signal()
    theme_changed = Signal()
    keys_changed = Signal()

    def __init__(
        self, settings: Settings, keymap: Keymap, scheme: Scheme | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = named(QListWidget(), self.tr("Pages of preferences"))
        self._list.setObjectName("pages")
        self._stack = QStackedWidget()
        reading, keys = ReadingPage(settings), KeysPage(settings, keymap, scheme)
        appearance, marking = AppearancePage(settings), MarkingPage(settings)
        highlighting, pipelines = HighlightingPage(settings), PipelinesPage(settings)
        for page in (reading, appearance, marking, highlighting, pipelines, keys, UndoPage(settings)):
            self._add(page)
        reading.changed.connect(self.reading_changed)
        appearance.changed.connect(self.theme_changed)
        marking.changed.connect(self.keys_changed)
        keys.changed.connect(self.keys_changed)
        self._lay_out()
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._list.setCurrentRow(0)
        self._list.setFocus()

    def page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def _add(self, page: Page) -> None:
        item = QListWidgetItem(page.accessibleName(), self._list)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 14))
        self._stack.addWidget(page)

    def _lay_out(self) -> None:
        reset, close = QPushButton(self.tr("Reset this page")), QPushButton(self.tr("Close"))
        reset.clicked.connect(lambda: self.page().reset())
        close.clicked.connect(self.accept)
        for button in (reset, close):
            button.setAutoDefault(False)  # Enter is for the page
        self._list.setFixedWidth(LIST_WIDTH)
        layout = QGridLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setHorizontalSpacing(18)
        layout.setVerticalSpacing(14)
        layout.addWidget(self._list, 0, 0)
        layout.addWidget(self._stack, 0, 1, 1, 2)
        layout.addWidget(reset, 1, 1, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(close, 1, 2, Qt.AlignmentFlag.AlignRight)
        layout.setColumnStretch(1, 1)
        self.resize(780, 560)
