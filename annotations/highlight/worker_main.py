"""What runs inside a worker process: one pipeline, which answers one text after the other."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import OUT_OF_MEMORY, Limits, make_room
from annotations.highlight.pipeline_choice import Choice
from annotations.highlight.source import Card

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LONGEST_REASON = 200  # characters of what a pipeline says when it stops
CLOSED = (EOFError, BrokenPipeError, ConnectionResetError)


class Loaded(NamedTuple):
    """The first message of a worker: its machine and how much memory it may use, or why there is none."""

    problem: str = ""
    name: str = ""
    version: str = ""
    card: Card = Card()
    megabytes: int = 0
    warning: str = ""


def serve(pipe: "Connection", pipeline: Choice, limits: Limits, workers: int) -> None:
    """Be one of several workers: send Loaded, then answer texts until the other end is closed."""
    # Workers share the processors, so none of them may start threads of its own.
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    with suppress(OSError):  # without a terminal there may be neither
        os.dup2(2, 1)  # what a pipeline prints must not get between the figures that a command prints
    with suppress(*CLOSED):
        from annotations.highlight.pipeline_reader import PipelineReader

        with _LastWords(pipe, pipeline.pipeline):
            reader = PipelineReader(pipeline, limits, workers)
        pipe.send(Loaded("", *reader.machine, reader.card, reader.megabytes, reader.warning))
        while True:
            text = pipe.recv()
            with _LastWords(pipe):
                found = reader.read(text)
            pipe.send(found)


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
