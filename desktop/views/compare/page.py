"""The compare view of one article: bar, lanes or columns, and what everybody says of the spot that is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.comparison import Comparison, Spot
from desktop.keymap import ShownKey
from desktop.plain import Label
from desktop.reading_style import ReadingStyle
from desktop.theme import LIGHT, Theme
from desktop.views.compare.bar import CompareBar
from desktop.views.compare.detail import Detail
from desktop.views.compare.lanes_below import LanesBelow
from desktop.views.compare.side_by_side import SideBySide
from desktop.views.widgets.key_words import keys_line


class ComparePage(QWidget):
    """Shows a comparison; decides only what is looked at."""

    back_wanted = Signal()
    hidden_names_wanted = Signal(bool)
    layout_chosen = Signal(bool)  # side by side

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Compare"))
        self._shown: Comparison | None = None
        self._theme: Theme = LIGHT
        self._layer, self._hidden = "", False
        self.current = -1
        self.bar, self.beneath, self.beside, self.detail = CompareBar(), LanesBelow(), SideBySide(), Detail()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.beneath)
        self._stack.addWidget(self.beside)
        self._hint = Label()
        self._hint.setProperty("role", "muted")
        self._hint.setContentsMargins(14, 5, 14, 6)
        middle = QHBoxLayout()
        middle.setSpacing(1)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.detail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self._hint)
        self._wire()

    # -- what is shown

    @property
    def is_beside(self) -> bool:
        """Whether the columns stand side by side."""
        return self._stack.currentWidget() is self.beside

    @property
    def spot(self) -> Spot | None:
        """The spot that is looked at."""
        inside = self._shown and 0 <= self.current < len(self._shown.spots)
        return self._shown.spots[self.current] if self._shown and inside else None

    def show_comparison(self, shown: Comparison, layer: str, current: int, *, hidden: bool) -> None:
        """Show an article: the differences of a layer (of all, when it is empty), one of them looked at."""
        self._shown, self._layer, self._hidden, self.current = shown, layer, hidden, current
        self.bar.show_title(shown.article.title)
        self._show_all()

    def show_beside(self, on: bool) -> None:
        """Use columns side by side, or lanes beneath the text."""
        self._stack.setCurrentWidget(self.beside if on else self.beneath)
        self._show_all()
        self.take_keyboard()

    def step(self, direction: int) -> None:
        """Look at the next or previous difference; after the last comes the first."""
        loud = self._differences()
        if not loud:
            return
        after = [n for n in loud if n > self.current] if direction > 0 else [n for n in loud if n < self.current]
        self.look_at((after[0] if direction > 0 else after[-1]) if after else loud[0 if direction > 0 else -1])

    def look_at(self, number: int) -> None:
        """Look at a spot, and bring it into view."""
        self.current = number
        self._front().show_current(number)
        self._show_place()

    def take_keyboard(self) -> None:
        """Give the keyboard to the article."""
        if self.is_beside:
            self.beside.take_keyboard()
        else:
            self.beneath.setFocus()

    def turn_layout(self) -> None:
        """Put the columns side by side, or the lanes below the text."""
        self._on_beside(not self.is_beside)

    def turn_names(self) -> None:
        """Hide the annotators' names, or show them."""
        self.hidden_names_wanted.emit(not self._hidden)

    def show_keys(self, key: ShownKey) -> None:
        """Name the keys in effect."""
        steps = " ".join(filter(None, (key("next_difference"), key("previous_difference"))))
        self._hint.setText(
            keys_line(
                (steps, self.tr("differences")),
                (key("side_by_side"), self.tr("side by side")),
                (key("hide_names"), self.tr("hide names")),
                (key("leave_compare"), self.tr("back")),
            )
        )
        self.bar.show_keys(key)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        for part in (self.bar, self.beneath, self.beside, self.detail):
            part.set_theme(theme)

    def set_style(self, style: ReadingStyle, zoom: int) -> None:
        """Set the text in another way."""
        self.beneath.set_style(style, zoom)
        self.beside.set_style(style, zoom)

    # -- inside

    def _wire(self) -> None:
        self.bar.back_wanted.connect(self.back_wanted)
        self.bar.step_wanted.connect(self.step)
        self.bar.layer_chosen.connect(self._on_layer)
        self.bar.beside_wanted.connect(self._on_beside)
        self.bar.names_wanted.connect(self.hidden_names_wanted)
        self.beneath.spot_clicked.connect(self.look_at)
        self.beside.spot_clicked.connect(self.look_at)

    def _front(self) -> LanesBelow | SideBySide:
        return self.beside if self.is_beside else self.beneath

    def _chosen(self) -> list[int]:
        spots = self._shown.spots if self._shown else ()
        return [number for number, spot in enumerate(spots) if self._layer in ("", spot.layer.name)]

    def _differences(self) -> list[int]:
        assert self._shown
        return [number for number in self._chosen() if not self._shown.spots[number].quiet]

    def _show_all(self) -> None:
        if self._shown is None:
            return
        counts: dict[str, int] = {}
        layers = {spot.layer.name: spot.layer for spot in self._shown.spots}
        for spot in self._shown.spots:
            counts[spot.layer.name] = counts.get(spot.layer.name, 0) + (not spot.quiet)
        self.bar.show_layers([(layers[name], counts[name]) for name in layers], self._layer, self._theme)
        self.bar.show_switches(beside=self.is_beside, hidden=self._hidden)
        self._front().show_comparison(self._shown, self._chosen(), self.current)
        if self.current >= 0:
            self._front().show_current(self.current)
        self._show_place()

    def _show_place(self) -> None:
        loud = self._differences()
        self.bar.show_place(loud.index(self.current) if self.current in loud else -1, len(loud))
        if self._shown:
            self.detail.show_spot(self._shown, self.spot)

    def _on_layer(self, layer: str) -> None:
        self._layer = layer
        if self.current not in self._chosen():
            self.current = -1
        self._show_all()
        self.take_keyboard()

    def _on_beside(self, on: bool) -> None:
        self.show_beside(on)
        self.layout_chosen.emit(on)
