"""Import, merging, highlighting and export beside the window: what the thread does, and what the main thread does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject

from annotations.annotators import add_annotator, find_annotator
from annotations.articles import article
from annotations.errors import NotFound, UserCancelled
from annotations.exchange.formats import format_for_writing
from annotations.exchange.records import Record, Remark
from annotations.exchange.streams import write_records
from annotations.exporting import records
from annotations.highlight.choosing import Choices
from annotations.highlight.worker import Card, Result, Workers
from annotations.highlighting import (
    articles_by_choice,
    articles_to_highlight,
    save_problem,
    save_suggestions,
    texts_to_highlight,
)
from annotations.importing import Imported, read_files, save_records
from annotations.machines import describe_machine
from annotations.merging import Merging, People, Work, work_in
from annotations.model import Annotator, ArticleId
from annotations.project import open_project
from annotations.queue import queue_counts
from desktop.session import Session
from desktop.tasks import Task

BATCH = 5


def import_task(session: Session, paths: Sequence[Path], report: Callable[[Imported], None], parent: QObject) -> Task:
    """Read files in a thread and keep their records in slices, all in one step. `report` hears of each slice."""
    step, scheme = [0], session.project.scheme

    def work(cancelled: Callable[[], bool]) -> Iterator[list[Record | Remark]]:
        batch: list[Record | Remark] = []
        for record in read_files(paths, scheme=scheme):
            batch.append(record)
            if len(batch) == BATCH or cancelled():
                yield batch
                batch = []
        if batch:
            yield batch

    def take(batch: list[Record | Remark]) -> None:
        changes, done = save_records(session.project, batch, None, step[0])
        step[0] = changes.step
        session.changed.emit(changes)
        report(done)

    return Task(parent.tr("Import"), work, take, parent=parent)


def merge_task(session: Session, paths: Sequence[Path], parent: QObject) -> tuple[Task, Merging]:
    """Read other files in a thread and join their work in slices, all in one step."""
    merging = Merging(session.project, ", ".join(path.name for path in paths))

    def work(cancelled: Callable[[], bool]) -> Iterator[People | Work]:
        for path in paths:
            yield from work_in(path, cancelled)

    def take(found: People | Work) -> None:
        session.changed.emit(merging.save([found]))

    return Task(parent.tr("Merge"), work, take, parent=parent), merging


def highlight_task(session: Session, choices: Choices, parent: QObject) -> Task:
    """Highlight the articles that the pipelines for their languages have not seen, in a worker process."""
    path, machines, cards = session.project.path, dict[tuple[str, str], Annotator](), dict[tuple[str, str], Card]()

    def work(cancelled: Callable[[], bool]) -> Iterator[tuple[tuple[str, str], Result]]:
        project = open_project(path, readonly=True)
        try:
            for choice, among in articles_by_choice(project, choices).items():
                if not among:
                    continue
                with Workers(choice, cancelled=cancelled) as workers:
                    known = find_annotator(project, workers.machine[0], "machine", workers.machine[1])
                    waiting = articles_to_highlight(project, known, among) if known else among
                    cards[workers.machine] = workers.card
                    for result in workers.run(texts_to_highlight(project, waiting)):
                        yield workers.machine, result
        finally:
            project.close()

    def take(found: tuple[tuple[str, str], Result]) -> None:
        (name, version), result = found
        if (name, version) not in machines:
            there = find_annotator(session.project, name, "machine", version)
            machines[name, version] = there or add_annotator(session.project, name, "machine", version)
            describe_machine(session.project, machines[name, version], *cards[name, version])
        if result.problem:
            session.failed.emit(result.problem)
            session.changed.emit(
                save_problem(session.project, machines[name, version], ArticleId(result.key), result.problem)
            )
            return
        with suppress(NotFound):  # its import may have been undone meanwhile
            read = article(session.project, ArticleId(result.key))
            kept = [(read, result.suggestions)]
            session.changed.emit(save_suggestions(session.project, machines[name, version], kept))

    return Task(parent.tr("Highlighting"), work, take, queue_counts(session.project).articles, parent)


def export_task(session: Session, out: Path, report: Callable[[int], None], parent: QObject) -> Task:
    """Write everybody's work in a thread, through a connection of its own."""
    path, known, scheme = session.project.path, format_for_writing(out), session.project.scheme

    def work(cancelled: Callable[[], bool]) -> Iterator[int]:
        project = open_project(path, readonly=True)
        try:
            yield write_records(out, _until(cancelled, records(project)), scheme, known).records
        finally:
            project.close()

    return Task(parent.tr("Export"), work, report, parent=parent)


def _until(cancelled: Callable[[], bool], things: Iterable[Record]) -> Iterator[Record]:
    """Go on until cancelled, which breaks the whole, so that no half of a file is kept."""
    for thing in things:
        if cancelled():
            raise UserCancelled
        yield thing
