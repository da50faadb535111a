"""The registry of formats: what can be read and written, by name, suffix and content. Also the guide to adding one.

A format is one module of this folder with three functions, and one entry in `FORMATS`:

- `recognises(path, head)`: whether a file with one of the suffixes is of this format, by its first 8 KiB (`head`; empty
  for a folder). The name of the file says nothing. A file belongs to the first entry that recognises it.
- `read(path, options)`: a stream of `Foreign` records, in which layers, labels and offsets are the file's own, or of
  `Record`s where they are the scheme's already; and of a `Remark` for each thing that cannot be read. Bad content is
  never an exception; a file that cannot be read at all raises ImportFailed. `placing` turns offsets into checked code
  points and `mapping` turns names into the scheme's, for all formats alike: `taken` below joins them.
- `write(path, records, scheme, options)`: writes a stream of records through `files.written_whole` (or
  `files.folder_written_whole`) and returns how many there were. Records of one article follow each other
  (`records.by_article`).

What a format has no word for goes under our own key where the format has room for keys (`foreign.extras`,
`foreign.mark_with`); what cannot be carried at all is declared as `loses` (see `losses`), which is what the dialog and
`--dry-run` show, what LOSSES.txt says and what the round-trip tests allow.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import annotations
from annotations.errors import ClaimdeskError, ImportFailed
from annotations.exchange import brat, jsonl, texts, webanno
from annotations.exchange.conll import iob, universal
from annotations.exchange.files import LOSSES_NAME, written_whole
from annotations.exchange.foreign import Foreign, Label
from annotations.exchange.losses import Counting, Loss, Lost, sentences
from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.placing import placed
from annotations.exchange.records import Record, Remark
from annotations.exchange.tables import csv, huggingface, parquet
from annotations.scheme import Scheme

HEAD = 8192  # bytes of a file that tell its format

Found = Record | Foreign | Label | Remark
Reader = Callable[[Path, Options], Iterator[Found]]
Writer = Callable[[Path, Iterable[Record], Scheme, Options], int]


class Format(NamedTuple):
    """A file format; see above. `folder`: it is a folder of files. `extra`: the optional dependency that it needs."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path, bytes], bool]
    read: Reader | None = None
    write: Writer | None = None
    loses: tuple[Loss, ...] = ()
    keeps: str = ""
    folder: bool = False
    extra: str = ""


class Written(NamedTuple):
    """What was written: how many records, and what was lost on the way."""

    records: int
    lost: Lost


FORMATS = (
    Format(
        "jsonl", "Claimdesk JSONL", (".jsonl", ".ndjson"), jsonl.recognises, jsonl.read, jsonl.write, (), "everything"
    ),
    Format(
        "text", "Plain text, one article per file", (".txt", ".text"), texts.recognises, texts.read, keeps="the text"
    ),
    Format(
        "brat",
        "brat standoff",
        (".ann",),
        brat.recognises,
        brat.read,
        brat.write,
        brat.LOSSES,
        "everything: spans, choices, flags and links as brat shows them, the rest in side files",
        folder=True,
    ),
    Format(
        "webanno",
        "WebAnno TSV 3 (INCEpTION)",
        (".tsv",),
        webanno.recognises,
        webanno.read,
        webanno.write,
        webanno.LOSSES,
        "everything: spans, answers and links as features and slots, the rest in side files",
        folder=True,
    ),
    Format(
        "conllu",
        "CoNLL-U and CoNLL-U Plus",
        (".conllu", ".conllup"),
        universal.recognises,
        universal.read,
        universal.write,
        universal.LOSSES,
        "everything: spans as mentions, the rest in comments",
    ),
    Format(
        "conll",
        "CoNLL-2003, IOB1, IOB2, BIOES",
        (".conll", ".conll02", ".conll03", ".conll2003", ".iob", ".iob1", ".iob2", ".bio", ".bioes", ".tsv"),
        iob.recognises,
        iob.read,
        iob.write,
        iob.LOSSES,
        "words and one label for each",
    ),
    Format("csv", "CSV, a row per annotation", (".csv",), csv.recognises, csv.read, csv.write, (), "everything"),
    Format(
        "parquet",
        "Parquet, a row per article and annotator",
        (".parquet",),
        parquet.recognises,
        parquet.read,
        parquet.write,
        keeps="everything",
        extra="parquet",
    ),
    Format(
        "huggingface",
        "Hugging Face dataset (JSONL and a card)",
        (".jsonl",),
        huggingface.recognises,
        huggingface.read,
        huggingface.write,
        keeps="everything",
        folder=True,
    ),
    Format(
        "huggingface-parquet",
        "Hugging Face dataset (Parquet and a card)",
        (),
        huggingface.recognises,
        huggingface.read,
        huggingface.write_parquet,
        keeps="everything",
        folder=True,
        extra="parquet",
    ),
)


