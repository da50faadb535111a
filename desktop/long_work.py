"""Import, merging and export beside the window: what the thread does, and what the main thread does."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from annotations.errors import UserCancelled
from annotations.exchange.foreign import UNITS
from annotations.exchange.formats import format_for_writing
from annotations.exchange.mapping import NO_RULES
from annotations.exchange.mapping.rules import load_rules
from annotations.exchange.options import Options
from annotations.exchange.records import Record, Remark
from annotations.exchange.streams import write_records
from annotations.exporting import choose_annotators, people_of, records
from annotations.importing import How, Importing
from annotations.merging import Merging, People, Work, work_in
from annotations.project import open_project
from annotations.training.folder import Order, write_folder
from desktop.exchange_choices import ExportChoice, ImportChoice
from desktop.session import Session
from desktop.tasks import Task

LIGHT = 25  # pages and annotations that are kept at once: some milliseconds


def import_task(
    session: Session, paths: Sequence[Path], parent: QObject, choice: ImportChoice | None = None
) -> tuple[Task, Importing]:
    """Read files in a thread and keep their records in slices, all in one step."""
    annotator, mapping, unit = choice or ImportChoice()
    rules = load_rules(Path(mapping)) if mapping else NO_RULES
    options = Options(unit=next((known for known in UNITS if known == unit), None))
    importing = Importing(session.project, paths, How(None, annotator or None, rules, options))

    def work(cancelled: Callable[[], bool]) -> Iterator[list[Record | Remark]]:
        return importing.slices(LIGHT, cancelled, apart=True)

    def take(some: list[Record | Remark]) -> None:
        session.changed.emit(importing.save(some))

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
                found = records(project, chosen, done=bool(choice and choice.done))
                count, lost = write_records(out, until(cancelled, found), scheme, known)
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
