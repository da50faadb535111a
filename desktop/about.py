"""The dialogs about the program itself: every command, every key, which version this is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from desktop.actions import ACTIONS, words
from desktop.plain import MessageBox, shown
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.views.palette import Entry


class About(QObject):
    """Shows them over the window; `more` are the entries that are not in the table of actions."""

    def __init__(
        self,
        actions: Callable[[], Mapping[str, QAction]],
        more: "Callable[[], list[Entry]]",
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._more, self._theme, self._window = actions, more, theme, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"palette": self.show_palette, "shortcuts": self.show_keys, "about": self.show_version}

    def show_palette(self) -> None:
        """Offer every command by its words."""
        from desktop.views.palette import Palette

        self.ask(Palette(self.entries(), self._window, self._theme()))

    def show_keys(self) -> None:
        """Show every key."""
        from desktop.views.key_sheet import KeySheet

        actions = len(ACTIONS)
        entries = self.entries()
        self.ask(KeySheet([*entries[:actions], *(one for one in entries[actions:] if one.keys)], self._window))

    def show_version(self) -> None:
        """Say what this is."""
        from annotations import __version__

        about = self.tr("Mark claims in the news, and agree on them.")
        self.ask(MessageBox(MessageBox.Icon.NoIcon, f"Claimdesk {__version__}", about, self._window))

    def tell(self, sentence: str) -> None:
        """Show a sentence where there is no article to show it over."""
        self.ask(MessageBox(MessageBox.Icon.Information, sentence, parent=self._window))

    def ask(self, dialog: QDialog) -> None:
        """Show a dialog until it is answered."""
        dialog.exec()
        dialog.deleteLater()  # else each would stay for as long as the window

    def entries(self) -> "list[Entry]":
        """Everything that can be done, and by which keys."""
        from desktop.views.palette import Entry

        found = []
        for spec in ACTIONS:
            action = self._actions()[spec.name]
            keys = "  ".join(key.toString() for key in action.shortcuts())
            title, trigger = shown(action.text()).rstrip("…"), action.trigger if action.isEnabled() else None
            found.append(Entry(words(spec.menu), title, keys, trigger))
        return found + self._more()
