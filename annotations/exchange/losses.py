"""What a format loses: declared by each format as data, and counted before and during an export.

A loss can count its items in a record and remove them. The counts go to the dialog, to `--dry-run` and into the export.
A record without its losses is what must come back when the file is read.

Data that comes back but looks different in other programs is declared and counted the same way, and reported
separately, as notes on a file.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.exchange.records import Record
from annotations.model import Annotation, Article


class Loss(NamedTuple):
    """One kind of loss. `counts` returns how many a record has, by a detail such as the field's name.

    One that `comes_back` is a note: the file stores it, and `strip` removes nothing. One `of_article` counts once for
    each article, however many annotators worked on it.
    """

    name: str
    title: str
    counts: Callable[[Record], Mapping[str, int]]
    strip: Callable[[Record], Record]
    comes_back: bool = False
    of_article: bool = False


Lost = dict[str, Counter[str]]
"""Counts by the name of the loss, then by detail."""


class Counting:
    """Counts losses while records pass through."""

    def __init__(self, records: Iterable[Record], loses: Sequence[Loss]) -> None:
        self._records, self._loses = records, loses
        self.lost: Lost = {}

    def __iter__(self) -> Iterator[Record]:
        article: Article | None = None
        for record in self._records:
            rest = record
            if record.article != article:
                article, once = record.article, set[str]()
            for loss in self._loses:
                found = loss.counts(rest)
                if found and loss.name not in once:
                    self.lost.setdefault(loss.name, Counter()).update(found)
                    once |= {loss.name} if loss.of_article else set()
                if found:
                    rest = loss.strip(rest)
            yield record


def counted(records: Iterable[Record], loses: Sequence[Loss]) -> Lost:
    """Count what these records would lose. Something that two losses would remove counts once."""
    counting = Counting(records, loses)
    for _ in counting:
        pass
    return counting.lost


def without(record: Record, loses: Sequence[Loss]) -> Record:
    """The record as it comes back from a file with these losses."""
    for loss in loses:
        record = loss.strip(record)
    return record


class LossReport(NamedTuple):
    """The messages about a file: what it does not contain, and what other programs cannot see or misunderstand."""

    gone: list[str]
    notes: list[str]


def sentences(lost: Lost, loses: Sequence[Loss]) -> LossReport:
    """One line for each loss or note, with its count and the most frequent details."""
    report = LossReport([], [])
    for loss in loses:
        found = lost.get(loss.name)
        if found:
            details = [f"{name} {count:,}" for name, count in found.most_common(8) if name]
            shown = f" ({', '.join(details)}{', …' if len(found) > 8 else ''})" if details else ""
            (report.notes if loss.comes_back else report.gone).append(f"{found.total():,} × {loss.title}{shown}")
    return report


# -- making losses


def of_annotations(
    name: str,
    title: str,
    lost: Callable[[Annotation], Mapping[str, int]],
    strip: Callable[[Annotation], Annotation | None],
) -> Loss:
    """A loss of individual annotations. `strip` returns None for one that is dropped."""

    def count(record: Record) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for annotation in record.annotations:
            found.update(lost(annotation))
        return found

    def stripped(record: Record) -> Record:
        kept = (strip(annotation) for annotation in record.annotations)
        return record._replace(annotations=tuple(annotation for annotation in kept if annotation is not None))

    return Loss(name, title, count, stripped)
