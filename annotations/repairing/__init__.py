"""Rescue a damaged project into a new file, with all indexes rebuilt, and count what is lost.

Rows missing from a table are restored from the history, which has every row except the texts of articles. Damaged parts
of a row are left out and the rest is kept. The damaged file is only read.
"""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from annotations.changes import Kind
from annotations.errors import ProjectUnavailable
from annotations.project import NO_FILE
from annotations.repairing.mending import Mender, without_lost_links
from annotations.store import rescuing
from annotations.store.copies import new_file
from annotations.store.database import Database
from annotations.store.failures import reading
from annotations.store.images import COLUMNS
from annotations.store.migrations import make_empty
from annotations.store.rescuing import CHANGE, STEP
from annotations.store.salvage import Found, Salvage

# ordered so that a row comes after the rows that it refers to
KINDS = (
    Kind.SCHEME,
    Kind.ANNOTATOR,
    Kind.ARTICLE,
    Kind.ANNOTATION,
    Kind.PROGRESS,
    Kind.MACHINE,
    Kind.PROBLEM,
)
HISTORY = "changes"
_BATCH = 500
_MOST = 10**10  # plausible number of changes in a history; a larger counter is damaged


class Repaired(NamedTuple):
    """How many rows were rescued, kept without a damaged part, and lost, by kind. `changes` counts the history.

    `undo`: whether earlier actions can still be undone.
    """

    rescued: dict[str, int]
    mended: dict[str, int]
    lost: dict[str, int]
    undo: bool

    @property
    def whole(self) -> bool:
        """Whether nothing was lost."""
        return not self.mended and not self.lost


def repair(path: Path, out: Path, progress: Callable[[int], None] = lambda _: None) -> Repaired:
    """Rescue a project into a new file. `progress` receives the number of rows read. Failures leave no file behind."""
    if not os.path.isfile(path):
        raise ProjectUnavailable(NO_FILE.format(path=path))
    mode = stat.S_IMODE(os.stat(path).st_mode)
    with reading(path), closing(Salvage(path)) as salvage:
        if not salvage.is_project:
            raise ProjectUnavailable(f"Nothing can be rescued from {path}: none of its tables can be read.")
        with new_file(out, mode) as part, closing(Database(part)) as database:
            make_empty(database)
            with database.atomic():
                return _Rescue(salvage, database, progress).run(path)


class _Rescue:
    def __init__(self, salvage: Salvage, database: Database, progress: Callable[[int], None]) -> None:
        self._salvage, self._database, self._progress = salvage, database, progress
        self._mender = Mender(database)
        self._rescued: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._read = 0

    def run(self, path: Path) -> Repaired:
        self._history()
        for kind in KINDS:
            self._rows(kind)
        self._mender.mended[Kind.ANNOTATION] += without_lost_links(self._database)
        lost = self._mender.lost() | set(rescuing.unlike_journal(self._database)[1])
        self._lost += Counter(str(kind) for kind, _ in lost)
        mended = {str(kind): count for kind, count in self._mender.mended.items() if count}
        undo = not mended and not self._lost
        if not undo:
            rescuing.let_nothing_be_undone(self._database)
        rescuing.settle(self._database, path)
        return Repaired(dict(self._rescued), mended, dict(self._lost), undo)

    def _history(self) -> None:
        """Copy the history. Steps and changes are numbered without gaps, so a missing number was lost."""
        counters = {row.get("name"): row.get("seq") for row in self._salvage.rows("sqlite_sequence", ("name", "seq"))}
        for table, columns, is_sound in (
            ("steps", STEP, self._mender.is_step),
            ("changes", CHANGE, self._mender.is_change),
        ):
            count, counted = 0, counters.get(table)
            last = counted if isinstance(counted, int) and 0 < counted < _MOST else 0
            for batch in self._batches(table, columns):
                last = max(last, *(row["id"] for row in batch if isinstance(row.get("id"), int)), 0)
                count += rescuing.insert(self._database, table, columns, [row for row in batch if is_sound(row)])
            self._lost[HISTORY] += last - count
            if table == "changes":
                self._rescued[HISTORY] = count
        self._lost = +self._lost

    def _rows(self, kind: Kind) -> None:
        count = 0
        for batch in self._batches(kind, tuple(COLUMNS[kind])):
            count += self._insert(kind, batch)
        only = [row for found, row in rescuing.unlike_journal(self._database)[1] if found is kind]
        images = [image for row in only if (image := self._mender.last_image(kind, row)) is not None]
        if kind is Kind.ANNOTATION:
            count -= sum(rescuing.take_out_doubles(self._database, image) for image in images)
        count += self._insert(kind, images)
        if kind is Kind.SCHEME and not count:
            count = self._insert(kind, [self._mender.built_in_scheme()])
        self._rescued[str(kind)] = count

    def _insert(self, kind: Kind, rows: list[Found]) -> int:
        mended = [row for found in rows if (row := self._mender.row(kind, found)) is not None]
        return rescuing.insert(self._database, kind, COLUMNS[kind], mended)

    def _batches(self, table: str, columns: tuple[str, ...]) -> Iterator[list[Found]]:
        batch: list[Found] = []
        for row in self._salvage.rows(table, columns):
            batch.append(row)
            if len(batch) == _BATCH:
                yield from self._reported(batch)
                batch = []
        yield from self._reported(batch)

    def _reported(self, batch: list[Found]) -> Iterator[list[Found]]:
        self._read += len(batch)
        self._progress(self._read)
        if batch:
            yield batch
