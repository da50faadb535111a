"""The bar above a compared article: back, title, current difference, layers, layout, names."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from annotations.scheme import Layer
from desktop.keymap import ShownKey
from desktop.plain import Label
from desktop.theme import Theme
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.flat_button import flat_button
from desktop.views.widgets.key_words import show_key


class CompareBar(QWidget):
    """Tells what was pressed; shows where one is."""

    back_wanted = Signal()
    step_wanted = Signal(int)
    layer_chosen = Signal(str)  # empty for all
    beside_wanted = Signal(bool)
    names_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back = flat_button(self.tr("←  Back"), self.tr("Back to where you came from"))
        self._back.clicked.connect(self.back_wanted)
        self._title = Label()
        self._title.setProperty("role", "title")
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._place = named(Label(), self.tr("Difference"))
        self._place.setProperty("role", "muted")
        self._up = flat_button("▲", self.tr("Previous difference"))
        self._down = flat_button("▼", self.tr("Next difference"))
        self._up.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._down.clicked.connect(lambda: self.step_wanted.emit(1))
        self._chips = QHBoxLayout()
        self._chips.setSpacing(5)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda chip: self.layer_chosen.emit(chip.objectName()))
        self._beside, self._names = Chip(self.tr("Side by side")), Chip(self.tr("Hide names"))
        for chip, signal in ((self._beside, self.beside_wanted), (self._names, self.names_wanted)):
            chip.setCheckable(True)
            chip.clicked.connect(signal)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._back)
        first.addSpacing(6)
        first.addWidget(self._title, 1)
        for part in (self._place, self._up, self._down):
            first.addWidget(part)
        second = QHBoxLayout()
        second.setSpacing(5)
        second.addLayout(self._chips)
        second.addStretch(1)
        second.addWidget(self._beside)
        second.addWidget(self._names)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addLayout(second)

    def show_keys(self, key: ShownKey) -> None:
        """Name the keys in effect."""
        show_key(self._back, key("leave_compare"))
        show_key(self._up, key("previous_difference"))
        show_key(self._down, key("next_difference"))
        self._beside.show_key(key("side_by_side"))
        self._names.show_key(key("hide_names"))

    def show_title(self, title: str) -> None:
        """Show what is compared."""
        self._title.setText(title)

    def show_place(self, number: int, count: int) -> None:
        """Show which of how many differences is looked at, counted from 0; none when it is below 0."""
        if not count:
            self._place.setText(self.tr("No differences"))
        elif number < 0:
            self._place.setText(self.tr("{} differences").format(count))
        else:
            self._place.setText(self.tr("Difference {} of {}").format(number + 1, count))

    def show_layers(self, layers: Sequence[tuple[Layer, int]], chosen: str, theme: Theme) -> None:
        """Offer layers, each with the number of its differences."""
        for chip in self._group.buttons():
            self._group.removeButton(chip)
            self._chips.removeWidget(chip)
            chip.deleteLater()
        total = sum(count for _, count in layers)
        for name, title, count in (
            ("", self.tr("All"), total), *((layer.name, layer.title, count) for layer, count in layers)
        ):  # fmt: skip
            chip = Chip(title, str(count))
            chip.setAccessibleName(self.tr("{}: {} differences").format(title, count))
            chip.setObjectName(name)
            chip.setCheckable(True)
            chip.setChecked(name == chosen)
            chip.set_theme(theme)
            self._group.addButton(chip)
            self._chips.addWidget(chip)

    def show_switches(self, *, beside: bool, hidden: bool) -> None:
        """Show which layout is used and whether names are hidden."""
        self._beside.setChecked(beside)
        self._names.setChecked(hidden)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        for chip in (*self._group.buttons(), self._beside, self._names):
            if isinstance(chip, Chip):
                chip.set_theme(theme)
