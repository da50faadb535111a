"""The sections of a row's details: a heading with buttons above a table or chart, and notes."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.plain import Label
from desktop.views.widgets.flat_button import flat_button


class Part(QWidget):
    """A heading above a table or chart."""

    def __init__(self, title: str, shown: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        heading = Label(title)
        heading.setProperty("role", "title")
        self._note = Label(wordWrap=True)
        self._note.hide()
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(heading)
        self._head.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 12)
        self._box.setSpacing(5)
        self._box.addLayout(self._head)
        self._box.addWidget(self._note)
        self._box.addWidget(shown)

    def add_button(self, text: str, name: str, pressed: Callable[[], object]) -> QToolButton:
        """Add a button to the heading."""
        button = flat_button(text, name)
        button.clicked.connect(lambda _=False: pressed())
        self._head.addWidget(button)
        return button

    def add_to_head(self, widget: QWidget) -> None:
        """Add a widget to the heading."""
        self._head.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Add a widget below the table or chart."""
        self._box.addWidget(widget)

    def note(self, words: str, *, warn: bool = False) -> None:
        """Show a note, as a warning if need be; hide it without words."""
        self._note.setProperty("role", "warning" if warn else "muted")
        self._note.style().polish(self._note)
        self._note.setText(words)
        self._note.setVisible(bool(words))
