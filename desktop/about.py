"""Dialogs about the program itself: the command palette, the key sheet, versions and licences."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from desktop.plain import MessageBox
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.views.palette import Entry


class About(QObject):
    """Shows them over the window; `more` are the entries that the scheme adds to those of the actions."""

    def __init__(
        self,
        actions: "Callable[[], list[Entry]]",
        more: "Callable[[], list[Entry]]",
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._more, self._theme, self._window = actions, more, theme, window

    def show_palette(self) -> None:
        """Show the command palette."""
        from desktop.views.palette import Palette

        self.ask(Palette(self.entries(), self._window, self._theme()))

    def show_keys(self) -> None:
        """Show the key sheet."""
        from desktop.views.key_sheet import KeySheet

        self.ask(KeySheet([*self._actions(), *(one for one in self._more() if one.keys)], self._window))

    def show_version(self) -> None:
        """Show versions and licences."""
        from desktop.libraries import parts, versions
        from desktop.views.dialogs.versions import VersionsDialog

        self.ask(VersionsDialog(versions(), parts(), self._window))

    def tell(self, sentence: str) -> None:
        """Show a sentence in a dialog, when no article is open."""
        self.ask(MessageBox(MessageBox.Icon.Information, sentence, parent=self._window))

    def ask(self, dialog: QDialog) -> None:
        """Show a dialog until it is answered."""
        dialog.exec()
        dialog.deleteLater()  # else each would stay for as long as the window

    def entries(self) -> "list[Entry]":
        """Everything that can be done, and by which keys."""
        return self._actions() + self._more()
