"""A small bar over the article with what can be done with a selection or a suggestion. It never takes the keyboard."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.theme import LIGHT, Theme
from desktop.views.widgets.chips import Chip

GAP = 8  # pixels between the bar and the words
EDGE = 6  # pixels between the bar and the edges of the view


class Offer(NamedTuple):
    """Something to choose: its id, its words, the key that does the same, and its colour."""

    id: str
    words: str
    key: str = ""
    hue: str = ""


class OfferBar(QFrame):
    """Shows offers near some words."""

    chosen = Signal(str)  # the id of an offer

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Suggested actions"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._over, self._theme = over, LIGHT
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._line.setSpacing(EDGE)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        for chip in self.findChildren(Chip):
            chip.set_theme(theme)

    def offer(self, offers: Sequence[Offer], first: QRect, last: QRect) -> None:
        """Show offers below the end of some words, or above their beginning where there is no room; never on them."""
        for old in self.findChildren(Chip):
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        for one in offers:
            chip = Chip(one.words, one.key, hue=one.hue)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.set_theme(self._theme)
            chip.clicked.connect(lambda _=False, one=one: self._choose(one.id))
            self._line.addWidget(chip)
        self.adjustSize()
        self.move(*self._place(first, last))
        self.show()
        self.raise_()

    def _choose(self, name: str) -> None:
        self.hide()
        self.chosen.emit(name)

    def _place(self, first: QRect, last: QRect) -> tuple[int, int]:
        x = max(EDGE, min(last.right() - self.width() // 3, self._over.width() - self.width() - EDGE))
        below, above = last.bottom() + GAP, first.top() - GAP - self.height()
        if below + self.height() <= self._over.height() - EDGE:
            return x, below
        return x, above if above >= EDGE else self._over.height() - self.height() - EDGE
