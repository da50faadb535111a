"""One worker process, as the process that started it sees it: what it reads, until when, and what it died of."""

import time
from contextlib import suppress
from typing import Any

from annotations.highlight.limits import LOADING_SECONDS, OUT_OF_MEMORY, Limits
from annotations.highlight.pipeline_choice import Choice
from annotations.highlight.source import SourceText
from annotations.highlight.worker_main import serve
from annotations.processes import SpawnedProcess

STOP_PATIENCE = 1.0


class Worker(SpawnedProcess):
    """A worker process, which loads its pipeline first. Once it has ended, only what it died of can be asked."""

    def __init__(self, pipeline: Choice, limits: Limits, workers: int) -> None:
        super().__init__(serve, pipeline, limits, workers)
        self.text = SourceText("", "")
        self._limits = limits
        self._wait(LOADING_SECONDS)

    def _wait(self, seconds: float) -> None:
        self._patience, self._until, self._late = seconds, time.monotonic() + seconds, False

    def read(self, text: SourceText) -> None:
        """Give it an article. That it has just died is found out when its answer is read."""
        self.text = text
        self._wait(self._limits.seconds_for(text.text))
        with suppress(OSError):
            self.pipe.send(text)

    def stop_if_late(self) -> None:
        """Kill it when it is late and has not answered."""
        if not self._late and time.monotonic() > self._until and not self.pipe.poll():
            self._late = True
            self.process.kill()

    def receive(self) -> Any:
        """Take what it says; none when it has died."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return None

    def reap(self, megabytes: int = 0) -> tuple[str, bool]:
        """End the process; return what it died of, and whether that is an explanation."""
        code = self.end(STOP_PATIENCE)
        if self._late:
            return f"was stopped: it was not ready after {self._patience:.0f} s", False
        if code == OUT_OF_MEMORY:
            return f"was stopped: it needed more than {megabytes:,} MB of memory", True
        return "crashed", False
