"""Looks up the articles that pass a filter: in a moment where that is enough, else in a process.

The process starts when it is needed first, and ends when it has not been needed for a while.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.errors import ClaimdeskError, ProcessFailed, UserCancelled
from annotations.filters import QueueFilter
from annotations.operations.queue import queue_numbers, rows_to_read
from desktop import crash
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.background.queue_server import QueueServer

AT_ONCE = 5000  # as many articles are looked up within a frame
TRIED = 20_000  # among as many, most filters and searches take less than a frame
MOMENT = 0.008  # seconds: half a frame
POLL_MILLISECONDS = 4
IDLE_MILLISECONDS = 60_000


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
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MILLISECONDS)
        self._idle.timeout.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._timer.isActive()

    def begin(self, chosen: QueueFilter) -> None:
        """Look up a filter's articles; what was begun is broken off."""
        self._chosen = chosen
        numbers = None if self.busy else self._at_once(chosen)
        if numbers is not None:
            self._answer(numbers)
            return
        try:
            self._process().ask(self._session.project.annotator, chosen)
        except (EOFError, OSError):
            self._do_it_here()
            return
        self._idle.stop()
        self.began.emit()
        self._timer.start()

    def _at_once(self, chosen: QueueFilter) -> Sequence[int] | None:
        """Look up a filter's articles here; none when that takes more than a moment."""
        project = self._session.project
        work = rows_to_read(project, chosen)
        if work <= AT_ONCE:
            return queue_numbers(project, chosen)
        if work <= TRIED:
            with suppress(UserCancelled), project.within(MOMENT):
                return queue_numbers(project, chosen)
        return None

    def stop(self) -> None:
        """Break off, and end the process."""
        self._timer.stop()
        self._idle.stop()
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
        if self._looking:
            self._idle.start()
        self.found.emit(numbers)
