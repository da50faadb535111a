"""What runs inside a worker process: one pipeline, which answers one text after the other."""

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from annotations.errors import PipelineUnavailable
from annotations.highlight.choosing import Choice

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LONGEST_REASON = 200  # characters of what a pipeline says when it stops


class Card(NamedTuple):
    """What a pipeline says of itself, besides its name and version."""

    licence: str = ""
    hash: str = ""
    labels: tuple[str, ...] = ()


def serve(pipeline: Choice, pipe: "Connection") -> None:
    """Be a worker: say who the machine is or why there is none, then answer texts until the other end is closed."""
    # Ctrl+C reaches the workers too; it is for the process that started them to stop them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Workers share the processors: one that starts threads of its own takes them from the others.
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    from annotations.highlight.pipelines import load_pipeline
    from annotations.highlight.whole import RULES_VERSION, whole

    try:
        made = load_pipeline(pipeline)
    except PipelineUnavailable as error:
        pipe.send((str(error), "", "", Card()))
        return
    _limit_memory()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), _LastWords(pipe):
        card = Card(made.licence, made.hash, made.labels)
        pipe.send(("", made.name, f"{made.version}+{RULES_VERSION}", card))
        while True:
            text, language, recurring = pipe.recv()
            pipe.send(whole(text, made.highlight(text), language, recurring))


class _LastWords:
    """Tells the other end what a pipeline raised on an article, and ends the worker: it may be in any state now."""

    def __init__(self, pipe: "Connection") -> None:
        self.pipe = pipe

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None and not isinstance(error, (EOFError, BrokenPipeError, ConnectionResetError)):
            words = " ".join(f"{type(error).__name__}: {error}".split())
            self.pipe.send(words[:LONGEST_REASON])
            os._exit(1)


def _limit_memory() -> None:
    """Let a pipeline fail that wants more than half of the machine's memory, before the machine does. Linux only."""
    if sys.platform == "linux":
        import resource

        half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
        resource.setrlimit(resource.RLIMIT_DATA, (half, half))
