"""Jobs: long work with progress, one task at a time. The others wait in a queue. Asks before it drops work."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from annotations.errors import ClaimdeskError
from desktop.tasks import Task


class Jobs(QObject):
    """Starts tasks, shows their progress, cancels them, and reports on the main thread what they did."""

    reported = Signal(str)  # what a task did, or why it failed
    progressed = Signal(str, float)
    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None
        self._waiting: list[Callable[[], Task]] = []
        self._asking = False

    def start(self, make: Callable[[], Task]) -> None:
        """Start a task, or queue it behind the one that is running. A ClaimdeskError from `make` is reported."""
        if self._task is not None:
            self._waiting.append(make)
            return
        try:
            self._task = make()
        except ClaimdeskError as error:
            self.reported.emit(str(error))
            return
        self._task.progressed.connect(self.progressed)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def cancel(self) -> None:
        """Stop the running task soon, and drop the queue."""
        self._waiting.clear()
        if self._task:
            self._task.cancel()

    def stop(self) -> None:
        """Stop the running task, wait until it has ended, and drop the queue."""
        self._waiting.clear()
        if self._task:
            self._task.cancel_and_join()
            self._task = None
            self.ended.emit()

    def may_close(self) -> bool:
        """Ask whether to finish the running task first, stop it, or cancel; false means cancel.

        When it returns true, the task has ended and the user has seen what it did.
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
                dialog.show_end("\n".join(said) or self.tr("Finished."))

        self.reported.connect(said.append)
        self.progressed.connect(dialog.show_progress)
        self.ended.connect(look)
        dialog.stop_wanted.connect(self.cancel)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        self.reported.disconnect(said.append)
        self.ended.disconnect(look)
        dialog.deleteLater()
        return agreed

    def _on_ended(self, problem: str) -> None:
        task, self._task = self._task, None
        if task:
            words = task.outcome(problem)
            task.deleteLater()
            if words:
                self.reported.emit(words)
        if self._waiting:
            self.start(self._waiting.pop(0))
        self.ended.emit()
