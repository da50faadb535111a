"""Import, merge and export as tasks: the part for the thread and the part for the main thread."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from annotations.display import many, sentence, visible
from annotations.errors import UserCancelled
from annotations.exchange.conversion import write_records
from annotations.exchange.external import UNITS
from annotations.exchange.formats import format_for_writing
from annotations.exchange.mapping import NO_RULES
from annotations.exchange.mapping.rules import load_rules
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.importing import How, Imported, Importing
from annotations.merging import ArticleState, Merged, Merging, SourceAnnotators, work_in
from annotations.operations.exporting import choose_annotators, people_of, records
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
    chosen = choice or ImportChoice()
    rules = load_rules(Path(chosen.mapping)) if chosen.mapping else NO_RULES
    unit = next((known for known in UNITS if known == chosen.unit), None)
    options = Options(unit=unit, encoding=chosen.encoding)
    importing = Importing(session.project, paths, How(None, chosen.annotator or None, rules, options))

    def work(cancelled: Callable[[], bool]) -> Iterator[list[Record | ImportNote]]:
        return importing.slices(LIGHT, cancelled, apart=True)

    def take(some: list[Record | ImportNote]) -> None:
        session.changed.emit(importing.save(some))

    task = Task(parent.tr("Import"), work, take, parent=parent)
    task.worth_finishing, task.done = True, lambda: imported(importing.done, parent)
    return task, importing


def imported(done: Imported, parent: QObject) -> str:
    """What an import did so far, in a sentence or two."""
    added = parent.tr("{} added").format(many(done.articles, "article"))
    known = parent.tr("{:,} already in the project").format(done.articles_known) if done.articles_known else ""
    said = f"{', '.join(filter(None, (added, known)))}."
    lost = [remark for remark in done.remarks if remark.lost]
    if not lost:
        return said
    return f"{said} " + parent.tr("{} could not be read: {}").format(
        many(len(lost), "item"), sentence(lost[0].message())
    )


def merge_task(session: Session, paths: Sequence[Path], parent: QObject) -> tuple[Task, Merging]:
    """Read other files in a thread and join their work in slices, all in one step."""
    merging = Merging(session.project, ", ".join(path.name for path in paths))

    def work(cancelled: Callable[[], bool]) -> Iterator[SourceAnnotators | ArticleState]:
        for path in paths:
            yield from work_in(path, cancelled)

    def take(found: SourceAnnotators | ArticleState) -> None:
        session.changed.emit(merging.save([found]))

    task = Task(parent.tr("Merge"), work, take, parent=parent)
    task.worth_finishing, task.done = True, lambda: merged(merging.done, parent)
    return task, merging


def merged(done: Merged, parent: QObject) -> str:
    """What a merge did so far, in a sentence."""
    added = done.articles, done.annotators, done.annotations
    if not any((*added, done.changed, done.removed, done.settled)):
        return parent.tr("There was nothing new in the other files.")
    nouns = ("article", "annotator", "mark")
    words = parent.tr("{}, {} and {} added; {} changed, {:,} removed.")
    return words.format(*map(many, added, nouns), many(done.changed, "mark"), done.removed)


def export_task(session: Session, out: Path, parent: QObject, choice: ExportChoice | None = None) -> Task:
    """Write everybody's work, or what was chosen, in a thread."""
    written: list[tuple[int, bool]] = []  # how many records, and whether some of it was lost
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

    task = Task(parent.tr("Export"), work, written.append, parent=parent)
    task.worth_finishing, task.done = True, lambda: exported(written, out, parent)
    return task


def exported(written: Sequence[tuple[int, bool]], out: Path, parent: QObject) -> str:
    """What an export did, in a sentence or two."""
    if not written:
        return parent.tr("Nothing was written to {}.").format(visible(str(out)))
    ((count, lost),) = written
    said = parent.tr("{} written to {}.").format(many(count, "record"), visible(str(out)))
    return f"{said} {parent.tr('LOSSES.txt lists what other programs will not see.')}" if lost else said


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
