"""Runs steps after the first paint of a widget, one at a time, so that the window appears sooner."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

MOMENT = 30  # milliseconds between two pieces, in which the window answers


class AfterFirstPaint(QObject):
    """Does the steps in turn. A step that returns something true is done once more before the next."""

    def __init__(self, widget: QWidget, steps: Iterable[Callable[[], object]]) -> None:
        super().__init__(widget)
        self._steps = list(steps)
        self._timer = QTimer(self, interval=MOMENT)
        self._timer.timeout.connect(self._go_on)
        widget.installEventFilter(self)

    def stop(self) -> None:
        """Do no more."""
        self._steps.clear()
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin with the first picture."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start()
        return False

    def _go_on(self) -> None:
        if self._steps and not self._steps[0]():
            self._steps.pop(0)
        if not self._steps:
            self._timer.stop()