def format_named(name: str) -> Format:
    """Find a format by name."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise ClaimdeskError(f"There is no format “{name}”. There is: {', '.join(f.name for f in FORMATS)}.")


def format_of(path: Path) -> Format | None:
    """Find the format of a file or folder by its suffix and content; none when nothing recognises it."""
    is_folder = path.is_dir()
    head = b"" if is_folder else _head(path)
    for known in FORMATS:
        fits = known.folder if is_folder else path.suffix.lower() in known.suffixes
        if fits and known.read and known.recognises(path, head):
            return known
    return None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from None


def format_for_writing(out: Path, name: str | None = None) -> Format:
    """Find the named format, or the first one that the suffix of the output tells."""
    if name:
        wanted = format_named(name)
        if wanted.write:
            return wanted
    else:
        for known in FORMATS:
            if known.write and out.suffix.lower() in known.suffixes:
                return known
    names = ", ".join(known.name for known in FORMATS if known.write)
    raise ClaimdeskError(f"{out} cannot be written in that format. Name one with --format: {names}.")


def taken(found: Iterable[Found], scheme: Scheme, rules: Rules = NO_RULES, options: Options = NO_OPTIONS) -> "Taken":
    """Place and map what was read, so that only records of the scheme and remarks are left."""
    return Taken(found, Mapper(scheme, rules), options)


class Taken:
    """A stream of records and remarks; what had no place in the scheme is told at the end, by name."""

    def __init__(self, found: Iterable[Found], mapper: Mapper, options: Options) -> None:
        self._found, self._options = found, options
        self.mapper = mapper

    def __iter__(self) -> Iterator[Record | Remark]:
        place = ""
        told: set[str] = set()
        labels = 0
        for thing in self._found:
            if isinstance(thing, Label):
                labels += 1
                continue
            if not isinstance(thing, Foreign):
                yield thing
                continue
            place = place or thing.place
            at, remarks = placed(thing, self._options)
            for remark in remarks:
                if remark.lost or remark.sentence not in told:  # how a file was read is said once
                    told.add(remark.sentence)
                    yield remark
            yield self.mapper.record(at)
        if labels and not place:
            sentence = (
                f"There are {labels} labels and no articles. Make a project of them: claimdesk new --scheme from:FILE"
            )
            yield Remark("", sentence)
        yield from self.mapper.remarks(re.sub(r":\d+$", "", place))


def write_records(
    out: Path, records: Iterable[Record], scheme: Scheme, known: Format, options: Options = NO_OPTIONS
) -> Written:
    """Write records in a format; what that loses is counted, and told in LOSSES.txt beside or inside the output."""
    if known.write is None:
        raise ClaimdeskError(f"Nothing can be written as {known.title}.")
    counting = Counting(records, known.loses)
    count = known.write(out, counting, scheme, options)
    write_losses(out, known, counting.lost)
    return Written(count, counting.lost)


def write_losses(out: Path, known: Format, lost: Lost) -> None:
    """Write what an export lost into its folder or beside its file; take away what an earlier export there said."""
    path = out / LOSSES_NAME if out.is_dir() else out.with_name(f"{out.name}.{LOSSES_NAME}")
    lines = sentences(lost, known.loses)
    if lines:
        with written_whole(path) as file:
            file.write(losses_text(known, lines).encode())
    elif path.is_file():
        path.unlink()


def losses_text(known: Format, lines: Sequence[str]) -> str:
    """What an export lost, as a text for people."""
    head = f"Written by Claimdesk {annotations.__version__} as {known.title}, which cannot carry all of it. Left out:"
    return "\n".join([head, "", *lines, ""])
