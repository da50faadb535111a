"""The dialog that marks every occurrence: the words, the label, and a list of places to tick."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.keymap import fixed_key
from desktop.plain import Label, LineEdit, tip
from desktop.theme import Theme
from desktop.views.dialogs.occurrence_rows import ROW, OccurrenceRows
from desktop.views.widgets.accessible import named
from desktop.views.widgets.row_list import RowList

DELAY = 250  # milliseconds after the last letter
SIZE = 900, 640
SCOPES = ("article", "queue", "project")


class OccurrenceChoice(NamedTuple):
    """What is looked for, what it shall be marked as, and where: one of `SCOPES`."""

    words: str
    layer: str
    label: str
    scope: str
    match_case: bool
    whole_words: bool


class OccurrencesDialog(QDialog):
    """Tells what is looked for and when it shall be marked; the list is a model with the roles of `OccurrenceRole`."""

    wanted = Signal(object)  # Wanted
    allowed = Signal(bool, bool)  # whether marks may be replaced, and finished articles changed
    tick_wanted = Signal(int, bool)  # a row, and whether all of its article are meant
    all_wanted = Signal(bool)  # whether all or none shall be ticked
    mark_wanted = Signal()
    cancelled = Signal()

    def __init__(
        self, kinds: Sequence[tuple[str, str, str]], queue_size: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Mark every occurrence"))
        self.setAccessibleName(self.windowTitle())
        self.resize(*SIZE)
        self._words = named(LineEdit(), self.tr("Words to find"))
        self._words.setPlaceholderText(self.tr("Words to find"))
        self._kind = named(QComboBox(), self.tr("Mark as"))
        for layer, label, words in kinds:
            self._kind.addItem(words, (layer, label))
        self._scope = named(QComboBox(), self.tr("Where"))
        places = self.tr("This article"), self.tr("The {:,} articles of the queue"), self.tr("The whole project")
        for name, words in zip(SCOPES, places, strict=True):
            self._scope.addItem(words.format(queue_size), name)
        self._case = self._box(self.tr("Match &case"), on=True)
        self._whole = self._box(self.tr("&Whole words"), on=True)
        self._override = self._box(self.tr("&Replace other marks"))
        self._finished = self._box(self.tr("Include &finished articles"))
        self._list = named(RowList(ROW), self.tr("Occurrences"))
        self._rows = OccurrenceRows(theme, self._list)
        self._list.setItemDelegate(self._rows)
        self._list.installEventFilter(self)
        words = self.tr("{} ticks one, {} its whole article, {} all, {} none")
        self._list.setToolTip(tip(words.format(*map(fixed_key, ("Space", "Shift+Space", "Ctrl+A", "Ctrl+Shift+A")))))
        self._told = Label()
        self._told.setProperty("role", "muted")
        self._bar = named(QProgressBar(textVisible=False), self.tr("Progress"))
        self._mark = QPushButton(self.tr("Mark"))
        self._mark.setDefault(True)
        self._close = QPushButton(self.tr("Close"))
        self._delay = QTimer(self, singleShot=True, interval=DELAY)
        self._lay_out()
        self._wire()

    def begin(self, words: str, layer: str, label: str) -> None:
        """Look for some words, to mark them as something."""
        self._words.setText(words)
        self._words.selectAll()
        kinds = [self._kind.itemData(number) for number in range(self._kind.count())]
        self._kind.setCurrentIndex(kinds.index((layer, label)) if (layer, label) in kinds else 0)
        self._delay.stop()
        self._tell()

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model of occurrences."""
        self._list.setModel(model)

    def show_found(self, occurrences: int, articles: int, ticked: int, *, looking: bool) -> None:
        """Say how much was found."""
        found = self.tr("Places {:,}  ·  articles {:,}  ·  ticked {:,}").format(occurrences, articles, ticked)
        self._told.setText(self.tr("{}  ·  looking…").format(found) if looking else found)
        self._mark.setText(self.tr("Mark {:,}").format(ticked) if ticked else self.tr("Mark"))
        self._mark.setEnabled(bool(ticked) and not looking)

    def show_marking(self, share: float | None) -> None:
        """Show how far the marking is; none when it is over."""
        running = share is not None
        self._bar.setVisible(running)
        self._bar.setRange(0, 1000)
        self._bar.setValue(round((share or 0.0) * 1000))
        self._close.setText(self.tr("Cancel") if running else self.tr("Close"))
        for widget in (self._words, self._kind, self._scope, self._list, self._mark, self._case, self._whole):
            widget.setEnabled(not running)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Let Space tick a row, with Shift all of its article; Ctrl+A all rows, with Shift none."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            row = self._list.currentIndex().row()
            if event.key() == Qt.Key.Key_Space and row >= 0:
                self.tick_wanted.emit(row, shift)
                return True
            if event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.all_wanted.emit(not shift)
                return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Break off what runs, else close."""
        if self._bar.isVisible():
            self.cancelled.emit()
        else:
            super().reject()

    def _tell(self) -> None:
        layer, label = self._kind.currentData() or ("", "")
        scope, words = self._scope.currentData(), self._words.text()
        self.wanted.emit(OccurrenceChoice(words, layer, label, scope, self._case.isChecked(), self._whole.isChecked()))

    def _wire(self) -> None:
        self._delay.timeout.connect(self._tell)
        self._words.textEdited.connect(lambda _: self._delay.start())
        for box in (self._kind, self._scope):
            box.activated.connect(lambda _: self._tell())
        for check in (self._case, self._whole):
            check.clicked.connect(lambda _: self._tell())
        for check in (self._override, self._finished):
            check.clicked.connect(lambda _: self.allowed.emit(self._override.isChecked(), self._finished.isChecked()))
        self._mark.clicked.connect(self.mark_wanted)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column, (title, field) in enumerate(
            ((self.tr("Words"), self._words), (self.tr("Mark as"), self._kind), (self.tr("Where"), self._scope))
        ):
            label = Label(title)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
        grid.setColumnStretch(0, 1)
        checks = QHBoxLayout()
        checks.setSpacing(22)
        for check in (self._case, self._whole, self._override, self._finished):
            checks.addWidget(check)
        checks.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._told)
        foot.addWidget(self._bar, 1)
        foot.addStretch()
        foot.addWidget(self._close)
        foot.addWidget(self._mark)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addLayout(checks)
        layout.addWidget(self._list, 1)
        layout.addLayout(foot)
        self.show_found(0, 0, 0, looking=False)
        self.show_marking(None)

    def _box(self, title: str, *, on: bool = False) -> QCheckBox:
        box = named(QCheckBox(title), title.replace("&", ""))
        box.setChecked(on)
        return box
