"""Processes that this one starts: each runs a function at the other end of a pipe.

They are not forks, because a fork of a process with Qt's threads may hang, and not Python's `multiprocessing`, which
starts another process for resources that nobody uses here. They end when the process that started them is gone: their
standard input is a pipe, which is closed then. Ctrl+C reaches them too, but only the process that started them acts
on it.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from subprocess import Popen

OPTION = "--run-process"  # by which a frozen app, which has no Python to start, knows that it is such a process
_CODE = "import sys; sys.path[:] = {path!r}; from annotations.processes import main; main(sys.argv[1])"

_started: "WeakSet[SpawnedProcess]" = WeakSet()


class SpawnedProcess:
    """A process that runs a function with its end of the pipe and some arguments. Used from one thread at a time."""

    def __init__(self, run: Callable[..., None], *arguments: Any) -> None:
        from multiprocessing.connection import Pipe

        self.pipe: Connection
        self.pipe, there = Pipe()
        with there:  # the process has the only copy of its end then, so that reading fails when it dies
            self.process = _start(there.fileno(), run.__module__)
        _started.add(self)
        with suppress(OSError):  # it has died already, which whoever reads finds out
            self.pipe.send((run, arguments))

    @property
    def alive(self) -> bool:
        """Whether the process is running."""
        return self.process.poll() is None

    def exit_code(self, patience: float) -> int | None:
        """Wait for the process to end, for `patience` seconds; None if it does not. Minus a signal that killed it."""
        from subprocess import TimeoutExpired

        try:
            return self.process.wait(patience)
        except TimeoutExpired:
            return None

    def end(self, patience: float = 0.0, *, terminate: bool = False) -> int:
        """Wait for the process to end, for `patience` seconds; kill it if it does not. Return its exit code.

        With `terminate` it is first asked to end. The pipe is closed as well.
        """
        if terminate:
            self.process.terminate()
        code = self.exit_code(patience)
        if code is None:
            self.process.kill()
            code = self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        self.pipe.close()
        return code


def running() -> list[SpawnedProcess]:
    """The processes that were started here and have not ended."""
    return [process for process in _started if process.alive]


def _start(handle: int, name: str) -> "Popen[bytes]":
    """Start a process with one end of a pipe. The name is only for those who list processes."""
    from subprocess import PIPE, Popen

    code = _CODE.format(path=sys.path)
    command = [sys.executable, *([OPTION] if hasattr(sys, "frozen") else ["-c", code]), str(handle), name]
    if sys.platform == "win32":
        from subprocess import STARTUPINFO

        os.set_handle_inheritable(handle, True)
        return Popen(command, stdin=PIPE, startupinfo=STARTUPINFO(lpAttributeList={"handle_list": [handle]}))
    return Popen(command, stdin=PIPE, pass_fds=(handle,))


def main(handle: str) -> None:
    """Be such a process: run the function that comes through the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection as Connection
    else:
        from multiprocessing.connection import Connection

    pipe = Connection(int(handle))
    run, arguments = pipe.recv()
    run(pipe, *arguments)


def _end_with_parent() -> None:
    with suppress(OSError):
        while os.read(0, 1):
            pass
        os._exit(1)
