"""A line edit that keeps Enter and Esc for itself, although they are shortcuts of the window."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.plain import LineEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyKeepingLineEdit(LineEdit):
    """Tells when it is left by key, so that the keyboard can go back to the article."""

    dropped = Signal()  # Esc: what was written is not wanted
    left = Signal()  # Enter or Esc

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc from being taken as shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, or leave."""
        super().keyPressEvent(event)
        if _leaves(event):
            if event.key() == Qt.Key.Key_Escape:
                self.dropped.emit()
            event.accept()
            self.left.emit()


def _leaves(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (*ENTER, Qt.Key.Key_Escape)
