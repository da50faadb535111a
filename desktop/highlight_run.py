"""Highlights a whole project in a thread, with the window's worker process."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from annotations import display
from annotations.highlight.pipeline_choice import Choices
from annotations.highlight.source import MachineResult, Source
from annotations.highlight.sources import separate_sources
from annotations.highlight.work_queue import WorkQueue
from annotations.model import ArticleId
from annotations.operations.annotators import find_annotator
from annotations.operations.highlighting import (
    articles_by_choice,
    articles_to_highlight,
    recurring_lines,
    texts_to_highlight,
)
from annotations.operations.queue import queue_counts
from annotations.operations.result_keeper import ResultKeeper
from annotations.operations.suggestion_sources import is_switched_off, read_with
from annotations.project import Project, open_project
from desktop.session import Session
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.highlight.boilerplate import RecurringLines

Machine = tuple[str, str]  # name and version


class HighlightResult(NamedTuple):
    """What became of one article, and the agenda that it was on."""

    found: MachineResult
    warning: str
    agenda: WorkQueue


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
        self._keeper = ResultKeeper(session.project, session.changed.emit)

    # -- in the thread

    def work(self, cancelled: Callable[[], bool]) -> Iterator[HighlightResult]:
        with closing(open_project(self._path, readonly=True)) as project:
            lines = recurring_lines(project, cancelled)
            by_choice = articles_by_choice(project, self._choices)
            for choice, among in by_choice.items():
                if not among:
                    continue
                with self._readers.lent(choice, cancelled, wait=True) as workers:
                    agenda = self._agenda(project, workers.machine, among)
                    with self._readers.reading(agenda):
                        for result in workers.run(texts_to_highlight(project, agenda, lines, workers.machine)):
                            found = MachineResult(workers.machine, workers.card, result)
                            yield HighlightResult(found, workers.warning, agenda)
            for source in separate_sources(learn=False):
                if not is_switched_off(project, source):
                    every = [one for among in by_choice.values() for one in among]
                    self.task.total += len(every)
                    yield from self._ask(project, source, every, lines)

    def _ask(
        self, project: Project, source: Source, among: list[ArticleId], lines: "RecurringLines"
    ) -> Iterator[HighlightResult]:
        machine = source.name, source.version
        agenda = self._agenda(project, machine, among)
        for text in texts_to_highlight(project, agenda, lines, machine):
            yield HighlightResult(read_with(source, text), "", agenda)

    def _agenda(self, project: Project, machine: Machine, among: list[ArticleId]) -> WorkQueue:
        known = find_annotator(project, machine[0], "machine", machine[1])
        waiting = articles_to_highlight(project, known, among) if known else among
        self.task.total -= len(among) - len(waiting)
        return WorkQueue(waiting)

    # -- on the main thread

    def take(self, highlighted: HighlightResult) -> None:
        found, agenda = highlighted.found, highlighted.agenda
        if highlighted.warning and not self._keeper.knows(found.machine):
            self._session.failed.emit(highlighted.warning)
        article = ArticleId(found.result.key)
        try:
            if self._keeper.keep(self._keeper.machine(found.machine, found.card), [found.result]).faster:
                agenda.lost(article)
        finally:
            agenda.done(article)

    def end(self, words: str) -> None:
        self._session.highlighted.emit()
        if problems := self._keeper.problems:
            failed = len(problems)
            self._session.failed.emit(words.format(display.many(failed, "article")) if failed > 1 else problems[0])
