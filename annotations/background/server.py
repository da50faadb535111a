"""The base of the servers: processes that answer questions, and report failures and bugs to the caller.

Questions have numbers. The latest one breaks off those before it, and whatever is still said about these is ignored.
"""

import threading
import traceback
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from annotations.errors import ClaimdeskError, ProcessFailed
from annotations.processes import SpawnedProcess

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Question(NamedTuple):
    """A question to a server. Without content it only breaks off the one before it."""

    number: int
    content: Any = None


class Message(NamedTuple):
    """What a server sends: an answer, the end of all answers, why there is none (a sentence), or a bug (a traceback).

    `question` is the number of the question; 0 concerns all of them.
    """

    kind: Literal["answer", "end", "failed", "bug"]
    content: Any = None
    question: int = 0


class Server(SpawnedProcess):
    """A server process, as the process that asks sees it."""

    is_broken = False
    latest = 0  # the number of the latest question

    @property
    def alive(self) -> bool:
        """Whether the process can still be asked."""
        return not self.is_broken and super().alive

    def put(self, content: Any = None) -> None:
        """Send a question. EOFError or OSError when the process is gone."""
        self.latest += 1
        self.pipe.send(Question(self.latest, content))

    def concerns_latest(self, message: Message) -> bool:
        """Whether a message is about the latest question, or about all."""
        return message.question in (0, self.latest)

    def content_of(self, message: Message) -> Any:
        """Return an answer; raise ClaimdeskError if there is none, ProcessFailed for a bug, which ends the process."""
        if message.kind == "failed":
            raise ClaimdeskError(message.content)
        if message.kind == "bug":
            self.is_broken = True
            raise ProcessFailed(message.content)
        return message.content


class Questions:
    """The questions that arrive in a server process; a thread listens for them."""

    def __init__(self, pipe: "Connection", break_off: Callable[[], object] = bool) -> None:
        """When another question comes, `break_off` is called in the thread."""
        self._latest = 0
        self._waiting: SimpleQueue[Question | None] = SimpleQueue()
        threading.Thread(target=self._listen, args=(pipe, break_off), daemon=True).start()

    def __iter__(self) -> Iterator[Question]:
        """Yield the questions until the pipe is closed, without those that another one has broken off."""
        while question := self._waiting.get():
            if self.wants(question.number):
                yield question

    def wants(self, number: int) -> bool:
        """Whether a question is the latest, so that its answer is wanted."""
        return number == self._latest

    def _listen(self, pipe: "Connection", break_off: Callable[[], object]) -> None:
        while True:
            try:
                question: Question | None = pipe.recv()
            except (EOFError, OSError):
                question = None
            self._latest = question.number if question else 0
            break_off()  # before the question can be taken, or it would be broken off itself
            self._waiting.put(question)
            if question is None:
                return


def serve(pipe: "Connection", answer_all: Callable[[], object]) -> None:
    """Be a server process: answer until the other end is closed. A bug ends the process, and is reported."""
    try:
        answer_all()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the window was closed
    except ClaimdeskError as error:
        pipe.send(Message("failed", str(error)))
    except BaseException:  # noqa: BLE001 - it is raised again in the process that asks
        pipe.send(Message("bug", traceback.format_exc()))
