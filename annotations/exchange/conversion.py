"""Between files and projects: place and map records that were read, and count losses of records that are written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import annotations
from annotations.display import many
from annotations.errors import ClaimdeskError
from annotations.exchange.archives import SUFFIX as ZIP
from annotations.exchange.archives import zipped
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.files import LOSSES_NAME, written_whole
from annotations.exchange.format import Format, ReadItem
from annotations.exchange.guarding import each
from annotations.exchange.losses import Counting, LossReport, Lost, sentences
from annotations.exchange.mapping import NO_RULES, Mapper, map_record
from annotations.exchange.mapping.rules import Rules
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.placing import placed
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.soundness import sound
from annotations.scheme import Scheme

DIFFERENTLY = "Other programs will see some things differently:"


class Written(NamedTuple):
    """The number of records written, and what was lost."""

    records: int
    lost: Lost


def taken(found: Iterable[ReadItem], scheme: Scheme, rules: Rules = NO_RULES, options: Options = NO_OPTIONS) -> "Taken":
    """Place and map records. The result has only records of the scheme and import notes."""
    return Taken(found, Mapper(scheme, rules), options)


class Taken:
    """A stream of records and notes. Names without a match in the scheme are reported at the end."""

    def __init__(self, found: Iterable[ReadItem], mapper: Mapper, options: Options) -> None:
        self._found, self._options = found, options
        self.mapper = mapper
        self._told: set[str] = set()

    def __iter__(self) -> Iterator[Record | ImportNote]:
        labels, records = 0, False
        for thing in self._found:
            if isinstance(thing, ExternalLabel):
                labels += 1
            elif isinstance(thing, ImportNote):
                yield thing
            else:
                records = True
                yield from each(thing.place, self._taken, thing)
        if labels and not records:
            sentence = f"The input has {many(labels, 'label')} and no articles. Create a project with them: "
            yield ImportNote("", f"{sentence}claimdesk new --scheme from:FILE")
        yield from self.mapper.remarks()

    def _taken(self, thing: Record | ExternalRecord) -> Iterator[Record | ImportNote]:
        """One record, placed and mapped, after the notes about it."""
        yield from (ImportNote(thing.place, sentence) for sentence in thing.lost)
        thing = thing._replace(lost=())
        if isinstance(thing, ExternalRecord):
            at, remarks = placed(thing, self._options)
            for remark in remarks:
                if remark.lost or remark.sentence not in self._told:  # how a file was read is reported once
                    self._told.add(remark.sentence)
                    yield remark
            thing = map_record(self.mapper, at)
        else:
            thing = self.mapper.renamed(thing)
        record, found = sound(thing)
        yield from found
        yield record


def write_records(
    out: Path, records: Iterable[Record], scheme: Scheme, known: Format, options: Options = NO_OPTIONS
) -> Written:
    """Write records in a format. Losses are counted and listed in LOSSES.txt next to or inside the output."""
    if known.write is None:
        raise ClaimdeskError(f"{known.title} can only be imported, not exported.")
    loses = known.losses(scheme)
    counting = Counting(records, loses)
    if out.suffix.lower() == ZIP:
        with zipped(out) as folder:
            inner = folder if known.folder else folder / f"{out.stem}{known.suffixes[0]}"
            count = known.write(inner, counting, scheme, options)
    else:
        count = known.write(out, counting, scheme, options)
    write_losses(out, known, sentences(counting.lost, loses))
    return Written(count, counting.lost)


def write_losses(out: Path, known: Format, report: LossReport) -> None:
    """Write the losses of an export into its folder or next to its file. Delete the list of an earlier export."""
    path = out / LOSSES_NAME if out.is_dir() else out.with_name(f"{out.name}.{LOSSES_NAME}")
    if any(report) and (out.is_dir() or out.is_file()):
        with written_whole(path) as file:
            file.write(losses_text(known, report).encode())
    elif path.is_file():
        path.unlink()


def losses_text(known: Format, report: LossReport) -> str:
    """The losses of an export, as text for people."""
    parts = [f"Written by Claimdesk {annotations.__version__} as {known.title}."]
    if report.gone:
        parts.append("\n".join(["This format cannot store everything. Left out:", "", *report.gone]))
    if report.notes:
        parts.append("\n".join([DIFFERENTLY, "", *report.notes]))
    return "\n\n".join(parts) + "\n"
