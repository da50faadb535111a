"""Giving the keyboard to one part of the page after the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def turn(parts: Sequence[QWidget], direction: int) -> None:
    """Give the keyboard to the next or previous of some parts that can be seen; they come in reading order."""
    seen = [part for part in parts if part.isVisible()]
    focused = QApplication.focusWidget()
    now = next((n for n, part in enumerate(seen) if focused and (part is focused or part.isAncestorOf(focused))), 0)
    for step in range(1, len(seen) + 1):
        found = first_in(seen[(now + step * direction) % len(seen)])
        if found:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_in(part: QWidget) -> QWidget | None:
    """The first widget of a part that Tab can reach, in the order of Tab; none when there is none."""
    here: QWidget | None = part.focusProxy() or part
    while here is not None:
        if here is part or part.isAncestorOf(here):
            if here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisible() and here.isEnabled():
                return here
        elif here is not part:
            return None
        here = here.nextInFocusChain()
        if here is part:
            return None
    return None
