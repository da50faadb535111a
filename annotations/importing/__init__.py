"""Import: files → records → the project, in slices that belong to one step. What cannot be taken is said."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.changes import Changes, Op
from annotations.errors import ImportFailed
from annotations.exchange import side
from annotations.exchange.files import LOSSES_NAME, MARKER
from annotations.exchange.format import Format, Found
from annotations.exchange.formats import FORMATS, format_of
from annotations.exchange.mapping import NO_RULES
from annotations.exchange.mapping.rules import Rules
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.reading import format_to_read, read_file
from annotations.exchange.records import Record, Remark
from annotations.exchange.streams import taken
from annotations.held_files import is_held
from annotations.importing.taking import Taker
from annotations.languages import language_of
from annotations.paths import check_input
from annotations.project import Project
from annotations.scheme import Scheme
from annotations.store.journal import Journal

SLICE = 1000  # pages and annotations: some tenths of a second
PAGE = 4000
BUILT_IN = "news-claims"


class Imported(NamedTuple):
    """What an import did so far: articles and annotations added, those that were there already, and what to say."""

    articles: int = 0
    articles_known: int = 0
    annotations: int = 0
    annotations_known: int = 0
    remarks: tuple[Remark, ...] = ()

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


def input_files(inputs: Sequence[str]) -> list[Path]:
    """Expand files, folders and globs to files; folders give what has a known suffix, by name.

    A folder that is of a format itself, and holds nothing else that could be imported, stays as it is.
    """
    suffixes = {suffix for known in FORMATS if known.read for suffix in known.suffixes}
    found: dict[Path, None] = {}
    for name in inputs:
        paths = [Path(name)]
        if os.path.isdir(name) and not _is_of_one_format(Path(name), suffixes):
            paths = sorted(_inputs_in(name, suffixes))
        elif not os.path.exists(name):
            paths = sorted(path for path in map(Path, glob.glob(name, recursive=True)) if path.is_file())
        if not paths:
            wanted = ", ".join(sorted(suffixes))
            raise ImportFailed(f"There is nothing to import at {name}. Folders are searched for {wanted}.")
        found |= dict.fromkeys(paths)
    return list(found)


def _inputs_in(folder: str, suffixes: set[str]) -> Iterator[Path]:
    """What has a known suffix in a folder and those in it; and folders that cannot be looked into, to be named."""
    unreadable: list[Path] = []
    for place, _, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        for path in (Path(place, name) for name in names if not name.endswith(LOSSES_NAME)):  # no article, but ours
            if path.suffix.lower() in suffixes and not is_held(path):
                yield path
    yield from unreadable


def _is_of_one_format(folder: Path, suffixes: set[str]) -> bool:
    """Whether a folder is an export of ours, or of a format whose files and what belongs to them are all it holds."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in suffixes and path.is_file()]
    if any(map(is_held, files)):
        return False  # its reader might open them
    known = format_of(folder)
    if known is None:
        return False
    return (folder / MARKER).is_file() or all(
        path.suffix.lower() in known.suffixes or _belongs(path, known) for path in files
    )


def _belongs(path: Path, known: Format) -> bool:
    """Whether a file is the text or the side file of one of a format."""
    if path.name.endswith(side.SUFFIX):
        return True
    return path.suffix.lower() == ".txt" and any(path.with_suffix(own).is_file() for own in known.suffixes)


def found_in(paths: Iterable[Path], format_name: str | None = None, options: Options = NO_OPTIONS) -> Iterator[Found]:
    """Read files one after the other, each in the named format or the one that its suffix and content tell."""
    chosen = format_to_read(format_name)
    if options.config and options.config.exists():
        check_input(options.config, folder=True)
    for path in paths:
        yield from read_file(path, chosen, options)


def read_files(
    paths: Iterable[Path],
    format_name: str | None = None,
    scheme: Scheme | None = None,
    rules: Rules = NO_RULES,
    options: Options = NO_OPTIONS,
) -> Iterator[Record | Remark]:
    """Read files, and map what is in the words of other programs to the scheme (by default the built-in one)."""
    from annotations.scheme import load_scheme

    for found in taken(found_in(paths, format_name, options), scheme or load_scheme(BUILT_IN), rules, options):
        yield found if isinstance(found, Remark) else _with_language(found)


def _with_language(record: Record) -> Record:
    """Tell the language of an article when its file does not."""
    if record.article.language:
        return record
    return record._replace(article=record.article._replace(language=language_of(record.article.text)))


def scheme_from_files(inputs: Sequence[str], options: Options = NO_OPTIONS) -> Scheme:
    """Make a scheme of the layers, labels, fields and relations that some files have."""
    from annotations.exchange.mapping.schemes import scheme_of
    from annotations.scheme import load_scheme

    paths = input_files(inputs)
    return scheme_of(found_in(paths, None, options), paths[0].stem, load_scheme(BUILT_IN).statuses)


def import_records(
    project: Project, records: Iterable[Record | Remark], annotator: str | None = None, *, strict: bool = False
) -> Imported:
    """Import everything, or with `strict` everything or nothing; `annotator` made what the file gives to nobody."""
    if strict:
        return save_records(project, records, annotator, strict=True)[1]
    done, step = Imported(), 0
    for batch in _batches(records):
        changes, more = save_records(project, batch, annotator, step)
        done, step = done + more, changes.step
    return done


def _batches(records: Iterable[Record | Remark]) -> Iterator[list[Record | Remark]]:
    """Slices of much the same work, so that no other program waits long for the file."""
    batch: list[Record | Remark] = []
    work = 0
    for record in records:
        batch.append(record)
        if isinstance(record, Record):
            work += 1 + len(record.annotations) + len(record.article.text) // PAGE
        if work >= SLICE:
            yield batch
            batch, work = [], 0
    if batch:
        yield batch


def save_records(
    project: Project,
    records: Iterable[Record | Remark],
    annotator: str | None = None,
    step: int = 0,
    *,
    strict: bool = False,
) -> tuple[Changes, Imported]:
    """Keep some records in one transaction; `step` is the one that an earlier slice of this import gave.

    With `strict`, the first thing that is lost raises ImportFailed, and nothing is kept.
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
