"""Names for what cannot be seen: every widget says to a screen reader what it is."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Give a widget its accessible name."""
    widget.setAccessibleName(name)
    return widget
