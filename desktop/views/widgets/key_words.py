"""Words with the keys that do what they say. Keys come from the keymap, as people may have given others."""

from PySide6.QtWidgets import QWidget

from desktop.plain import tip


def keys_line(*pairs: tuple[str, str]) -> str:
    """A line of keys and what they do; what has no key is left out.

    >>> keys_line(("J K", "differences"), ("", "hide names"), ("Esc", "back"))
    'J K: differences · Esc: back'
    """
    return " · ".join(f"{key}: {words}" for key, words in pairs if key)


def show_key(widget: QWidget, key: str) -> None:
    """Name a key in the tool tip of a widget, after the words that its accessible name has."""
    widget.setToolTip(tip(f"{widget.accessibleName()} ({key})" if key else widget.accessibleName()))
