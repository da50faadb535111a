"""Read files in their formats, map names to the scheme, and detect languages. No project is needed."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.exchange.conversion import Taken
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.format import Format, ReadItem
from annotations.exchange.formats import format_of
from annotations.exchange.guarding import each
from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.reading import format_to_read, read_file
from annotations.exchange.records import ImportNote, Record
from annotations.files.paths import check_input
from annotations.importing.file_choice import input_files
from annotations.importing.reader_process import ReaderProcess, is_archive
from annotations.language.detection import language_of
from annotations.scheme import Scheme

BUILT_IN = "news-claims"


def found_in(
    paths: Iterable[Path], format_name: str | None = None, options: Options = NO_OPTIONS
) -> Iterator[ReadItem]:
    """Read files one by one, in the named format or the one that suffix and content show."""
    chosen = format_to_read(format_name)
    if options.config and options.config.exists():
        check_input(options.config, folder=True)
    with ReaderProcess() as process:
        for path in paths:
            yield from each(str(path), _read, path, chosen, options, process)


def _read(path: Path, chosen: Format | None, options: Options, process: ReaderProcess) -> Iterator[ReadItem]:
    """Read a file in this process, or under limits in another one if a library parses it."""
    check_input(path, folder=True)
    known = chosen if chosen or is_archive(path) else format_of(path)
    if known.apart if known else is_archive(path):
        yield from process.read_file(path, known, options)
    else:
        yield from read_file(path, known, options)


def read_files(
    paths: Iterable[Path],
    format_name: str | None = None,
    scheme: Scheme | None = None,
    rules: Rules = NO_RULES,
    options: Options = NO_OPTIONS,
) -> Iterator[Record | ImportNote]:
    """Read files, and map other programs' names to the scheme (by default the built-in one)."""
    from annotations.scheme import load_scheme

    return mapped(found_in(paths, format_name, options), Mapper(scheme or load_scheme(BUILT_IN), rules), options)


def mapped(found: Iterable[ReadItem], mapper: Mapper, options: Options = NO_OPTIONS) -> Iterator[Record | ImportNote]:
    """Map the records. Afterwards the mapper knows which names have no match."""
    for one in Taken(found, mapper, options):
        yield one if isinstance(one, ImportNote) else _with_language(one)


def _with_language(record: Record) -> Record:
    """Detect the language of an article if its file does not say."""
    if record.article.language:
        return record
    return record._replace(article=record.article._replace(language=language_of(record.article.text)))


class MadeScheme(NamedTuple):
    """A scheme derived from files, the number of their articles (0 for lists of labels), and notes about it."""

    scheme: Scheme
    articles: int = 0
    remarks: tuple[str, ...] = ()


def scheme_from_files(inputs: Sequence[str], options: Options = NO_OPTIONS) -> Scheme:
    """Derive a scheme from the layers, labels, fields and relations of some files."""
    return made_from_files(inputs, options).scheme


def made_from_files(inputs: Sequence[str], options: Options = NO_OPTIONS) -> MadeScheme:
    """The same, with the number of articles and the colours that could not be read."""
    from annotations.exchange.colours import unread
    from annotations.exchange.mapping.schemes import scheme_of
    from annotations.scheme import load_scheme

    paths, articles = input_files(inputs), 0
    labels: list[ExternalLabel] = []

    def counted() -> Iterator[ReadItem]:
        nonlocal articles
        for found in found_in(paths, None, options):
            articles += isinstance(found, Record | ExternalRecord)
            if isinstance(found, ExternalLabel) and found.colour:
                labels.append(found)
            yield found

    scheme = scheme_of(counted(), paths[0].stem, load_scheme(BUILT_IN).statuses)
    return MadeScheme(scheme, articles, tuple(filter(None, [unread(labels)])))
