"""The row of a link in the inspector: its target, a button to choose another, constants and free text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCompleter, QWidget

from annotations.model import Link
from annotations.scheme import LinkRole
from desktop.keymap import fixed_key
from desktop.views.inspector.fields import ABSENT, PART, Row, guideline, guideline_card, key_text
from desktop.views.widgets.accessible import named
from desktop.views.widgets.chips import Chip
from desktop.views.widgets.line_edit import KeyKeepingLineEdit

LONGEST = 200  # characters of what a link leads to


class LinkRow(Row):
    """A link: what it points to, a way to pick another, the scheme's constants, and free words where allowed."""

    pick_wanted = Signal()

    def __init__(self, role: LinkRole) -> None:
        super().__init__(role.title, role.key, guideline(role))
        self._role, self._shown = role, ""
        self._pick = self._add_chip(Chip(ABSENT), guideline(role))
        self._pick.setFont(_bold(self._pick))
        self._pick.clicked.connect(self.pick_wanted)
        for constant in role.constants:
            chip = self._add_chip(Chip(constant.title, key_text(constant.key)), guideline(constant))
            chip.setCheckable(True)
            chip.clicked.connect(lambda on, name=constant.name: self.chosen.emit(Link(name) if on else None))
        self._words = named(KeyKeepingLineEdit(), self.tr("{} as text").format(role.title))
        self._words.hide()
        self._words.setPlaceholderText(self.tr("{} as text, then {}").format(role.title, fixed_key("Enter")))
        self._words.returnPressed.connect(self._on_words)
        self._words.left.connect(self.left)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._words)

    def show_link(self, link: Link | None) -> None:
        """Show where the link goes."""
        constants = [constant.name for constant in self._role.constants]
        for chip, name in zip(self._chips[1:], constants, strict=True):
            chip.setChecked(link is not None and link.annotation is None and link.text == name)
        words = ABSENT if link is None or (link.annotation is None and link.text in constants) else link.text
        if words == self._shown:
            return
        self._shown = words
        self._pick.setText(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
        self._pick.setToolTip(guideline_card(f"{words}{PART}{guideline(self._role)}"))
        self._pick.updateGeometry()
        self.updateGeometry()
        self._flow.invalidate()

    def ask_words(self, asking: bool) -> None:
        """Offer a line for free words while a link is being picked."""
        self._words.setVisible(asking and self._role.words)
        if not asking:
            self._words.clear()

    def propose_words(self, words: Sequence[str]) -> None:
        """Offer to complete what is written to one of some names."""
        completer = QCompleter(list(words), self._words)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._words.setCompleter(completer)

    def start_writing(self) -> None:
        """Put the keyboard into the line for words."""
        self.ask_words(True)
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_words(self) -> None:
        words = self._words.text().strip()
        if words:
            self.chosen.emit(Link(words, kind=self._role.kinds.get("words", "")))


def _bold(widget: QWidget) -> QFont:
    font = widget.font()
    font.setWeight(font.Weight.DemiBold)
    return font
