"""Accessible names for screen readers."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Give a widget its accessible name."""
    widget.setAccessibleName(name)
    return widget
