"""Running a pipeline in worker processes, so that spaCy is never loaded into the window or stalls it.

Texts go to the workers and only spans come back: handing whole Docs back is slower than the work itself. A worker has
one article at a time, so memory does not grow with the project, and when a worker dies it is known which article was
to blame. One that takes too long or needs too much memory is stopped and replaced.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Self

from annotations.errors import PipelineUnavailable, UserCancelled
from annotations.highlight.limits import DEFAULT_LIMITS, Limits
from annotations.highlight.pipeline_choice import Choice
from annotations.highlight.source import Card, Result, SourceText
from annotations.highlight.worker_main import Loaded
from annotations.highlight.worker_process import Worker

# How long a cancel may go unnoticed, in seconds.
POLL = 0.1
# After this many dead workers without a finished article in between, the pipeline itself is broken.
DEATHS = 3
# As many that said why they died count as one that did not: a pipeline that cannot read an article may read the next.
EXPLAINED = 4


def _never() -> bool:
    return False


class Workers:
    """Worker processes with one pipeline each, for use in a `with` statement, from one thread at a time.

    The constructor waits until the first worker has loaded its pipeline, and raises PipelineUnavailable when it cannot;
    `machine` is then the name and version that the pipeline gives itself. `cancelled` is asked ten times a second; when
    it says yes, whatever is waiting raises UserCancelled. `warning` is what a user should know about the pipeline.
    """

    def __init__(
        self,
        pipeline: Choice | str,
        workers: int = 1,
        cancelled: Callable[[], bool] = _never,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.pipeline = Choice(pipeline) if isinstance(pipeline, str) else pipeline
        self.name = self.pipeline.pipeline
        self.size, self.limits = workers, limits
        self.cancelled = cancelled
        self.idle: list[Worker] = []
        self.busy: list[Worker] = []
        self.loading: list[Worker] = []
        self.card, self.megabytes, self.warning = Card(), 0, ""
        self._start()
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

    def run(self, texts: "Iterable[SourceText | tuple[str, str]]") -> Iterator[Result]:
        """Highlight articles, or pairs of key and text, and yield a Result for each as it is ready, in any order.

        They are asked for as workers become free. Leaving the iteration early stops the workers.
        """
        waiting, deaths = (SourceText(*text) for text in texts), 0
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
            worker.reap()
        self.idle, self.loading, self.busy = [], [], []

    def _start(self) -> None:
        self.loading.append(Worker(self.pipeline, self.limits, self.size))

    def _feed(self, waiting: Iterator[SourceText]) -> bool:
        """Give every idle worker an article, start those that are missing, and return whether there is work left."""
        for worker in [one for one in self.idle if not one.alive]:  # no article is to blame
            self.idle.remove(worker)
            worker.reap()
        while self.idle and (text := next(waiting, None)):
            worker = self.idle.pop()
            self.busy.append(worker)
            worker.read(text)
        if self.idle:
            return bool(self.busy)
        while len(self.loading) + len(self.busy) < self.size:
            self._start()
        return True

    def _await(self) -> list[Worker]:
        """Wait until workers have something to say or have died; stop those that are late."""
        from multiprocessing.connection import wait

        by_pipe = {worker.pipe: worker for worker in (*self.busy, *self.loading)}
        while True:
            if self.cancelled():
                raise UserCancelled("Highlighting was stopped.")
            for worker in by_pipe.values():
                worker.stop_if_late()
            if ready := wait(list(by_pipe), POLL):
                return [worker for pipe, worker in by_pipe.items() if pipe in ready]

    def _loaded(self, worker: Worker) -> tuple[str, str]:
        """Read the worker's first message: the machine's name and version."""
        loaded = worker.receive()
        if not isinstance(loaded, Loaded):
            self.loading.remove(worker)
            why, _ = worker.reap()
            raise PipelineUnavailable(f"While it was loading, the pipeline “{self.name}” {why}. Choose another.")
        if loaded.problem:
            raise PipelineUnavailable(loaded.problem)
        self.card, self.megabytes = loaded.card, loaded.megabytes
        self.warning = f"The pipeline “{self.name}”: {loaded.warning}" if loaded.warning else ""
        self.loading.remove(worker)
        self.idle.append(worker)
        return loaded.name, loaded.version

    def _answer(self, worker: Worker) -> Result:
        """Read what a worker has found; if it has died, say what it died of."""
        self.busy.remove(worker)
        key, answer = worker.text.key, worker.receive()
        if isinstance(answer, list):
            self.idle.append(worker)
            return Result(key, answer)
        why, explained = worker.reap(self.megabytes)
        if answer:
            return Result(key, [], f"On this article the pipeline stopped. It says: {answer}", True)
        return Result(key, [], f"On this article the pipeline {why}.", explained)


def highlight_texts(
    pipeline: Choice | str,
    texts: "Iterable[SourceText | tuple[str, str]]",
    workers: int = 1,
    cancelled: Callable[[], bool] = _never,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Result]:
    """Highlight articles with a pipeline in worker processes. See Workers, which also has the version."""
    with Workers(pipeline, workers, cancelled, limits) as running:
        yield from running.run(texts)
