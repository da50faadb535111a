"""Highlighting the article that is opened, beside the window: a thread with a worker that stays warm.

Of several articles that wait the one opened last comes first. A long run over the whole project does not matter:
whichever comes first to an article keeps its suggestions, and those of the other are dropped.
"""

import queue
import threading
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from annotations.annotators import add_annotator, find_annotator
from annotations.errors import ClaimdeskError, NotFound, PipelineUnavailable, UserCancelled
from annotations.highlight.choosing import DEFAULTS, Choice, Choices
from annotations.model import Annotator, AnnotatorId, ArticleId, Suggestion
from desktop.session import Session

if TYPE_CHECKING:
    from annotations.highlight.serving import Card
    from annotations.highlight.worker import Result, Workers
    from annotations.project import Project

WARM_SECONDS, COLD_SECONDS = 300.0, 0.5  # without work, after which the thread ends, with a worker and without one


class Wanted(NamedTuple):
    """An article to read: by the pipeline, or only for the names that an annotator has marked elsewhere."""

    article: ArticleId
    annotator: AnnotatorId
    pipeline: bool
    names: bool


class Read(NamedTuple):
    """What became of it. `result` is none where the pipeline was not asked."""

    wanted: Wanted
    result: "Result | None" = None
    machine: tuple[str, str] = ("", "")
    card: "Card | None" = None
    names: tuple[Suggestion, ...] = ()
    problem: str = ""


class Highlighter(QObject):
    """Reads articles one by one and keeps what is suggested, on the main thread."""

    read = Signal(object)  # Read, from the thread
    lost = Signal(str)  # why the project cannot be read, from the thread
    kept = Signal(str)  # the article, when its suggestions are in the project

    def __init__(self, session: Session, choices: Choices = DEFAULTS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._choices = session, choices
        self._waiting: queue.LifoQueue[Wanted | None] = queue.LifoQueue()
        self._stopping, self._turn = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._warm: Workers | None = None  # belongs to the thread
        self._failed = False  # the pipeline cannot be loaded, which was told once
        self.read.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self.lost.connect(session.failed, Qt.ConnectionType.QueuedConnection)

    def use(self, choices: Choices) -> None:
        """Read articles with other pipelines from now on."""
        self._choices, self._failed = choices, False

    def want(self, wanted: Wanted) -> None:
        """Read an article soon."""
        if self._session.project.readonly or not (wanted.names or (wanted.pipeline and not self._failed)):
            return
        self._waiting.put(wanted._replace(pipeline=wanted.pipeline and not self._failed))
        with self._turn:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="highlighter", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End the thread and its worker, and wait for it."""
        self._stopping.set()
        self._waiting.put(None)  # wakes the thread
        thread = self._thread
        if thread is not None:
            thread.join()

    # -- on the main thread

    def _keep(self, read: Read) -> None:
        if self._stopping.is_set():
            return
        try:
            self._save(read)
        except NotFound:  # its import was undone meanwhile
            return
        except ClaimdeskError as error:
            self._session.failed.emit(str(error))
            return
        self.kept.emit(read.wanted.article)

    def _save(self, read: Read) -> None:
        from annotations.articles import article
        from annotations.highlighting import save_problem, save_suggestions
        from annotations.namesakes import offer_namesakes

        project = self._session.project
        if read.problem:
            self._failed = True
            self._session.failed.emit(read.problem)
        if read.result:
            machine = self._machine(project, read)
            if read.result.problem:
                self._session.changed.emit(save_problem(project, machine, read.wanted.article, read.result.problem))
            else:
                found = [(article(project, read.wanted.article), read.result.suggestions)]
                self._session.changed.emit(save_suggestions(project, machine, found))
        if (read.result or read.problem) and read.wanted.names:  # they look for what is not marked now
            self.want(read.wanted._replace(pipeline=False))
        changes = offer_namesakes(project, read.wanted.article, list(read.names))
        if changes:
            self._session.changed.emit(changes)

    def _machine(self, project: "Project", read: Read) -> Annotator:
        from annotations.machines import describe_machine

        name, version = read.machine
        machine = find_annotator(project, name, "machine", version) or add_annotator(project, name, "machine", version)
        if read.card:
            describe_machine(project, machine, *read.card)
        return machine

    # -- in the thread

    def _run(self) -> None:
        from annotations.project import open_project

        try:
            with closing(open_project(self._session.project.path, readonly=True)) as project:
                while (wanted := self._next()) is not None:
                    self.read.emit(self._answer(project, wanted))
        except UserCancelled:
            pass
        except ClaimdeskError as error:
            self.lost.emit(str(error))
        with self._turn:
            if self._thread is threading.current_thread():
                self._end()

    def _end(self) -> None:
        """Let the worker go; the next article starts a thread of its own."""
        self._let_go()
        self._thread = None

    def _next(self) -> Wanted | None:
        """The article that came last; none to stop, also when nothing has come for long."""
        while True:
            try:
                wanted = self._waiting.get(timeout=WARM_SECONDS if self._warm else COLD_SECONDS)
            except queue.Empty:
                with self._turn:  # nothing is wanted between this look and the thread's end
                    if self._waiting.empty():
                        self._end()
                        return None
            else:
                return None if self._stopping.is_set() else wanted  # one that is stopped is not started again

    def _workers(self, choice: Choice) -> "Workers":
        """The worker of a pipeline; that of another one is let go."""
        from annotations.highlight.worker import Workers

        if self._warm is None or self._warm.pipeline != choice:
            self._let_go()
            self._warm = Workers(choice, cancelled=self._stopping.is_set)
        return self._warm

    def _let_go(self) -> None:
        if self._warm is not None:
            self._warm.close()
            self._warm = None

    def _answer(self, project: "Project", wanted: Wanted) -> Read:
        from annotations.highlighting import text_to_highlight
        from annotations.namesakes import namesakes

        found = text_to_highlight(project, wanted.article, self._choices) if wanted.pipeline else None
        if found:
            try:
                workers = self._workers(found[0])
                for result in workers.run([found[1]]):
                    return Read(wanted, result, workers.machine, workers.card)
            except PipelineUnavailable as error:
                return Read(wanted, problem=str(error))
        try:
            return Read(wanted, names=tuple(namesakes(project, wanted.article, wanted.annotator)))
        except NotFound:
            return Read(wanted)
