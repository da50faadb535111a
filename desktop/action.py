"""An action: something a person can do from a menu, with a key or from the command palette. See `desktop.actions`."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

Page = Literal["article", "compare", "agreement", "everywhere"]


class Action(NamedTuple):
    """One row of the table. `run` and `enabled` are called with the window."""

    name: str
    text: str
    keys: tuple[str, ...]  # by default; the first one is shown
    page: Page  # keys of different pages never clash
    run: Callable[[Any], object]
    enabled: Callable[[Any], bool]
    menu: str = ""
    group: str = ""  # the submenu, if any
    line: bool = False  # above it in the menu
    once: bool = False  # however long its key is held down
    in_text: bool = False  # only while the article's text has the keyboard


def words(text: str) -> str:
    """The words of an action or menu in the user's language."""
    return QCoreApplication.translate("actions", text)
