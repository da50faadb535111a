"""Highlights the opened article in a thread, with a worker that stays loaded.

Of several articles that wait the one opened last comes first. One that takes long gives way, and is read again when
nothing else waits. While a run over the whole project has the worker, and
will come to an article anyway, it is asked to read that one next instead.
"""

import math
import queue
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations.changes import Changes
from annotations.errors import ClaimdeskError, NotFound, PipelineUnavailable, UserCancelled
from annotations.highlight.pipeline_choice import DEFAULTS, Choices, for_language
from annotations.model import ArticleId
from desktop import crash
from desktop.highlight_requests import HighlightRequest, ReadingResult
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.project import Project

LONG_SECONDS = 4.0  # for one article, without loading the pipeline, after which it gives way to another
OVERDUE_SECONDS = 10.0  # after which a run over the project is not waited for: it may be a slow pipeline
WARM_SECONDS, COLD_SECONDS = 300.0, 0.5  # without work, after which the thread ends, with a worker and without one


class Highlighter(QObject):
    """Reads articles one by one and keeps what is suggested, on the main thread."""

    read = Signal(object)  # Read, from the thread
    lost = Signal(str)  # why the project cannot be read, from the thread
    handed = Signal(object)  # Wanted, to a run over the project, from the thread
    broken = Signal(object)  # the bug by which one article could not be read, from the thread
    kept = Signal(str)  # the article, when its suggestions are in the project

    def __init__(self, session: Session, choices: Choices = DEFAULTS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._choices = session, choices
        self._waiting: queue.LifoQueue[HighlightRequest | None] = queue.LifoQueue()
        self._gave_way: list[HighlightRequest] = []  # only the thread touches these two
        self._until = math.inf  # how long the article that is being read may keep others waiting
        self._stopping, self._turn = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._handed: dict[ArticleId, HighlightRequest] = {}  # to a run over the project
        self.problem = ""  # why the pipeline cannot be loaded, which was told once
        self.read.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self.lost.connect(self._on_lost, Qt.ConnectionType.QueuedConnection)
        self.handed.connect(self._on_handed, Qt.ConnectionType.QueuedConnection)
        self.broken.connect(crash.hand_over, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._on_overdue)
        session.changed.connect(self._on_changed)
        session.highlighted.connect(self._on_highlighted)

    def use(self, choices: Choices) -> None:
        """Read articles with other pipelines from now on."""
        self._choices, self.problem = choices, ""

    def want(self, wanted: HighlightRequest) -> None:
        """Read an article soon."""
        from annotations.highlight.sources import separate_sources

        wanted = wanted._replace(
            pipeline=wanted.pipeline and not self.problem,
            rules=wanted.rules and bool(separate_sources(learn=False)),
        )
        if self._session.project.readonly or not (wanted.names or wanted.pipeline or wanted.rules):
            return
        self._waiting.put(wanted)
        self._start()

    def _start(self) -> None:
        with self._turn:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="highlighter", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End the thread and its worker, and wait for it."""
        self._stopping.set()
        self._patience.stop()
        self._waiting.put(None)  # wakes the thread
        if thread := self._thread:
            thread.join()

    # -- on the main thread

    def _on_changed(self, changes: Changes) -> None:
        """Go on with articles that the run over the project has read."""
        from annotations.operations.machines import was_highlighted

        for article in changes.articles & self._handed.keys():
            if was_highlighted(self._session.project, article):
                wanted = self._handed.pop(article)
                self.kept.emit(article)
                self.want(wanted._replace(pipeline=False))

    def _on_handed(self, _: HighlightRequest) -> None:
        self._patience.start(round(1000 * OVERDUE_SECONDS))

    def _on_overdue(self) -> None:
        """Read what was opened last with a worker of its own: the run has met an article that takes long."""
        if self._handed:
            wanted = self._handed.pop(next(reversed(self._handed)))
            self.want(wanted._replace(overdue=True))

    def _on_highlighted(self) -> None:
        """Read what the run has left, and let its workers go when nothing comes for long."""
        left, self._handed = self._handed, {}
        for wanted in left.values():
            self.want(wanted)
        if self._session.readers.warm:
            self._start()

    def _on_lost(self, sentence: str) -> None:
        """Say why the project cannot be read, unless it has moved: the session says that better."""
        if not self._stopping.is_set() and self._session.project.still_in_place():
            self._session.failed.emit(sentence)

    def _keep(self, read: ReadingResult) -> None:
        if self._stopping.is_set():
            return
        try:
            is_kept = self._save(read)
        except ClaimdeskError as error:
            self._session.failed.emit(str(error))
            return
        if is_kept:
            self.kept.emit(read.wanted.article)

    def _save(self, read: ReadingResult) -> bool:
        """Keep results; return whether the article is still there."""
        from annotations.operations.result_keeper import ResultKeeper

        if read.problem:
            self.problem = read.problem
            self._session.failed.emit(read.problem)
        keeper = ResultKeeper(self._session.project, self._session.changed.emit)
        for found in read.results:
            if keeper.keep(keeper.machine(found.machine, found.card), [found.result]).gone:
                return False
        if read.wanted.pipeline and (read.results or read.problem):  # other sources look for what is not marked now
            self.want(read.wanted._replace(pipeline=False))
        return True

    # -- in the thread

    def _run(self) -> None:
        from annotations.project import open_project

        try:
            with closing(open_project(self._session.project.path, readonly=True)) as project:
                while (wanted := self._next()) is not None:
                    if not self._hand_over(wanted):
                        self._read(project, wanted)
        except UserCancelled:
            pass
        except ClaimdeskError as error:
            self.lost.emit(str(error))
        finally:  # also after a bug, which goes to the crash report as from any thread
            with self._turn:
                if self._thread is threading.current_thread():
                    self._end()

    def _read(self, project: "Project", wanted: HighlightRequest) -> None:
        """Read an article. A bug in that is reported, and the next article is read all the same."""
        try:
            if answer := self._answer(project, wanted):
                self.read.emit(answer)
            else:
                self._gave_way.append(wanted)
        except ClaimdeskError:
            raise
        except Exception as error:  # noqa: BLE001
            self.broken.emit(error)

    def _end(self) -> None:
        """Let the worker go; the next article starts a thread of its own."""
        self._thread = None
        self._session.readers.let_go()

    def _next(self) -> HighlightRequest | None:
        """The article that came last, or one that gave way; none to stop, also when nothing has come for long."""
        while True:
            if self._gave_way and self._waiting.empty():
                return self._gave_way.pop()
            try:
                wanted = self._waiting.get(timeout=WARM_SECONDS if self._session.readers.warm else COLD_SECONDS)
            except queue.Empty:
                with self._turn:  # nothing is wanted between this look and the thread's end
                    if self._waiting.empty():
                        self._end()
                        return None
            else:
                return None if self._stopping.is_set() else wanted  # one that is stopped is not started again

    def _hand_over(self, wanted: HighlightRequest) -> bool:
        """Let the run over the project, when there is one that has not read it yet, read an article next."""
        if not wanted.pipeline or wanted.overdue:
            return False
        self._handed[wanted.article] = wanted  # before it may be read
        if wanted.article in self._session.readers.first([wanted.article]):
            self.handed.emit(wanted)
            return True
        self._handed.pop(wanted.article, None)
        return False

    def _impatient(self) -> bool:
        """Whether to break off: at the end, and when it takes long while another article was opened."""
        return self._stopping.is_set() or (not self._waiting.empty() and time.monotonic() > self._until)

    def _answer(self, project: "Project", wanted: HighlightRequest) -> ReadingResult | None:
        """What became of an article; none if it gave way to another."""
        from annotations.highlight.source import MachineResult
        from annotations.operations.highlighting import text_to_highlight
        from annotations.operations.suggestion_sources import results_for_opened

        text = text_to_highlight(project, wanted.article) if wanted.pipeline else None
        if text:
            choice, self._until = for_language(self._choices, text.language), math.inf
            try:
                with self._session.readers.lent(choice, self._impatient) as workers:
                    self._until = time.monotonic() + LONG_SECONDS
                    (result,) = workers.run([text])
                    return ReadingResult(wanted, (MachineResult(workers.machine, workers.card, result),))
            except PipelineUnavailable as error:
                return ReadingResult(wanted, problem=str(error))
            except UserCancelled:
                if self._stopping.is_set():
                    raise
                return None
        try:
            found = results_for_opened(
                project, wanted.article, wanted.annotator, rules=wanted.rules, learned=wanted.names
            )
            return ReadingResult(wanted, tuple(found))
        except NotFound:
            return ReadingResult(wanted)
