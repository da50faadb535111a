"""The dialogs of a merge: which files to merge, and afterwards the conflicts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.merging.records import Conflict
from desktop import file_dialogs
from desktop.plain import Label, tip
from desktop.views.widgets.accessible import named

NOTES_SHOWN = 12


class MergeDialog(QDialog):
    """Asks for the files to take work from."""

    chosen = Signal(object)  # list of paths

    def __init__(self, name: str, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = pattern
        self.setWindowTitle(self.tr("Merge other people's work"))
        self.resize(560, 420)
        words = Label(
            self.tr(
                "Choose the files of people who annotated copies of this project. Their articles, marks and progress "
                "are taken into {}; the files themselves are not changed. What one person changed on two sides is "
                "settled by the newer change, and the older one stays in the history."
            ).format(name),
            wordWrap=True,
        )
        words.setProperty("role", "muted")
        self.files = named(QListWidget(), self.tr("Files to merge"))
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.files.setStyleSheet(
            "QListWidget { background: palette(base); border: 1px solid palette(mid); border-radius: 6px; }"
            "QListWidget::item { padding: 6px 8px; border-radius: 5px; }"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.files, 1)
        layout.addLayout(self._buttons())
        self._enable()

    def _buttons(self) -> QHBoxLayout:
        add = QPushButton(self.tr("Add files…"))
        add.clicked.connect(self._ask)
        add.setAutoDefault(False)
        self._remove = QPushButton(self.tr("Remove"))
        self._remove.clicked.connect(self._on_remove)
        self._remove.setAutoDefault(False)
        QShortcut(
            QKeySequence.StandardKey.Delete, self.files, self._on_remove, context=Qt.ShortcutContext.WidgetShortcut
        )
        self.files.itemSelectionChanged.connect(self._enable)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._merge = buttons.addButton(self.tr("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._merge.setDefault(True)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(self._remove)
        row.addStretch()
        row.addWidget(buttons)
        return row

    def add(self, paths: Sequence[Path]) -> None:
        """Put files on the list, each once."""
        known = {self.files.item(number).toolTip() for number in range(self.files.count())}
        for path in dict.fromkeys(paths):
            if str(path) not in known:
                item = QListWidgetItem(path.name)
                item.setToolTip(tip(str(path)))
                self.files.addItem(item)
        self._enable()

    def _ask(self) -> None:
        names = file_dialogs.files_to_open(self, self.tr("Files to merge"), self._pattern)
        self.add([Path(name) for name in names])

    def _on_remove(self) -> None:
        for item in self.files.selectedItems():
            self.files.takeItem(self.files.row(item))
        self._enable()

    def _enable(self) -> None:
        self._merge.setEnabled(self.files.count() > 0)
        self._remove.setEnabled(bool(self.files.selectedItems()))

    def _on_accepted(self) -> None:
        self.chosen.emit([Path(self.files.item(number).toolTip()) for number in range(self.files.count())])
        self.accept()


class MergeReport(QDialog):
    """Lists what one annotator changed in two files, and what could not be merged."""

    def __init__(
        self, summary: str, settled: Sequence[Conflict], notes: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Merged"))
        self.resize(940, 460)
        head = Label(summary, wordWrap=True)
        head.setProperty("role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(head)
        if settled:
            words = self.tr("Changed in both files: the newer change was kept, the older one is in the history.")
            layout.addWidget(Label(words, wordWrap=True))
            layout.addWidget(self._table(settled), 1)
        if notes:
            shown = list(notes[:NOTES_SHOWN])
            if len(notes) > NOTES_SHOWN:
                shown.append(self.tr("… and {:,} more").format(len(notes) - NOTES_SHOWN))
            remarks = Label("\n".join(shown), wordWrap=True)
            remarks.setProperty("role", "warning")
            layout.addWidget(remarks)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _table(self, settled: Sequence[Conflict]) -> QTreeWidget:
        made = named(QTreeWidget(), self.tr("Changed in both files"))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setStyleSheet("QTreeWidget::item { padding: 5px 4px; }")
        names = (self.tr("Annotator"), self.tr("Article"), self.tr("Layer"))
        made.setHeaderLabels([*names, self.tr("Kept"), self.tr("Older"), self.tr("Kept from")])
        for one in settled:
            source = self.tr("this project") if one.here else Path(one.file).name
            item = QTreeWidgetItem([one.annotator, one.article, one.layer, one.kept, one.older, source])
            tips = (
                "",
                one.article,
                one.quote,
                f"{one.kept}\n{one.kept_at}",
                f"{one.older}\n{one.older_at}",
                source,
            )
            for column, words in enumerate(tips):
                item.setToolTip(column, tip(words))
            made.addTopLevelItem(item)
        for column, width in enumerate((90, 200, 80, 210, 210)):
            made.setColumnWidth(column, width)
        return made
