"""About Claimdesk: versions to copy into a report, and the licence of everything that the program uses."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.plain import Label
from desktop.views.widgets.accessible import named

SIZE = 900, 620


class VersionsDialog(QDialog):
    """Shows versions, and parts: name, version, licence and the text of the licence, which is shown beside the list."""

    def __init__(
        self, versions: str, parts: Sequence[tuple[str, str, str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Claimdesk"))
        self._versions, self._parts = versions, parts
        name, *others = versions.splitlines()
        heading, purpose = Label(name), Label(self.tr("Mark claims in the news, and agree on them."))
        heading.setProperty("role", "heading")
        told = Label(" · ".join(others), wordWrap=True)
        told.setProperty("role", "muted")
        self._list = self._make_list()
        self._text = named(QPlainTextEdit(readOnly=True), self.tr("Licence"))
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(self._list, 1)
        halves.addWidget(self._text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(10)
        for widget in (heading, purpose, told):
            layout.addWidget(widget)
        layout.addLayout(halves, 1)
        layout.addWidget(self._make_buttons())
        self._list.setCurrentIndex(self._list.model().index(0, 0))
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 80))

    def _make_list(self) -> QTreeWidget:
        made = named(QTreeWidget(), self.tr("Parts and their licences"))
        made.setRootIsDecorated(False)
        made.setHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        made.addTopLevelItems([QTreeWidgetItem(part[:3]) for part in self._parts])
        for column in (0, 1):
            made.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        made.setStyleSheet("QTreeView::item { padding: 5px 4px; }")
        made.currentItemChanged.connect(self._on_chosen)
        return made

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._versions))
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_chosen(self, row: QTreeWidgetItem) -> None:
        name, *_, text = self._parts[self._list.indexOfTopLevelItem(row)]
        self._text.setPlainText(text or self.tr("{} does not include the text of its licence.").format(name))
