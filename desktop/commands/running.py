"""The long work of the window: one piece at a time, others wait behind it. Before it is broken off, it asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from annotations.errors import ClaimdeskError
from desktop.tasks import Task


class Running(QObject):
    """Runs tasks and tells what they did."""

    told = Signal(str)
    progressed = Signal(str, float)
    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None
        self._waiting: list[Callable[[], Task]] = []
        self._asking = False

    def start(self, make: Callable[[], Task]) -> None:
        """Begin long work, or let it wait until what is running has ended."""
        if self._task is not None:
            self._waiting.append(make)
            return
        try:
            self._task = make()
        except ClaimdeskError as error:
            self.told.emit(str(error))
            return
        self._task.progressed.connect(self.progressed)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def cancel(self) -> None:
        """Stop the work that is running, and what waits behind it."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()

    def stop(self) -> None:
        """Stop all work and wait for it to end."""
        self._waiting.clear()
        if self._task:
            self._task.wait()
            self._task = None
            self.ended.emit()

    def may_be_left(self) -> bool:
        """Ask whether work that is worth it is finished first, stopped, or neither; false for neither.

        Then it has ended, and what it did was shown.
        """
        if self._task is None or not self._task.worth_finishing:
            return True
        if self._asking:
            return False
        self._asking = True
        try:
            return self._ask(self._task)
        finally:
            self._asking = False

    def _ask(self, task: Task) -> bool:
        from desktop.views.dialogs.closing import ClosingDialog

        dialog = ClosingDialog(task.title, self._window)
        said: list[str] = []

        def look() -> None:
            if self._task is None or not self._task.worth_finishing:
                dialog.show_end("\n".join(said) or self.tr("The work has ended."))

        self.told.connect(said.append)
        self.progressed.connect(dialog.show_progress)
        self.ended.connect(look)
        dialog.stop_wanted.connect(self.cancel)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        self.told.disconnect(said.append)
        self.ended.disconnect(look)
        dialog.deleteLater()
        return agreed

    def _on_ended(self, problem: str) -> None:
        task, self._task = self._task, None
        if task:
            words = task.outcome(problem)
            task.deleteLater()
            if words:
                self.told.emit(words)
        if self._waiting:
            self.start(self._waiting.pop(0))
        self.ended.emit()
