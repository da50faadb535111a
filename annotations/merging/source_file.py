"""What another file has: its people and, article by article, how each mark and everybody's progress stands there."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from annotations.changes import Kind
from annotations.errors import ProjectDamaged
from annotations.files.guard import guarded
from annotations.model import Annotator, AnnotatorId
from annotations.project import Project, open_project
from annotations.store import annotators, articles, copies, progress, states
from annotations.store.database import USER_VERSION, Database, check_version
from annotations.store.images import Row
from annotations.store.states import State


class SourceAnnotators(NamedTuple):
    """Who is in a file, and how their rows stand. The first thing that a file gives."""

    path: Path
    annotators: tuple[Annotator, ...]
    rows: Mapping[str, State]
    scheme: tuple[str, int]


class ArticleState(NamedTuple):
    """What a file has on one article; marks by their ids, progress by the annotator's id in that file."""

    path: Path
    article: Row
    marks: Mapping[str, State]
    progress: Mapping[AnnotatorId, State]


def work_in(path: Path, cancelled: Callable[[], bool] = lambda: False) -> Iterator[SourceAnnotators | ArticleState]:
    """Read a file through a connection of its own; it is not changed. Errors name the file."""
    with _named(path), _opened(path) as project:
        database = project.database
        people = tuple(annotators.annotators(database))
        rows = states.states(database, Kind.ANNOTATOR, [person.id for person in people])
        yield SourceAnnotators(path, people, rows, (project.scheme.name, project.scheme.version))
        gone = states.gone(database)
        for key in articles.ids(database):
            if cancelled():
                return
            row = states.article_row(database, key)
            ids = states.rows_on(database, Kind.ANNOTATION, key).keys() | gone.get(key, frozenset())
            done = {progress.row_id(key, person.id): person.id for person in people}
            found = states.states(database, Kind.PROGRESS, done)
            if row is not None:
                yield ArticleState(
                    path, row, states.states(database, Kind.ANNOTATION, ids), {done[i]: s for i, s in found.items()}
                )


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file in what is raised about it: “the project” would be the one that is open."""
    try:
        with guarded(str(path), ProjectDamaged):
            yield
    except ProjectDamaged as error:
        if str(path) in str(error):
            raise
        raise ProjectDamaged(f"{path}: {error}") from error


@contextmanager
def _opened(path: Path) -> Iterator[Project]:
    """Open a file for reading; one of an older version is brought up to date in a copy."""
    if not path.is_file() or _version(path) >= USER_VERSION:
        with closing(open_project(path, readonly=True)) as project:
            yield project
        return
    folder = tempfile.mkdtemp(prefix="claimdesk-merge-")
    try:
        copy = Path(folder, path.name)
        with closing(Database(path, readonly=True)) as older:
            copies.copy(older, copy)
        with closing(open_project(copy)) as project:
            yield project
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(path: Path) -> int:
    with closing(Database(path, readonly=True)) as database:
        return check_version(database)
