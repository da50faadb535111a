"""Looking up which articles pass a filter, in a process of its own, for projects where that takes longer than a frame.

A thread would make the window stutter, because it holds Python's lock while it turns SQLite's rows into numbers.
Numbers come back in a file of four bytes each, which is read faster than a pipe.
"""

from array import array
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from annotations.background.server import Message, Question, Questions, Server, serve
from annotations.errors import ClaimdeskError, UserCancelled
from annotations.filters import QueueFilter
from annotations.model import Annotator
from annotations.operations.queue import queue_numbers
from annotations.project import Project, open_project

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PATIENCE = 1.0  # seconds that the process has to end by itself


class QueueServer(Server):
    """A process that answers one filter at a time; the latest question breaks off those before it."""

    def __init__(self, path: Path) -> None:
        self._folder = TemporaryDirectory(prefix="claimdesk-")
        super().__init__(_serve, path, Path(self._folder.name))

    def ask(self, annotator: Annotator | None, chosen: QueueFilter) -> None:
        """Ask for the articles of a filter as somebody sees them. EOFError or OSError when the process is gone."""
        self.put((annotator, chosen))

    def answer(self) -> Sequence[int] | None:
        """The numbers that were asked for last, once they are there; does not wait.

        ClaimdeskError when they could not be read, ProcessFailed for a bug in the process, EOFError or OSError when it
        is gone.
        """
        while self.pipe.poll():
            message: Message = self.pipe.recv()
            if message.kind == "failed" and not self.concerns_latest(message):
                continue
            found: range | int = self.content_of(message)
            numbers = found if isinstance(found, range) else self._read(message.question, found)
            if self.concerns_latest(message):
                return numbers
        return None

    def _read(self, question: int, size: int) -> Sequence[int]:
        """Read the numbers in the file of a question, and remove it."""
        numbers = array("i")
        if size:
            file = Path(self._folder.name) / str(question)
            with file.open("rb") as opened:
                numbers.fromfile(opened, size)
            file.unlink()
        return numbers

    def close(self) -> None:
        """End the process."""
        self.end(PATIENCE, terminate=True)
        self._folder.cleanup()


def _serve(pipe: "Connection", path: Path, folder: Path) -> None:
    serve(pipe, lambda: _answer_all(path, folder, pipe))


def _answer_all(path: Path, folder: Path, pipe: "Connection") -> None:
    project = open_project(path, readonly=True)
    for question in Questions(pipe, project.interrupt):
        pipe.send(_answered(project, question, folder))


def _answered(project: Project, question: Question, folder: Path) -> Message:
    """Answer with a range of numbers, or with how many there are in a file."""
    project.annotator, chosen = question.content
    try:
        numbers = queue_numbers(project, chosen)
    except UserCancelled:
        return Message("answer", 0, question.number)
    except ClaimdeskError as error:
        return Message("failed", str(error), question.number)
    if isinstance(numbers, range):
        return Message("answer", numbers, question.number)
    with (folder / str(question.number)).open("wb") as file:
        array("i", numbers).tofile(file)
    return Message("answer", len(numbers), question.number)
