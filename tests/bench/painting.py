"""Waiting until a widget is painted, by the clock and by the processor. Needs nothing but Qt."""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

LONGEST = 10.0


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Taken(NamedTuple):
    """Seconds of the clock, and of the processor, which other programs do not lengthen by much."""

    wall: float
    processor: float


def until_painted(paints: Paints, act: Callable[..., object], *arguments: object) -> Taken:
    """Act, and let Qt work until the widget is painted and nothing is left to do."""
    QApplication.processEvents()
    before, begin, began = paints.count, time.perf_counter(), time.process_time()
    act(*arguments)
    while paints.count == before:
        QApplication.processEvents()
        if time.perf_counter() - begin > LONGEST:
            raise RuntimeError("Nothing was painted.")
    QApplication.processEvents()
    return Taken(time.perf_counter() - begin, time.process_time() - began)
