"""Import: files → records → the project, in slices that belong to one step. Anything left out is reported."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from annotations.changes import Changes
from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote, Record
from annotations.importing.file_choice import input_files
from annotations.importing.reading import MadeScheme, found_in, made_from_files, mapped, read_files, scheme_from_files
from annotations.importing.saving import SLICE, Imported, import_records, save_records, slices
from annotations.operations.articles import text_at
from annotations.project import Project, open_project

__all__ = [
    "How",
    "MadeScheme",
    "Imported",
    "Importing",
    "found_in",
    "import_records",
    "input_files",
    "read_files",
    "save_records",
    "made_from_files",
    "scheme_from_files",
    "slices",
]


class How(NamedTuple):
    """How to read files that do not say it themselves. `annotator` is for annotations without one."""

    format: str | None = None
    annotator: str | None = None
    rules: Rules = NO_RULES
    options: Options = NO_OPTIONS


AS_USUAL = How()


class Importing:
    """One import, the same for every caller. It may be read in one thread and saved in another, slice by slice.

    `done` is the progress so far.
    """

    def __init__(self, project: Project, paths: Sequence[Path], how: How = AS_USUAL) -> None:
        self._project, self._paths, self._how = project, paths, how
        self._mapper = Mapper(project.scheme, how.rules)
        self._step = 0
        self.done = Imported()

    def records(self, *, apart: bool = False) -> Generator[Record | ImportNote, None, None]:
        """Read the files. With `apart`, this runs in a different thread and uses its own connection to the project."""
        with self._texts(apart=apart) as text_of:
            options = self._how.options._replace(text_of=text_of)
            yield from mapped(found_in(self._paths, self._how.format, options), self._mapper, options)

    def slices(
        self, most: int = SLICE, cancelled: Callable[[], bool] = lambda: False, *, apart: bool = False
    ) -> Iterator[list[Record | ImportNote]]:
        """Read the files in slices for `save`, until cancelled."""
        with closing(self.records(apart=apart)) as records:
            yield from slices(records, most, cancelled)

    def save(self, some: Iterable[Record | ImportNote], *, strict: bool = False) -> Changes:
        """Save a slice, or everything, in one transaction. All slices are one step for undo.

        With `strict`, the first loss raises ImportFailed, and nothing is saved.
        """
        changes, done = save_records(self._project, some, self._how.annotator, self._step, strict=strict)
        self._step = changes.step
        self.done += done
        return changes

    def draft(self) -> Rules:
        """The names without a match so far, as a mapping to fill in."""
        return self._mapper.draft()

    @contextmanager
    def _texts(self, *, apart: bool) -> Iterator[Callable[[str], str | None]]:
        """Finds the text of an article in the project by its address."""
        with ExitStack() as opened:

            @cache
            def project() -> Project:
                """Opened when the first text is needed, since few formats have articles without text."""
                return opened.enter_context(closing(open_project(self._project.path, readonly=True)))

            yield lambda url: text_at(project() if apart else self._project, url)
