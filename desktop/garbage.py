"""Garbage collection at a safe moment: from a timer of the window's own thread, never in the middle of something else.

By itself Python collects wherever objects are made. In another thread that would destroy widgets there, and while Qt
tells all widgets of a new style it would destroy those that Qt has still to tell: either ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 1_000  # milliseconds


class Collector(QObject):
    """Collects garbage when enough has piled up, instead of Python."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation that Python itself would collect now, and all that are younger."""
    counts, limits = gc.get_count(), gc.get_threshold()
    if not 0 < limits[0] < counts[0]:
        return
    due = 0
    while due < 2 and 0 < limits[due + 1] < counts[due + 1]:
        due += 1
    gc.collect(due)
