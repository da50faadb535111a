"""The base of preferences pages: a heading, rows with names, and explanations."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QVBoxLayout, QWidget

from desktop.plain import Label
from desktop.views.widgets.accessible import named

B = TypeVar("B", bound=QAbstractSpinBox)

INDENT = 27  # pixels, to stand under the words of a check box

NUMBER_WIDTH = 150


class Page(QWidget):
    """One page; tells when something on it was changed."""

    changed = Signal()

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        head = Label(title)
        head.setProperty("role", "heading")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(head)
        self.column.addWidget(muted(words))
        self.column.addSpacing(8)

    def reset(self) -> None:
        """Choose what was chosen on the first day."""
        raise NotImplementedError


def muted(words: str, indent: int = 0) -> Label:
    """Words that explain, smaller in voice than what they explain."""
    label = Label(words, wordWrap=True, indent=indent)
    label.setProperty("role", "muted")
    return label


def number(name: str, least: int, most: int, suffix: str, step: int = 1) -> QSpinBox:
    """A field for a whole number."""
    made = named(QSpinBox(), name)
    made.setRange(least, most)
    made.setSingleStep(step)
    made.setSuffix(suffix)
    return with_room(made)


def with_room(field: B) -> B:
    """Give a field for a number its width, and its text the distance from the edge that a line of text has."""
    field.setMinimumWidth(NUMBER_WIDTH)
    field.lineEdit().setTextMargins(7, 0, 0, 0)
    return field
