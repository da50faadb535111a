"""Import, merging, highlighting and export beside the window: what the thread does, and what the main thread does."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from PySide6.QtCore import QObject

from annotations.annotators import find_annotator, meet_annotator
from annotations.articles import article
from annotations.errors import NotFound, UserCancelled
from annotations.exchange.foreign import UNITS
from annotations.exchange.formats import format_for_writing
from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules, load_rules
from annotations.exchange.options import Options
from annotations.exchange.records import Record, Remark
from annotations.exchange.streams import taken, write_records
from annotations.exporting import choose_annotators, people_of, records
from annotations.highlight.agenda import Agenda
from annotations.highlight.choosing import Choices
from annotations.highlight.serving import Card
from annotations.highlight.worker import Result
from annotations.highlighting import (
    articles_by_choice,
    articles_to_highlight,
    recurring_lines,
    save_problem,
    save_suggestions,
    texts_to_highlight,
)
from annotations.importing import Imported, found_in, save_records
from annotations.machines import describe_machine
from annotations.merging import Merging, People, Work, work_in
from annotations.model import Annotator, ArticleId
from annotations.project import open_project
from annotations.queue import queue_counts
from annotations.training.folder import Order, write_folder
from desktop.exchange_choices import ExportChoice, ImportChoice
from desktop.session import Session
from desktop.tasks import Task

BATCH = 5


class Importing:
    """What an import did so far, and what the files say that has no place in the scheme."""

    def __init__(self) -> None:
        self.done = Imported()
        self.mapper: Mapper | None = None

    def draft(self) -> Rules | None:
        """The names without a place, as a mapping to fill in."""
        return self.mapper.draft() if self.mapper else None


def import_task(
    session: Session, paths: Sequence[Path], parent: QObject, choice: ImportChoice | None = None
) -> tuple[Task, Importing]:
    """Read files in a thread and keep their records in slices, all in one step."""
    step, scheme, importing = [0], session.project.scheme, Importing()
    annotator, mapping, unit = choice or ImportChoice()
    rules = load_rules(Path(mapping)) if mapping else NO_RULES
    options = Options(unit=next((known for known in UNITS if known == unit), None))

    def work(cancelled: Callable[[], bool]) -> Iterator[list[Record | Remark]]:
        found = taken(found_in(paths, None, options), scheme, rules, options)
        importing.mapper = found.mapper
        batch: list[Record | Remark] = []
        for record in found:
            batch.append(record)
            if len(batch) == BATCH or cancelled():
                yield batch
                batch = []
        if batch:
            yield batch

    def take(batch: list[Record | Remark]) -> None:
        changes, done = save_records(session.project, batch, annotator or None, step[0])
        step[0] = changes.step
        importing.done += done
        session.changed.emit(changes)

    return Task(parent.tr("Import"), work, take, parent=parent), importing


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
    """Highlight the articles that the pipelines for their languages have not seen, in the window's worker process."""
    path, machines, cards = session.project.path, dict[tuple[str, str], Annotator](), dict[tuple[str, str], Card]()
    readers = session.readers

    def work(cancelled: Callable[[], bool]) -> Iterator[tuple[tuple[str, str], Result, Agenda]]:
        with closing(open_project(path, readonly=True)) as project:
            lines = recurring_lines(project, cancelled)
            for choice, among in articles_by_choice(project, choices).items():
                if not among:
                    continue
                with readers.lent(choice, cancelled, wait=True) as workers:
                    cards[workers.machine] = workers.card
                    known = find_annotator(project, workers.machine[0], "machine", workers.machine[1])
                    waiting = articles_to_highlight(project, known, among) if known else among
                    task.total -= len(among) - len(waiting)
                    agenda = Agenda(waiting)
                    with readers.reading(agenda):
                        for result in workers.run(texts_to_highlight(project, agenda, lines, workers.machine)):
                            yield workers.machine, result, agenda

    def take(found: tuple[tuple[str, str], Result, Agenda]) -> None:
        (name, version), result, agenda = found
        if (name, version) not in machines:
            machines[name, version] = meet_annotator(session.project, name, "machine", version)
            describe_machine(session.project, machines[name, version], *cards[name, version])
        _keep(session, machines[name, version], result)
        agenda.done(ArticleId(result.key))

    task = Task(parent.tr("Highlighting"), work, take, queue_counts(session.project).articles, parent)
    task.ended.connect(session.highlighted)
    return task


def _keep(session: Session, machine: Annotator, result: Result) -> None:
    """Keep what became of an article; its import may have been undone meanwhile."""
    with suppress(NotFound):
        read = article(session.project, ArticleId(result.key))
        if result.problem:
            session.failed.emit(f"“{read.title}”: {result.problem}")
            session.changed.emit(save_problem(session.project, machine, read.id, result.problem))
        else:
            session.changed.emit(save_suggestions(session.project, machine, [(read, result.suggestions)]))


def export_task(
    session: Session,
    out: Path,
    report: Callable[[tuple[int, bool]], None],
    parent: QObject,
    choice: ExportChoice | None = None,
) -> Task:
    """Write everybody's work, or what was chosen, in a thread; `report` gets the count and whether some was lost."""
    path, scheme = session.project.path, session.project.scheme
    known = format_for_writing(out, choice.format if choice else None)

    def work(cancelled: Callable[[], bool]) -> Iterator[tuple[int, bool]]:
        project = open_project(path, readonly=True)
        try:
            chosen = choose_annotators(project, (choice and choice.annotator) or None)
            if choice and choice.shares:
                people = chosen or people_of(project)
                order = Order(choice.shares, choice.task, choice.format, choice.seed)
                told = write_folder(out, lambda: until(cancelled, records(project, people)), scheme, order)
                yield sum(counts["records"] for counts in told["splits"].values()), False
            else:
                count, lost = write_records(out, until(cancelled, records(project, chosen)), scheme, known)
                yield count, bool(lost)
        finally:
            project.close()

    return Task(parent.tr("Export"), work, report, parent=parent)


def until(cancelled: Callable[[], bool], things: Iterable[Record]) -> Iterator[Record]:
    """Go on until cancelled, which breaks the whole, so that no half of a file is kept."""
    try:
        for thing in things:
            if cancelled():
                raise UserCancelled
            yield thing
    finally:  # what reads from a project must not do so once that is closed
        if isinstance(things, Generator):
            things.close()
