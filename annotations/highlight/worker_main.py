"""What runs inside a worker process: one pipeline, which answers one text after the other."""

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import (
    LOADING_SECONDS,
    MEGABYTE,
    OUT_OF_MEMORY,
    Limits,
    ending_after,
    limit_memory,
    make_room,
    memory_held,
)
from annotations.highlight.pipeline_choice import Choice

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from annotations.highlight.pipelines import Pipeline

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LONGEST_REASON = 200  # characters of what a pipeline says when it stops
CLOSED = (EOFError, BrokenPipeError, ConnectionResetError)


class Card(NamedTuple):
    """What a pipeline says of itself, besides its name and version."""

    licence: str = ""
    hash: str = ""
    labels: tuple[str, ...] = ()


class Loaded(NamedTuple):
    """The first words of a worker: who the machine is and how much memory it may hold, or why there is none."""

    problem: str = ""
    name: str = ""
    version: str = ""
    card: Card = Card()
    megabytes: int = 0
    warning: str = ""


def serve(pipeline: Choice, pipe: "Connection", limits: Limits, workers: int) -> None:
    """Be one of some workers: say Loaded, then answer texts until the other end is closed."""
    # Ctrl+C reaches the workers too; it is for the process that started them to stop them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Workers share the processors: one that starts threads of its own takes them from the others.
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    with suppress(OSError):  # there may be neither where no terminal is
        os.dup2(2, 1)  # what a pipeline prints must not come between the figures that a command prints
    with open(os.devnull, "w", encoding="utf-8") as nowhere, suppress(*CLOSED):
        with ending_after(LOADING_SECONDS, nowhere):
            made = _loaded(pipeline, pipe)
        from annotations.highlight.suggest_all import RULES_VERSION, whole

        most, held = limits.bytes_for(workers), memory_held()
        if held >= most:
            needs = f"{held // MEGABYTE:,} MB of memory before it has read anything"
            pipe.send(Loaded(f"The pipeline “{pipeline.pipeline}” holds {needs}: let it have more, or choose another."))
            return
        limit_memory(most)
        card = Card(made.licence, made.hash, made.labels)
        pipe.send(Loaded("", made.name, f"{made.version}+{RULES_VERSION}", card, most // MEGABYTE, made.warning))
        while True:
            text, language, recurring = pipe.recv()
            with _LastWords(pipe), ending_after(limits.seconds_for(text), nowhere):
                found = whole(text, made.highlight(text), language, recurring)
            pipe.send(found)


def _loaded(pipeline: Choice, pipe: "Connection") -> "Pipeline":
    """Load a pipeline; when there is none, say why, and end the worker."""
    from annotations.highlight.pipelines import load_pipeline

    with _LastWords(pipe, pipeline.pipeline):
        return load_pipeline(pipeline)


class _LastWords:
    """Tells the other end what a pipeline raised, and ends the worker: it may be in any state now.

    With a name it was raised while the pipeline of that name was loaded.
    """

    def __init__(self, pipe: "Connection", loading: str = "") -> None:
        self.pipe, self.loading = pipe, loading

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            return
        make_room()
        with suppress(*CLOSED):
            if isinstance(error, MemoryError) and not self.loading:
                os._exit(OUT_OF_MEMORY)
            words = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_REASON]
            if isinstance(error, PipelineUnavailable):
                self.pipe.send(Loaded(str(error)))
            elif self.loading:
                sentence = f"The pipeline “{self.loading}” cannot be loaded: choose another. It says: {words}"
                self.pipe.send(Loaded(sentence))
            else:
                self.pipe.send(words)
        os._exit(1)
