"""Looks up the articles that pass a filter: directly in small projects, in a process in large ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.errors import ClaimdeskError, ProcessFailed
from annotations.filters import QueueFilter
from annotations.operations.queue import highest_number, queue_numbers, rows_to_read
from desktop import crash
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.background.queue_server import QueueServer

AT_ONCE = 5000  # as many articles are looked up within a frame
POLL_MILLISECONDS = 4


class LookUp(QObject):
    """Finds the numbers of a filter's articles. Of several filters asked for meanwhile only the last is answered."""

    found = Signal(object)  # Sequence[int], in the filter's order
    began = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looking: QueueServer | None = None
        self._chosen = QueueFilter()
        self._timer = QTimer(self, interval=POLL_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        if highest_number(session.project) > AT_ONCE:
            self._warm = QTimer(self, singleShot=True, interval=0)  # once the window is there
            self._warm.timeout.connect(self._process)
            self._warm.start()

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._timer.isActive()

    def begin(self, chosen: QueueFilter) -> None:
        """Look up a filter's articles; what was begun is broken off."""
        self._chosen = chosen
        if not self._timer.isActive() and rows_to_read(self._session.project, chosen) <= AT_ONCE:
            self._answer(queue_numbers(self._session.project, chosen))
            return
        try:
            self._process().ask(self._session.project.annotator, chosen)
        except (EOFError, OSError):
            self._do_it_here()
            return
        self.began.emit()
        self._timer.start()

    def stop(self) -> None:
        """Break off, and end the process."""
        self._timer.stop()
        if self._looking:
            self._looking.close()
            self._looking = None

    def _process(self) -> "QueueServer":
        if self._looking is None:
            from annotations.background.queue_server import QueueServer

            self._looking = QueueServer(self._session.project.path)
        return self._looking

    def _look(self) -> None:
        try:
            numbers = self._process().answer()
        except ProcessFailed as error:
            crash.hand_over(error)
            self._do_it_here()
            return
        except ClaimdeskError as error:
            self._session.failed.emit(str(error))
            numbers = ()
        except (EOFError, OSError):
            self._do_it_here()
            return
        if numbers is not None:
            self._answer(numbers)

    def _do_it_here(self) -> None:
        """Do without the process, which has died."""
        self.stop()
        self._answer(queue_numbers(self._session.project, self._chosen))

    def _answer(self, numbers: Sequence[int]) -> None:
        self._timer.stop()
        self.found.emit(numbers)
