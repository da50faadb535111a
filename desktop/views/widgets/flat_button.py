"""A button without a frame, for bars and headings."""

from PySide6.QtWidgets import QToolButton

from desktop.views.widgets.accessible import named


def flat_button(text: str, name: str) -> QToolButton:
    """Make a button; `name` is told to who points at it or listens."""
    button = named(QToolButton(), name)
    button.setText(text)
    button.setToolTip(name)
    button.setProperty("flat", True)
    return button
