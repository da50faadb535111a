"""The bar above the article that finds words in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.plain import Label
from desktop.views.widgets.accessible import named
from desktop.views.widgets.line_edit import ENTER, KeyKeepingLineEdit
from desktop.views.widgets.tool_button import ToolButton


class FindBar(QFrame):
    """A field for words, how many there are, and buttons for the next, the previous and the end."""

    changed = Signal(str)
    step_wanted = Signal(int)  # 1 for the next, -1 for the previous
    closed = Signal()
    dropped = Signal()  # Esc: the place before is wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.words = named(_Words(), self.tr("Find in this article"))
        self.words.setPlaceholderText(self.tr("Find in this article…"))
        self.words.setMaximumWidth(360)
        self._count = named(Label(), self.tr("Number of matches"))
        self._count.setProperty("role", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 16, 6)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._count)
        for text, name, step in (("▲", self.tr("Previous match"), -1), ("▼", self.tr("Next match"), 1)):
            button = ToolButton(text, name)
            button.clicked.connect(lambda _=False, step=step: self.step_wanted.emit(step))
            layout.addWidget(button)
        layout.addStretch(1)
        close = ToolButton("✕", self.tr("Close"))
        close.clicked.connect(self.closed)
        layout.addWidget(close)
        self.words.textEdited.connect(self.changed)
        self.words.stepped.connect(self.step_wanted)
        self.words.dropped.connect(self.dropped)
        self.hide()

    def open(self, words: str) -> None:
        """Show the bar, with some words to look for, and give it the keyboard."""
        if words:
            self.words.setText(words)
        self.show()
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_count(self, place: int, count: int) -> None:
        """Show which match is looked at, from 1, and how many there are."""
        if not self.words.text():
            self._count.setText("")
        elif not count:
            self._count.setText(self.tr("No matches"))
        else:
            self._count.setText(f"{place:,} / {count:,}")


class _Words(KeyKeepingLineEdit):
    """Enter goes to the next match, Shift+Enter to the previous one, and Esc ends."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, or go on."""
        if event.key() in ENTER:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
