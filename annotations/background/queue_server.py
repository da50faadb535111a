"""Looking up which articles pass a filter, in a process of its own, for projects where that takes longer than a frame.

A thread would not do: while it makes numbers of SQLite's rows it keeps Python from everybody else, and the window would
stutter. Numbers come back in a file of four bytes each, which is read faster than a pipe.
"""

import signal
import threading
import traceback
from array import array
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import ClaimdeskError, ProcessFailed, UserCancelled
from annotations.filters import QueueFilter
from annotations.model import Annotator
from annotations.operations.queue import queue_numbers
from annotations.project import Project, open_project

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PATIENCE = 1.0  # seconds that the process has to end by itself


class QueueQuestion(NamedTuple):
    """A question to the process."""

    number: int
    annotator: Annotator | None
    chosen: QueueFilter


class QueueAnswer(NamedTuple):
    """What the process says: how many numbers are in its file, or a range of them, why there are none, or a bug.

    It answers the question of that number; 0 is all of them.
    """

    number: int
    size: int = 0
    everything: range | None = None
    problem: str = ""
    bug: str = ""


class QueueServer:
    """A process that answers one filter at a time; the latest question breaks off those before it."""

    def __init__(self, path: Path) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")
        self._folder = TemporaryDirectory(prefix="claimdesk-")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(path, Path(self._folder.name), there), daemon=True)
        self._process.start()
        there.close()
        self._latest = 0

    def ask(self, annotator: Annotator | None, chosen: QueueFilter) -> None:
        """Ask for the articles of a filter as somebody sees them. EOFError or OSError when the process is gone."""
        self._latest += 1
        self._pipe.send(QueueQuestion(self._latest, annotator, chosen))

    def answer(self) -> Sequence[int] | None:
        """The numbers that were asked for last, once they are there; does not wait.

        ClaimdeskError when they could not be read, ProcessFailed for a bug in the process, EOFError or OSError when it
        is gone.
        """
        while self._pipe.poll():
            answer: QueueAnswer = self._pipe.recv()
            if answer.bug:
                raise ProcessFailed(answer.bug)
            numbers = array("i")
            if answer.size:
                file = Path(self._folder.name) / str(answer.number)
                with file.open("rb") as opened:
                    numbers.fromfile(opened, answer.size)
                file.unlink()
            if answer.number in (0, self._latest):
                if answer.problem:
                    raise ClaimdeskError(answer.problem)
                return numbers if answer.everything is None else answer.everything
        return None

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
        self._pipe.close()
        self._folder.cleanup()


def _serve(path: Path, folder: Path, pipe: "Connection") -> None:
    """Be the process: answer until the other end is closed. A bug ends it, and is told there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window
    try:
        _answer_all(path, folder, pipe)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the window was closed
    except ClaimdeskError as error:
        pipe.send(QueueAnswer(0, problem=str(error)))
    except BaseException:  # noqa: BLE001 - it is raised again in the window
        pipe.send(QueueAnswer(0, bug=traceback.format_exc()))


def _answer_all(path: Path, folder: Path, pipe: "Connection") -> None:
    asked: SimpleQueue[QueueQuestion | None] = SimpleQueue()
    project = open_project(path, readonly=True)
    threading.Thread(target=_listen, args=(pipe, asked, project), daemon=True).start()
    while question := asked.get():
        if asked.empty():
            project.annotator = question.annotator
            pipe.send(_answered(project, question, folder))


def _listen(pipe: "Connection", asked: "SimpleQueue[QueueQuestion | None]", project: Project) -> None:
    while True:
        try:
            question = pipe.recv()
        except (EOFError, OSError):
            asked.put(None)
            return
        asked.put(question)
        project.interrupt()


def _answered(project: Project, question: QueueQuestion, folder: Path) -> QueueAnswer:
    try:
        numbers = queue_numbers(project, question.chosen)
    except UserCancelled:
        return QueueAnswer(question.number)
    except ClaimdeskError as error:
        return QueueAnswer(question.number, problem=str(error))
    if isinstance(numbers, range):
        return QueueAnswer(question.number, everything=numbers)
    with (folder / str(question.number)).open("wb") as file:
        array("i", numbers).tofile(file)
    return QueueAnswer(question.number, len(numbers))
