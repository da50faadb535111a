"""The agreement page: a bar, and below it the overview or the details of one of its rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from annotations.agreement.records import Figure, Row
from desktop.figure_tables import interval, with_star
from desktop.keymap import ShownKey, fixed_key
from desktop.mnemonics import letter_menu
from desktop.plain import Label
from desktop.theme import LIGHT, Theme
from desktop.views.agreement.bars import GLYPHS, HUES
from desktop.views.agreement.breakdown import BreakdownView
from desktop.views.agreement.explanation import Explanation
from desktop.views.agreement.overview import Overview
from desktop.views.widgets.flat_button import flat_button
from desktop.views.widgets.key_words import keys_line, show_key


class AgreementPage(QWidget):
    """Shows either the overview or the details of a row."""

    left = Signal()
    export_wanted = Signal(str)  # json, csv, picture, methods

    def __init__(self, overview: Overview, inside: BreakdownView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Agreement"))
        self.overview, self.inside = overview, inside
        self._theme: Theme = LIGHT
        self._row: Row | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(overview)
        self._stack.addWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._bar())
        layout.addWidget(self._stack, 1)
        self._hint = Label()
        self._hint.setProperty("role", "muted")
        self._hint.setContentsMargins(14, 5, 14, 6)
        layout.addWidget(self._hint)
        inside.figure_asked.connect(self.explain)
        overview.figure_asked.connect(self.explain)
        self.show_overview()

    @property
    def row(self) -> Row | None:
        """The row whose details are shown; none in the overview."""
        return self._row

    def show_overview(self) -> None:
        """Show the overview."""
        self._row = None
        self._stack.setCurrentWidget(self.overview)
        self._title.setText(self.tr("Agreement"))
        self._chip.hide()
        self._how.hide()
        self.overview.table.setFocus()

    def show_inside(self, row: Row, layer: str, state: str) -> None:
        """Show the details of a row; `layer` and `state` are the titles of its layer and state."""
        first = self._row is None or (self._row.layer, self._row.field) != (row.layer, row.field)
        self._row = row
        self.inside.show_row(row)
        self._stack.setCurrentWidget(self.inside)
        head = row.headline
        name = "F1" if row.question == "place" else "α"
        value = f"{name} {with_star(head)} {interval(head)}".strip() if head.value is not None else head.reason
        self._title.setText(f"{layer} · {row.title}    {value}")
        self._chip.setText(f"{GLYPHS[row.state]} {state}")
        self._chip.show()
        self._how.show()
        self._paint_chip()
        if first:
            self.inside.units.list.setFocus()

    def go_back(self) -> None:
        """Return from the details to the overview, and from there to where the page was opened."""
        if self._row is None:
            self.left.emit()
        else:
            self.show_overview()

    def show_keys(self, key: ShownKey) -> None:
        """Name the keys in effect; those of tables are always the same."""
        self._hint.setText(
            keys_line(
                (fixed_key("Enter"), self.tr("open")),
                (key("explain_figure"), self.tr("how it was computed")),
                (fixed_key("Tab"), self.tr("next table")),
                (key("leave_agreement"), self.tr("back")),
            )
        )
        show_key(self._back, key("leave_agreement"))

    def explain_current(self) -> None:
        """Say how the figure was computed that has the keyboard, or the headline of its row."""
        if self._row is None:
            self.overview.explain_current()
        else:
            figure = next((grid.current_figure() for grid in self.inside.grids.values() if grid.hasFocus()), None)
            self.explain(figure or self._row.headline)

    def explain(self, figure: Figure) -> None:
        """Explain how a figure was computed."""
        dialog = Explanation(figure, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_busy(self, words: str) -> None:
        """Show what is being computed; empty when finished."""
        self._busy.setText(words)

    def take_keyboard(self) -> None:
        """Move the keyboard focus to the visible list."""
        (self.overview.table if self._row is None else self.inside.units.list).setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.overview.set_theme(theme)
        self.inside.set_theme(theme)
        self._paint_chip()

    def _bar(self) -> QHBoxLayout:
        self._back = flat_button(self.tr("←  Back"), self.tr("Back"))
        self._back.clicked.connect(self.go_back)
        self._title = Label()
        self._title.setProperty("role", "title")
        self._chip = Label()
        self._busy = Label()
        self._busy.setProperty("role", "muted")
        self._how = flat_button(self.tr("How was this computed?"), self.tr("How the headline was computed"))
        self._how.clicked.connect(self._on_how)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(8)
        for part in (self._back, self._title, self._chip, self._how):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self._busy)
        bar.addWidget(self._export_button())
        return bar

    def _on_how(self) -> None:
        if self._row:
            self.explain(self._row.headline)

    def _paint_chip(self) -> None:
        hue = HUES[self._row.state] if self._row else "grey"
        ground, ink = self._theme.tint(hue).name(), self._theme.ink(hue).name()
        self._chip.setStyleSheet(f"background: {ground}; color: {ink}; border-radius: 10px; padding: 3px 10px;")

    def _export_button(self) -> QToolButton:
        menu = QMenu(self)
        for name, words in (
            ("json", self.tr("Everything, as JSON…")),
            ("csv", self.tr("Every unit, as CSV…")),
            ("picture", self.tr("A picture of the overview…")),
            ("methods", self.tr("Copy text for a methods section")),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, name=name: self.export_wanted.emit(name))
        button = flat_button(self.tr("Export") + "  ▾", self.tr("Export agreement"))
        button.setMenu(letter_menu(menu))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button
