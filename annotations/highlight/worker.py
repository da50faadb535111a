"""Running a pipeline in worker processes, so that spaCy is never loaded into the window or stalls it.

Texts go to the workers and only spans come back: handing whole Docs back is slower than the work itself. A worker has
one article at a time, so memory does not grow with the project, and when a worker dies it is known which article it
died of. Workers are spawned, not forked, because a fork of a process with Qt's threads may hang; a frozen app must call
`multiprocessing.freeze_support()` before anything else.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

from annotations.errors import PipelineUnavailable, UserCancelled
from annotations.highlight.choosing import Choice
from annotations.highlight.serving import Card, serve
from annotations.model import Suggestion

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

# How long a cancel may go unnoticed, in seconds.
POLL = 0.1
# After so many dead workers without one finished article between them the pipeline itself is broken.
DEATHS = 3
# As many that said why they died count as one that did not: a pipeline that cannot read an article may read the next.
EXPLAINED = 4
STOP_PATIENCE = 1.0


class Text(NamedTuple):
    """An article to highlight: its language when it is known, and the keys of lines that recur in its source."""

    key: str
    text: str
    language: str = ""
    recurring: frozenset[str] = frozenset()


class Result(NamedTuple):
    """What became of one article: its suggestions, or a sentence saying why there are none.

    A problem is `explained` when the pipeline itself said what it was.
    """

    key: str
    suggestions: list[Suggestion]
    problem: str = ""
    explained: bool = False


class Worker(NamedTuple):
    """A worker process and this end of the pipe to it."""

    process: "SpawnProcess"
    pipe: "Connection"


def _never() -> bool:
    return False


class Workers:
    """Worker processes with one pipeline each, for use in a `with` statement, from one thread at a time.

    The constructor waits until the first worker has loaded its pipeline, and raises PipelineUnavailable when it cannot;
    `machine` is then the name and version that the pipeline gives itself. `cancelled` is asked ten times a second; when
    it says yes, whatever is waiting raises UserCancelled.
    """

    def __init__(self, pipeline: Choice | str, workers: int = 1, cancelled: Callable[[], bool] = _never) -> None:
        self.pipeline = Choice(pipeline) if isinstance(pipeline, str) else pipeline
        self.name = self.pipeline.pipeline
        self.size = workers
        self.cancelled = cancelled
        self.idle: list[Worker] = []
        self.loading: list[Worker] = [_start(self.pipeline)]
        self.card = Card()
        self.busy: dict[Worker, str] = {}
        try:
            self._await()
            self.machine = self._loaded(self.loading[0])
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def run(self, texts: "Iterable[Text | tuple[str, str]]") -> Iterator[Result]:
        """Highlight articles, or pairs of key and text, and yield a Result for each as it is ready, in any order.

        They are asked for as workers become free. Leaving the iteration early stops the workers.
        """
        waiting, deaths = (Text(*text) for text in texts), 0
        try:
            while self._feed(waiting):
                for worker in self._await():
                    if worker in self.loading:
                        self._loaded(worker)
                        continue
                    result = self._answer(worker)
                    yield result
                    deaths = deaths + (1 if result.explained else EXPLAINED) if result.problem else 0
                    if deaths >= DEATHS * EXPLAINED:
                        raise PipelineUnavailable(
                            f"The pipeline “{self.name}” stopped on too many articles in a row: choose another."
                        )
        finally:
            if self.busy:
                self.close()

    def close(self) -> None:
        """Stop the workers at once, whatever they are doing."""
        workers = [*self.idle, *self.loading, *self.busy]
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            _bury(worker)
        self.idle, self.loading, self.busy = [], [], {}

    def _feed(self, waiting: Iterator[Text]) -> bool:
        """Give every idle worker an article, start those that are missing, and tell whether there is work left."""
        while self.idle and (text := next(waiting, None)):
            worker = self.idle.pop()
            self.busy[worker] = text.key
            # A worker that has just died is found out when its answer is read.
            with suppress(OSError):
                worker.pipe.send(text[1:])
        if self.idle:
            return bool(self.busy)
        while len(self.loading) + len(self.busy) < self.size:
            self.loading.append(_start(self.pipeline))
        return True

    def _await(self) -> list[Worker]:
        """Wait until workers have something to say or have died."""
        from multiprocessing.connection import wait

        by_pipe = {worker.pipe: worker for worker in (*self.busy, *self.loading)}
        while True:
            if self.cancelled():
                raise UserCancelled("Highlighting was stopped.")
            if ready := wait(list(by_pipe), POLL):
                return [worker for pipe, worker in by_pipe.items() if pipe in ready]

    def _loaded(self, worker: Worker) -> tuple[str, str]:
        """Read the worker's first message: the machine's name and version."""
        try:
            problem, name, version, self.card = worker.pipe.recv()
        except (EOFError, OSError):
            problem = f"The pipeline “{self.name}” stopped while it was loading: choose another, or try again."
        if problem:
            raise PipelineUnavailable(problem)
        self.loading.remove(worker)
        self.idle.append(worker)
        return name, version

    def _answer(self, worker: Worker) -> Result:
        key = self.busy.pop(worker)
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            answer = ""
        if isinstance(answer, str):
            _bury(worker)
            why = f" It says: {answer}" if answer else ""
            problem = f"The pipeline stopped on this article, which was left without suggestions.{why}"
            return Result(key, [], problem, bool(answer))
        self.idle.append(worker)
        return Result(key, answer)


def highlight_texts(
    pipeline: Choice | str,
    texts: "Iterable[Text | tuple[str, str]]",
    workers: int = 1,
    cancelled: Callable[[], bool] = _never,
) -> Iterator[Result]:
    """Highlight articles with a pipeline in worker processes. See Workers, which also tells the version."""
    with Workers(pipeline, workers, cancelled) as running:
        yield from running.run(texts)


def _start(pipeline: Choice) -> Worker:
    from multiprocessing import get_context

    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(pipeline, there), daemon=True)
    process.start()
    # The worker has the only copy of its end now, so that reading fails when it dies.
    there.close()
    return Worker(process, here)


def _bury(worker: Worker) -> None:
    worker.process.join(STOP_PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.process.close()
    worker.pipe.close()
