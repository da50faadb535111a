"""Highlighting a whole project beside the window: in a thread, with the window's worker process."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import NamedTuple

from PySide6.QtCore import QObject

from annotations import display
from annotations.errors import NotFound
from annotations.highlight.pipeline_choice import Choices
from annotations.highlight.work_queue import Agenda
from annotations.highlight.worker import Result
from annotations.highlight.worker_main import Card
from annotations.model import Annotator, ArticleId
from annotations.operations.annotators import find_annotator, meet_annotator
from annotations.operations.articles import article
from annotations.operations.highlighting import (
    articles_by_choice,
    articles_to_highlight,
    recurring_lines,
    save_problem,
    save_suggestions,
    texts_to_highlight,
)
from annotations.operations.machines import describe_machine
from annotations.operations.queue import queue_counts
from annotations.project import Project, open_project
from desktop.session import Session
from desktop.tasks import Task

Machine = tuple[str, str]  # name and version


class HighlightResult(NamedTuple):
    """What became of one article, and the agenda that it stood on."""

    machine: Machine
    card: Card
    warning: str
    result: Result
    agenda: Agenda


def highlight_task(session: Session, choices: Choices, parent: QObject) -> Task:
    """Highlight the articles that the pipelines for their languages have not seen."""
    run = _Run(session, choices)
    run.task = Task(parent.tr("Highlighting"), run.work, run.take, queue_counts(session.project).articles, parent)
    run.task.ended.connect(lambda _: run.end(parent.tr("{} could not be highlighted. Open one to see why.")))
    return run.task


class _Run:
    """The articles of each pipeline, one pipeline after the other. What is asked for meanwhile comes first."""

    task: Task

    def __init__(self, session: Session, choices: Choices) -> None:
        self._session, self._choices = session, choices
        self._path, self._readers = session.project.path, session.readers
        self._machines: dict[Machine, Annotator] = {}
        self._problems: list[str] = []

    # -- in the thread

    def work(self, cancelled: Callable[[], bool]) -> Iterator[HighlightResult]:
        with closing(open_project(self._path, readonly=True)) as project:
            lines = recurring_lines(project, cancelled)
            for choice, among in articles_by_choice(project, self._choices).items():
                if not among:
                    continue
                with self._readers.lent(choice, cancelled, wait=True) as workers:
                    agenda = self._agenda(project, workers.machine, among)
                    with self._readers.reading(agenda):
                        for result in workers.run(texts_to_highlight(project, agenda, lines, workers.machine)):
                            yield HighlightResult(workers.machine, workers.card, workers.warning, result, agenda)

    def _agenda(self, project: Project, machine: Machine, among: list[ArticleId]) -> Agenda:
        known = find_annotator(project, machine[0], "machine", machine[1])
        waiting = articles_to_highlight(project, known, among) if known else among
        self.task.total -= len(among) - len(waiting)
        return Agenda(waiting)

    # -- on the main thread

    def take(self, found: HighlightResult) -> None:
        if found.machine not in self._machines:
            machine = meet_annotator(self._session.project, found.machine[0], "machine", found.machine[1])
            describe_machine(self._session.project, machine, *found.card)
            self._machines[found.machine] = machine
            if found.warning:
                self._session.failed.emit(found.warning)
        try:
            with suppress(NotFound):  # its import may have been undone meanwhile
                if not self._keep(self._machines[found.machine], found.result):
                    found.agenda.lost(ArticleId(found.result.key))
        finally:
            found.agenda.done(ArticleId(found.result.key))

    def _keep(self, machine: Annotator, result: Result) -> bool:
        """Keep what became of an article; false when another program was faster."""
        project = self._session.project
        read = article(project, ArticleId(result.key))
        if result.problem:
            self._problems.append(f"“{read.title}”: {result.problem}")
            changes = save_problem(project, machine, read.id, result.problem)
        else:
            changes = save_suggestions(project, machine, [(read, result.suggestions)])
        self._session.changed.emit(changes)
        return bool(changes.articles or result.problem)

    def end(self, words: str) -> None:
        self._session.highlighted.emit()
        if self._problems:
            failed = len(self._problems)
            self._session.failed.emit(
                words.format(display.many(failed, "article")) if failed > 1 else self._problems[0]
            )
