"""Project: open a project file, act on it as an annotator, undo and redo. All writing goes through `transact`."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError, ProjectUnavailable
from annotations.model import Annotator, AnnotatorId
from annotations.scheme import Scheme, with_remarks
from annotations.store import compacting, copies, history, schemes
from annotations.store.annotations import written
from annotations.store.connecting import SQLITE_VERSION as SQLITE_VERSION
from annotations.store.database import FIRST_VERSION, USER_VERSION, Database, check_version
from annotations.store.failures import NOT_OURS
from annotations.store.journal import Journal

SUFFIX = ".claimdesk"
NO_FILE = "There is no file {path}. Make a project with “claimdesk new {path}”."


class Project:
    """An open project. `annotator` is who acts; without one, actions are nobody's and on nobody's undo list."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.scheme: Scheme = with_remarks(schemes.current(database))
        self.annotator: Annotator | None = None
        self.undo_limit = 0  # how many of one's latest actions can be undone; 0 for all
        self._seen = history.latest_change(database)
        database.note_content()

    @property
    def path(self) -> Path:
        """The project file."""
        return self.database.path

    @property
    def readonly(self) -> bool:
        """Whether the file can only be read."""
        return self.database.readonly

    @property
    def acting(self) -> AnnotatorId:
        """The id of the annotator who acts; refused when there is none."""
        if self.annotator is None:
            raise ClaimdeskError("Choose or add an annotator first.")
        return self.annotator.id

    def transact(
        self, op: Op, write: Callable[[Journal], object], detail: str = "", *, attributed: bool = True, step: int = 0
    ) -> Changes:
        """Do one action: everything that `write` does is committed together or not at all, and can be undone.

        `step` continues an earlier action of the same kind, so that long work written in slices is undone as one.
        If it is not `attributed`, it belongs to no annotator and is on no undo list.
        """
        by = self.annotator.id if attributed and self.annotator else None
        with self.database.atomic():
            journal = Journal(self.database, op, detail, by, step=step)
            write(journal)
            journal.finish()
        first, last = journal.numbers
        if first == self._seen + 1:  # else another program has written in between, and that is news
            self._seen = last
        return journal.changes()._replace(annotations=written(journal))

    @property
    def undo_detail(self) -> str | None:
        """What undo would take back, in words; none when there is nothing."""
        return self.undo_and_redo[0]

    @property
    def redo_detail(self) -> str | None:
        """What redo would do again, in words; none when there is nothing."""
        return self.undo_and_redo[1]

    @property
    def undo_and_redo(self) -> tuple[str | None, str | None]:
        """What undo would take back and what redo would do again, in words; read together."""
        if self.annotator is None:
            return None, None
        undo, redo = history.undo_and_redo(self.database, self.annotator.id, self.undo_limit)
        return undo and undo.words, redo and redo.words

    def undo(self) -> Changes:
        """Take back the latest action of the acting annotator."""
        return self.transact(
            Op.UNDO, lambda journal: history.undo(self.database, journal, self.acting, self.undo_limit)
        )

    def redo(self) -> Changes:
        """Do the action again that was undone last."""
        return self.transact(Op.REDO, lambda journal: history.redo(self.database, journal, self.acting))

    def external_changes(self) -> Changes | None:
        """What another window or program has written since the last look; none when nothing.

        Where it wrote in between this one's own writes, these are among the news too. Raises ProjectMoved when the
        file is not in its place any more.
        """
        self.database.check_place()
        changes, self._seen = history.changes_after(self.database, self._seen)
        return changes if changes.touched else None

    def still_in_place(self) -> bool:
        """Whether the path still leads to the open file. When it does not, the project is read-only from then on.

        Costs a few microseconds on a local disk: ask before saying that something is saved.
        """
        return self.database.still_in_place()

    def check_place(self) -> None:
        """Raise ProjectMoved when the file was replaced, renamed or deleted since it was opened."""
        self.database.check_place()

    def save_open_as(self, path: Path) -> None:
        """Write what is open to a new file, also when the project's own file was moved or deleted meanwhile.

        This project stays as it is: open the new file to go on. Refused when there is a file with that name.
        """
        copies.copy(self.database, path)

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """Break off what is read in the block once this time is over; it raises UserCancelled then."""
        return self.database.bound.within(seconds)

    def compact(self) -> tuple[int, int]:
        """Make the file as small as it can be; return its bytes before and after."""
        before = compacting.size_of(self.database)
        compacting.compact(self.database)
        return before, compacting.size_of(self.database)

    def interrupt(self) -> None:
        """Break off a long look-up that another thread does; it raises UserCancelled there."""
        self.database.interrupt()

    def close(self) -> None:
        """Close the file; smaller than it was when that gains much and takes no time."""
        compacting.compact_if_worthwhile(self.database)
        self.database.close()


def create_project(path: Path, scheme: Scheme) -> Project:
    """Make a project file with a scheme; refuse to write over a file that is there."""
    from annotations.store.migrations import make

    try:
        if os.path.lexists(path):
            raise FileExistsError
        path.touch(exist_ok=False)
    except FileExistsError:
        raise ProjectUnavailable(f"{path} is already there. Choose another name, or open it.") from None
    except OSError as error:
        raise ProjectUnavailable(f"{path} cannot be created: {error.strerror}. Choose another folder.") from None
    try:
        return _opened(Database(path), lambda database: make(database, scheme))
    except BaseException:
        path.unlink()
        raise


def open_project(
    path: Path, *, readonly: bool = False, progress: Callable[[int, int], None] = lambda _, __: None
) -> Project:
    """Open a project file; for reading only when it cannot be written. An older file is brought up to date first.

    That can take a minute for a large file. `progress` hears how many rows were written, and of how many; when it
    raises UserCancelled, the file stays as it was.
    """
    database = _connected(path, readonly=readonly)
    try:
        version = check_version(database)
        _refuse_to_change(database, version)
    except BaseException:
        database.close()
        raise
    if version < FIRST_VERSION:
        from annotations.store.earlier.upgrading import upgrade

        database.close()
        upgrade(path, progress)
        database = _connected(path, readonly=readonly)
    return _opened(database, _update)


def is_older(path: Path) -> bool:
    """Whether a file has to be brought up to date when it is opened."""
    with closing(_connected(path, readonly=True)) as database:
        return check_version(database) < FIRST_VERSION


def _connected(path: Path, *, readonly: bool) -> Database:
    if not os.path.isfile(path):
        known = os.path.exists(path) and not os.path.isdir(path)  # a pipe or a device
        raise ProjectUnavailable((NOT_OURS if known else NO_FILE).format(path=path))
    readonly = readonly or not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    return Database(path, readonly=readonly)


def _refuse_to_change(database: Database, version: int) -> None:
    if version < USER_VERSION and database.readonly:
        raise ProjectUnavailable(
            f"{database.path} is from an older version and read-only. Copy it to a folder that you can write to."
        )


def _update(database: Database) -> None:
    version = check_version(database)
    if version == USER_VERSION:
        return
    _refuse_to_change(database, version)
    from annotations.store.migrations import migrate

    migrate(database)


def _opened(database: Database, prepare: Callable[[Database], None]) -> Project:
    try:
        prepare(database)
        return Project(database)
    except BaseException:
        database.close()
        raise
