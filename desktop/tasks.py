"""A task: a thread computes, and the main thread takes its results in slices. It can be cancelled.

What a user can act on ends the work with its sentence. Anything else is a bug: it ends the work, too, is never taken
for success, and goes to the crash report.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.errors import ClaimdeskError, UserCancelled
from desktop import crash

SLICE_SECONDS = 0.008
TELL_SECONDS = 0.1
MINUTE, FAST = 60, 10  # seconds; results a second from which on tenths do not matter
WAITING = 64  # results that may wait for the main thread before the worker has to


class Task(QObject):
    """One piece of long work. `work` runs in a thread and yields results; `take` gets each one on the main thread.

    `work` is given a function that says whether it was cancelled. No slice of `take` calls is longer than 8 ms plus
    the last call.
    """

    progressed = Signal(str, float)  # words, and the share that is done (-1 when nobody knows)
    ended = Signal(str)  # empty, or the sentence that says why it failed; once, unless it was waited for

    def __init__(
        self,
        title: str,
        work: Callable[[Callable[[], bool]], Iterator[Any]],
        take: Callable[[Any], object],
        total: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.total = total  # how many results are expected, 0 when nobody knows; may change while it runs
        self.worth_finishing = False  # whether to ask before it is stopped to close the project
        self.done: Callable[[], str] = str  # says what it did so far
        self._work, self._take, self._count = work, take, 0
        self._results: queue.Queue[Any] = queue.Queue(WAITING)
        self._cancelled = threading.Event()
        self._problem = ""
        self._bug: BaseException | None = None
        self._told = 0.0  # when progress was told last
        self._began = 0.0  # when the first result was taken: what is loaded before that is no measure
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self._slice)
        self._thread = threading.Thread(target=self._run, name=title, daemon=True)

    def start(self) -> "Task":
        """Begin."""
        self._thread.start()
        self._timer.start()
        return self

    def cancel(self) -> None:
        """Stop soon; what was taken stays."""
        self._cancelled.set()

    def outcome(self, problem: str) -> str:
        """What there is to say at the end: what went wrong, whether it was stopped, and what it did until then."""
        stopped = self.tr("{} was stopped.").format(self.title) if self._cancelled.is_set() and not problem else ""
        return " ".join(filter(None, (problem, stopped, self.done())))

    def cancel_and_join(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        while self._thread.is_alive():
            self._drop()
            self._thread.join(0.05)
        self._drop()
        self._timer.stop()
        self._report()

    def _report(self) -> None:
        bug, self._bug = self._bug, None
        if bug:
            crash.hand_over(bug)

    def _run(self) -> None:
        end = _End()
        try:
            for result in self._work(self._cancelled.is_set):
                self._put(result)
                if self._cancelled.is_set():
                    break
        except UserCancelled:
            pass
        except ClaimdeskError as error:
            end = _End(str(error))
        except BaseException as error:  # noqa: BLE001 - it is carried to the main thread
            end = _End(bug=error)
        self._put(end)

    def _put(self, result: Any) -> None:
        while True:
            try:
                self._results.put(result, timeout=0.1)
                return
            except queue.Full:
                if self._cancelled.is_set() and not isinstance(result, _End):
                    return

    def _drop(self) -> None:
        while not self._results.empty():
            result = self._results.get_nowait()
            if isinstance(result, _End):
                self._bug = self._bug or result.bug

    def _slice(self) -> None:
        end = time.monotonic() + SLICE_SECONDS
        while time.monotonic() < end:
            try:
                result = self._results.get_nowait()
            except queue.Empty:
                break
            if isinstance(result, _End):
                self._bug = self._bug or result.bug
                self._finish(result.sentence)
                return
            if not self._cancelled.is_set():
                self._keep(result)
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._told = time.monotonic()
            self.progressed.emit(self._words(), self._share())

    def _keep(self, result: Any) -> None:
        try:
            self._take(result)
            self._count += 1
            self._began = self._began or time.monotonic()
        except ClaimdeskError as error:  # those that follow could not be kept either
            self._problem = str(error)
            self.cancel()
        except BaseException as error:  # noqa: BLE001 - it is reported once the work has ended
            self._bug = error
            self.cancel()

    def _finish(self, sentence: str) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._thread.join()
            self.ended.emit(self._problem or sentence or (self._stopped() if self._bug else ""))
            self._report()

    def _stopped(self) -> str:
        return self.tr("{} stopped because of a bug in Claimdesk. Everything done before that is saved.").format(
            self.title
        )

    def _words(self) -> str:
        if not self._count:
            return self.tr("{}: starting …").format(self.title)
        done = f"{self._count:,}"
        if self.total:
            done = self.tr("{} of {:,}").format(done, self.total)
        rate = (self._count - 1) / max(time.monotonic() - self._began, 1e-9)
        if not rate:
            return f"{self.title}: {done}"
        pace = self.tr("{} a second").format(f"{rate:,.0f}" if rate >= FAST else f"{rate:.1f}")
        if not self.total:
            return f"{self.title}: {done}, {pace}"
        return self.tr("{}: {}, {}, {} left").format(self.title, done, pace, self._left(rate))

    def _share(self) -> float:
        return min(self._count / self.total, 1.0) if self.total > 0 else -1.0

    def _left(self, rate: float) -> str:
        seconds = max(round((self.total - self._count) / rate), 0)
        if seconds < MINUTE:
            return self.tr("{} s").format(seconds)
        if seconds < MINUTE * MINUTE:
            return self.tr("{} min {} s").format(*divmod(seconds, MINUTE))
        return self.tr("{} h {} min").format(*divmod(seconds // MINUTE, MINUTE))


class _End(NamedTuple):
    """The last thing that a thread says: nothing, why it failed, or the bug that ended it."""

    sentence: str = ""
    bug: BaseException | None = None
