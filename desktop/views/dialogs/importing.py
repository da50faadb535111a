"""The dialogs of an import: which files there are and how to read them, and afterwards what was left out."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import file_dialogs
from desktop.exchange_choices import ImportChoice
from desktop.plain import Label, LineEdit, tip
from desktop.views.widgets.accessible import named

SIZE = QSize(760, 480)


class ImportDialog(QDialog):
    """Shows the format of each file, and asks for what the files do not say."""

    def __init__(
        self,
        files: Sequence[tuple[str, str]],
        people: Sequence[str],
        units: Sequence[tuple[str, str]],
        encodings: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        table = _table((self.tr("File"), self.tr("Read as")), files, self.tr("Files"))
        self._people = named(QComboBox(), self.tr("Annotator"))
        self._people.setEditable(True)
        self._people.addItems(["", *people])
        line = self._people.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("As named in the file"))
        self._mapping = named(LineEdit(), self.tr("Mapping of names"))
        self._mapping.setPlaceholderText(self.tr("None: use only names that match the scheme"))
        choose = QPushButton(self.tr("Choose …"))
        choose.setAccessibleName(self.tr("Choose a mapping of names"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        as_defined = self.tr("As the format defines, checked against the quotes")
        self._unit = _choices(self.tr("Offsets count"), as_defined, units)
        self._encoding = _choices(self.tr("Text encoding"), self.tr("Detected for each file"), encodings)
        layout = _page(self)
        layout.addWidget(table, 1)
        layout.addLayout(self._form(choose))
        layout.addWidget(_buttons(self, self.tr("Import")))

    def _form(self, choose: QPushButton) -> QFormLayout:
        mapping = QHBoxLayout()
        mapping.setSpacing(8)
        mapping.addWidget(self._mapping, 1)
        mapping.addWidget(choose)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("Annotator"), self._people)
        form.addRow(self.tr("Mapping of names"), mapping)
        form.addRow(self.tr("Offsets count"), self._unit)
        form.addRow(self.tr("Text encoding"), self._encoding)
        return form

    @property
    def choice(self) -> ImportChoice:
        """How to read the files."""
        unit, encoding = str(self._unit.currentData() or ""), str(self._encoding.currentData() or "")
        return ImportChoice(self._people.currentText().strip(), self._mapping.text().strip(), unit, encoding)

    def _on_choose(self) -> None:
        name = file_dialogs.file_to_open(self, self.tr("Mapping of names"), "TOML (*.toml)")
        if name:
            self._mapping.setText(name)


class ImportReport(QDialog):
    """Lists what an import left out, and offers to save unknown names as a mapping to fill in."""

    draft_wanted = Signal()

    def __init__(
        self, message: str, notes: Sequence[tuple[str, str]], *, draft: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Left out"))
        head = Label(message, wordWrap=True)
        head.setProperty("role", "title")
        table = _table(
            (self.tr("What"), self.tr("Where")), [(what, where) for where, what in notes], self.tr("Left out")
        )
        table.setWordWrap(True)
        layout = _page(self)
        layout.addWidget(head)
        layout.addWidget(table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if draft:
            save = buttons.addButton(self.tr("Save names as a mapping …"), QDialogButtonBox.ButtonRole.ActionRole)
            save.setAutoDefault(False)
            save.setToolTip(self.tr("Fill in what each name stands for, then import again with this mapping."))
            save.clicked.connect(self.draft_wanted)
        layout.addWidget(buttons)


def _choices(name: str, default: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = named(QComboBox(), name)
    made.addItem(default, "")
    for data, title in choices:
        made.addItem(title, data)
    return made


def _table(head: tuple[str, str], rows: Sequence[tuple[str, str]], name: str) -> QTreeWidget:
    table = named(QTreeWidget(), name)
    table.setHeaderLabels(list(head))
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(False)
    table.setStyleSheet("QTreeView::item { padding: 5px 4px; }")
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    for row in rows:
        item = QTreeWidgetItem(table, list(row))
        for column, words in enumerate(row):
            item.setToolTip(column, tip(words))
    table.header().setStretchLastSection(False)
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return table


def _page(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(18, 16, 18, 16)
    layout.setSpacing(14)
    dialog.resize(SIZE)
    return layout


def _buttons(dialog: QDialog, words: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    go = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    go.setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
