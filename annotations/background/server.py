"""The base of the servers: processes that answer questions, and report failures and bugs to the caller."""

import signal
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from annotations.errors import ClaimdeskError, ProcessFailed
from annotations.processes import SpawnedProcess

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Message(NamedTuple):
    """What a server sends: an answer, the end of all answers, why there is none (a sentence), or a bug (a traceback).

    `question` is the number of the question, where questions have numbers; 0 concerns all of them.
    """

    kind: Literal["answer", "end", "failed", "bug"]
    content: Any = None
    question: int = 0


class Server(SpawnedProcess):
    """A server process, as the process that asks sees it."""

    is_broken = False

    @property
    def alive(self) -> bool:
        """Whether the process can still be asked."""
        return not self.is_broken and super().alive

    def content_of(self, message: Message) -> Any:
        """Return an answer; raise ClaimdeskError if there is none, ProcessFailed for a bug, which ends the process."""
        if message.kind == "failed":
            raise ClaimdeskError(message.content)
        if message.kind == "bug":
            self.is_broken = True
            raise ProcessFailed(message.content)
        return message.content


def serve(pipe: "Connection", answer_all: Callable[[], object]) -> None:
    """Be a server process: answer until the other end is closed. A bug ends the process, and is reported."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asks
    try:
        answer_all()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the window was closed
    except ClaimdeskError as error:
        pipe.send(Message("failed", str(error)))
    except BaseException:  # noqa: BLE001 - it is raised again in the process that asks
        pipe.send(Message("bug", traceback.format_exc()))
