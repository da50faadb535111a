"""Focus order: moves the keyboard focus between the parts of a page, and inside a part in reading order."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget


def turn(parts: Sequence[QWidget], direction: int) -> None:
    """Give the keyboard to the next or previous of some parts that can be seen; they come in reading order."""
    seen = [part for part in parts if part.isVisible()]
    focused = QApplication.focusWidget()
    now = next((n for n, part in enumerate(seen) if focused and (part is focused or part.isAncestorOf(focused))), 0)
    for step in range(1, len(seen) + 1):
        part = seen[(now + step * direction) % len(seen)]
        found = part.focusProxy() or next(iter(in_reading_order(part)), None)
        if found:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            return


def in_reading_order(part: QWidget) -> list[QWidget]:
    """What Tab can reach in a part, and the part itself: from top to bottom, from left to right."""
    reached = [one for one in (part, *part.findChildren(QWidget)) if _is_reached(one)]
    return sorted(reached, key=lambda one: _place(one, part))


def step_in(part: QWidget, *, forwards: bool) -> bool:
    """Give the keyboard to what follows in a part in reading order; false at its end."""
    reached, focused = in_reading_order(part), QApplication.focusWidget()
    if focused not in reached:
        return False
    place = reached.index(focused) + (1 if forwards else -1)
    if not 0 <= place < len(reached):
        return False
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    reached[place].setFocus(reason)
    return True


def _is_reached(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _place(widget: QWidget, part: QWidget) -> tuple[int, int]:
    point = widget.mapTo(part, QPoint(0, 0)) if widget is not part else QPoint(0, 0)
    return point.y(), point.x()
