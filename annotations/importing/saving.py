"""Save records in the project, in slices that belong to one step."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from annotations.changes import Changes, Op
from annotations.errors import ImportFailed
from annotations.exchange.records import ImportNote, Record
from annotations.importing.incoming import Taker
from annotations.project import Project
from annotations.store.journal import Journal

SLICE = 8000  # pages and annotations: half a second
PAGE = 4000


class Imported(NamedTuple):
    """The progress of an import: articles and annotations added or already in the project, and the notes."""

    articles: int = 0
    articles_known: int = 0
    annotations: int = 0
    annotations_known: int = 0
    remarks: tuple[ImportNote, ...] = ()

    def __add__(self, other: object) -> "Imported":
        if not isinstance(other, Imported):
            return NotImplemented
        return Imported(
            self.articles + other.articles,
            self.articles_known + other.articles_known,
            self.annotations + other.annotations,
            self.annotations_known + other.annotations_known,
            self.remarks + other.remarks,
        )


def import_records(
    project: Project, records: Iterable[Record | ImportNote], annotator: str | None = None, *, strict: bool = False
) -> Imported:
    """Import everything, or with `strict` everything or nothing. `annotator` is for annotations without one."""
    if strict:
        return save_records(project, records, annotator, strict=True)[1]
    done, step = Imported(), 0
    for batch in slices(records):
        changes, more = save_records(project, batch, annotator, step)
        done, step = done + more, changes.step
    return done


def slices(
    records: Iterable[Record | ImportNote], most: int = SLICE, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[list[Record | ImportNote]]:
    """Cut into slices of similar cost, in pages and annotations, until cancelled."""
    batch: list[Record | ImportNote] = []
    work = 0
    for record in records:
        batch.append(record)
        if isinstance(record, Record):
            work += 1 + len(record.annotations) + len(record.article.text) // PAGE
        if work >= most or cancelled():
            yield batch
            batch, work = [], 0
        if cancelled():
            return
    if batch:
        yield batch


def save_records(
    project: Project,
    records: Iterable[Record | ImportNote],
    annotator: str | None = None,
    step: int = 0,
    *,
    strict: bool = False,
) -> tuple[Changes, Imported]:
    """Save some records in one transaction. `step` is the result of an earlier slice of this import.

    With `strict`, the first loss raises ImportFailed, and nothing is saved.
    """
    outcome: list[Imported] = []

    def write(journal: Journal) -> None:
        taker = Taker(project, journal, annotator)
        for record in records:
            taker.take(record)
            if strict and taker.remarks and taker.remarks[-1].lost:
                place, sentence, _ = taker.remarks[-1]
                raise ImportFailed(f"{place}: {sentence} Nothing was imported.")
        outcome.append(Imported(**taker.counts, remarks=tuple(taker.remarks)))

    return project.transact(Op.IMPORT, write, step=step), outcome[0]
