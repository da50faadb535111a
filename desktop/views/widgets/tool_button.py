"""Tool buttons that Space and Enter press, although these are shortcuts of the window."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.mnemonics import letter_menu
from desktop.views.widgets.chips import PRESSING


class ToolButton(QToolButton):
    """A flat button with a few letters on it; `name` is its tool tip as well."""

    def __init__(self, text: str, name: str, menu: QMenu | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setProperty("flat", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if menu:
            self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self.setMenu(letter_menu(menu))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that press a button from being taken as shortcuts while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in PRESSING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter as with the space bar."""
        if event.key() in PRESSING and event.key() != Qt.Key.Key_Space:
            self.showMenu() if self.menu() else self.click()
        else:
            super().keyPressEvent(event)
