"""A process that this one starts, and the pipe between them: spawn, send, receive, end.

Processes are spawned, not forked, because a fork of a process with Qt's threads may hang. A frozen app must call
`multiprocessing.freeze_support()` before anything else.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess


class SpawnedProcess:
    """A process that runs a function with its end of the pipe and some arguments. Used from one thread at a time."""

    def __init__(self, run: Callable[..., None], *arguments: Any) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")
        here, there = context.Pipe()
        self.pipe: Connection = here
        self.process: SpawnProcess = context.Process(target=run, args=(there, *arguments), daemon=True)
        self.process.start()
        there.close()  # the process has the only copy of its end now, so that reading fails when it dies

    @property
    def alive(self) -> bool:
        """Whether the process is running."""
        return self.process.is_alive()

    def end(self, patience: float = 0.0, *, terminate: bool = False) -> int | None:
        """Wait for the process to end, for `patience` seconds; kill it if it does not. Return its exit code.

        With `terminate` it is first asked to end. The pipe is closed as well.
        """
        if terminate:
            self.process.terminate()
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode
        self.process.close()
        self.pipe.close()
        return code
