"""The worker processes of one window: lent to one thread at a time, and kept warm in between."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from annotations.errors import UserCancelled
from annotations.highlight.limits import DEFAULT_LIMITS, Limits
from annotations.highlight.pipeline_choice import Choice
from annotations.highlight.work_queue import WorkQueue
from annotations.highlight.worker import POLL, Workers
from annotations.model import ArticleId


class WorkerPool:
    """Lends workers to threads; of those that come back one set is kept, so that memory is bounded.

    While a run over the project has them, `agenda` is the queue of articles that it has yet to read.
    """

    def __init__(self) -> None:
        self.limits: Limits = DEFAULT_LIMITS
        self.agenda: WorkQueue | None = None
        self._turn = threading.Condition()
        self._kept: Workers | None = None
        self._lent: list[Choice] = []
        self._closed = False

    @property
    def warm(self) -> bool:
        """Whether there are idle workers."""
        return self._kept is not None

    @contextmanager
    def lent(self, choice: Choice, cancelled: Callable[[], bool], *, wait: bool = False) -> Iterator[Workers]:
        """Take workers with a pipeline, those that are warm when there are some; loading others takes a second or two.

        With `wait` those that another thread has taken are waited for. Raises what Workers raise.
        """
        workers = self._take(choice, cancelled, wait=wait)
        try:
            yield workers
        finally:
            self._give(workers)

    @contextmanager
    def reading(self, agenda: WorkQueue) -> Iterator[WorkQueue]:
        """Let a run over the project be asked what comes first."""
        self.agenda = agenda
        try:
            yield agenda
        finally:
            self.agenda = None

    def first(self, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """Let a run over the project, when there is one, read these next; return those that it will have read soon."""
        agenda = self.agenda
        return agenda.first(articles) if agenda else frozenset()

    def let_go(self) -> None:
        """Stop the workers that nobody uses."""
        with self._turn:
            kept, self._kept = self._kept, None
        if kept:
            kept.close()

    def close(self) -> None:
        """Stop the workers that nobody uses, and keep none any more."""
        self._closed = True
        self.let_go()

    def _take(self, choice: Choice, cancelled: Callable[[], bool], *, wait: bool) -> Workers:
        with self._turn:
            while wait and choice in self._lent:
                if cancelled():
                    raise UserCancelled
                self._turn.wait(POLL)
            kept, self._kept = self._kept, None
            self._lent.append(choice)
        try:
            if kept and (kept.pipeline, kept.limits) == (choice, self.limits):
                kept.cancelled = cancelled
                return kept
            if kept:
                kept.close()
            return Workers(choice, cancelled=cancelled, limits=self.limits)
        except BaseException:
            self._back(choice)
            raise

    def _give(self, workers: Workers) -> None:
        with self._turn:
            spare = self._kept is not None or self._closed
            if not spare:
                self._kept = workers
        self._back(workers.pipeline)
        if spare:
            workers.close()

    def _back(self, choice: Choice) -> None:
        with self._turn:
            self._lent.remove(choice)
            self._turn.notify_all()
