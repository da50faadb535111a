"""The dialog before an export: the format, whose work, splits for training, and what the format cannot carry."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.exchange_choices import ExportChoice
from desktop.plain import Label, LineEdit
from desktop.views.widgets.accessible import named

LIST_WIDTH = 350
FIELD_WIDTH = 200
SIZE = QSize(900, 620)


class FormatLine(NamedTuple):
    """A format as the dialog shows it. `task` is whether views for tasks can be written in it, `folder` what it is."""

    name: str
    title: str
    keeps: str
    task: bool = False
    folder: bool = False


class ExportDialog(QDialog):
    """Shows formats and what each loses; says when the losses have to be counted anew."""

    changed = Signal()  # another format or other people: the losses are no longer known

    def __init__(
        self, formats: Sequence[FormatLine], people: Sequence[str], tasks: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export labelled data"))
        self._formats = {line.name: line for line in formats}
        self._list = named(QListWidget(), self.tr("Formats"))
        self._list.setObjectName("pages")
        self._list.setFixedWidth(LIST_WIDTH)
        for line in formats:
            item = QListWidgetItem(line.title, self._list)
            item.setData(Qt.ItemDataRole.UserRole, line.name)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 14))
        self._title, self._keeps = Label(wordWrap=True), Label(wordWrap=True)
        self._title.setProperty("role", "title")
        self._people = named(QComboBox(), self.tr("Annotator"))
        self._people.addItem(self.tr("Everyone"), "")
        for person in people:
            self._people.addItem(person, person)
        self._losses = Label(wordWrap=True)
        self._losses.setAccessibleName(self.tr("What is lost"))
        self._done = QCheckBox(self.tr("Only finished articles, and the gold annotations"))
        self._packed = QCheckBox(self.tr("Pack the files into one ZIP archive"))
        self._make_splits(tasks)
        self._lay_out()
        self._list.currentRowChanged.connect(self._on_changed)
        self._people.currentIndexChanged.connect(self._on_changed)
        self._done.toggled.connect(self._on_changed)
        self._split.toggled.connect(self._on_changed)
        self._list.setCurrentRow(0)
        self._list.setFocus()

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        name, person = str(self._list.currentItem().data(Qt.ItemDataRole.UserRole)), str(self._people.currentData())
        split = self._split.isChecked()
        choice = ExportChoice(name, person, done=self._done.isChecked() or split)
        choice = choice._replace(packed=self._packed.isChecked() and (split or self._formats[name].folder))
        if not split:
            return choice
        task = str(self._task.currentData()) if self._formats[name].task else ""
        return choice._replace(shares=self._shares.text().strip(), task=task, seed=int(self._seed.text() or 0))

    def set_losses(self, gone: Sequence[str] | None, notes: Sequence[str] = ()) -> None:
        """Show what gets lost and what is to be noted; none while it is being counted."""
        if gone is None:
            self._losses.setText(self.tr("Checking what would be lost …"))
            return
        lines = [self.tr("✓ Nothing is lost. Importing the file restores everything.")]
        if gone:
            lines = [self.tr("This format cannot store:"), *(f"  •  {line}" for line in gone)]
        if notes:
            lines += [
                "",
                self.tr("Other programs will see some of it differently:"),
                *(f"  •  {line}" for line in notes),
            ]
        self._losses.setText("\n".join(lines))

    def _make_splits(self, tasks: Sequence[str]) -> None:
        self._split = QCheckBox(self.tr("Training splits, in a folder that is verified after writing"))
        self._shares = named(LineEdit("80/10/10"), self.tr("Shares"))
        self._task = named(QComboBox(), self.tr("Task"))
        self._task.addItem(self.tr("Whole records"), "")
        for task in tasks:
            self._task.addItem(task, task)
        self._seed = named(LineEdit("0"), self.tr("Seed"))
        self._seed.setValidator(QIntValidator(0, 999_999, self._seed))
        self._seed.setToolTip(self.tr("The same seed always gives the same splits."))
        for field in (self._shares, self._task, self._seed):
            field.setFixedWidth(FIELD_WIDTH)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(self.tr("Export …"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QGridLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setHorizontalSpacing(20)
        layout.setVerticalSpacing(14)
        layout.addWidget(self._list, 0, 0)
        layout.addLayout(self._page(), 0, 1)
        layout.addWidget(buttons, 1, 0, 1, 2)
        layout.setColumnStretch(1, 1)
        self.resize(SIZE)

    def _page(self) -> QVBoxLayout:
        """What is shown beside the list of formats."""
        panel = QFrame()
        panel.setObjectName("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.addWidget(self._losses)
        whose = QFormLayout()
        whose.setHorizontalSpacing(14)
        whose.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        whose.addRow(self.tr("Annotator"), self._people)
        self._people.setMinimumWidth(FIELD_WIDTH)
        page = QVBoxLayout()
        page.setSpacing(12)
        for part in (self._title, self._keeps, panel):
            page.addWidget(part)
        page.addLayout(whose)
        page.addWidget(self._done)
        page.addWidget(self._split)
        page.addLayout(self._fields())
        page.addWidget(self._packed)
        page.addStretch(1)
        return page

    def _fields(self) -> QFormLayout:
        """The fields of splits."""
        splits = QFormLayout()
        splits.setContentsMargins(26, 0, 0, 0)
        splits.setVerticalSpacing(8)
        splits.setHorizontalSpacing(14)
        splits.addRow(self.tr("Shares"), self._shares)
        splits.addRow(self.tr("Task"), self._task)
        splits.addRow(self.tr("Seed"), self._seed)
        splits.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        return splits

    def _on_changed(self) -> None:
        line = self._formats[self.choice.format]
        self._title.setText(line.title)
        self._keeps.setText(self.tr("Keeps {}.").format(line.keeps))
        split = self._split.isChecked()
        for field in (self._shares, self._seed):
            field.setEnabled(split)
        self._task.setEnabled(split and line.task)
        self._done.setEnabled(not split)  # what is trained on is always done
        self._packed.setEnabled(split or line.folder)
        self.changed.emit()
