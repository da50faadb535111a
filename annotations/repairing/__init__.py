"""Rescue a damaged project into a new file, with all indexes rebuilt, and count what is lost.

Damaged parts of a row are left out and the rest is kept; what the history says of a row that is lost is left out, too.
Of a file of an earlier version, the history is kept only when the file can be brought to this version as a whole. The
damaged file is only read.
"""

import os
import stat
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from annotations.changes import Kind
from annotations.errors import ProjectUnavailable
from annotations.project import NO_FILE
from annotations.repairing.mending import Mender, without_lost_links
from annotations.repairing.showing import shown
from annotations.store import rescuing, translating
from annotations.store.copies import new_file
from annotations.store.database import Database
from annotations.store.failures import reading
from annotations.store.images import COLUMNS
from annotations.store.migrations import make_empty
from annotations.store.rescuing import CHANGE, STEP
from annotations.store.rewinding import Record
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
        history = self._read_history()
        for kind in KINDS:
            self._rows(kind)
        self._mender.mended[Kind.ANNOTATION] += without_lost_links(self._database)
        kept = rescuing.History(self._database, history)
        kept.write()
        rescuing.count_on(self._database, self._counters(), _MOST)
        lost = Counter({kind: len(numbers) for kind, numbers in kept.lost.items()})
        lost |= Counter(kind for kind, number in self._mender.lost() if number not in kept.lost[kind])
        self._lost += Counter({str(kind): count for kind, count in lost.items()})
        self._lost = +self._lost
        mended = {str(kind): count for kind, count in self._mender.mended.items() if count}
        undo = not mended and not self._lost
        if not undo:
            rescuing.let_nothing_be_undone(self._database)
        rescuing.settle(self._database, path)
        rescuing.fill_indexes(self._database)
        return Repaired(dict(self._rescued), mended, dict(self._lost), undo)

    def _counters(self) -> dict[Any, Any]:
        return {row.get("name"): row.get("seq") for row in self._salvage.rows("sqlite_sequence", ("name", "seq"))}

    def _read_history(self) -> list[Record]:
        """Copy the steps and read the changes. Both are numbered without gaps, so a missing number was lost."""
        if not self._salvage.version:
            return []
        counters = self._counters()
        steps = changes = 0
        for batch in self._batches("steps", STEP):
            steps += rescuing.insert_steps(self._database, [row for row in batch if self._mender.is_step(row)])
        self._lost[HISTORY] += max(0, _counted(counters, "steps") - steps)
        history: list[Record] = []
        for batch in self._batches("changes", CHANGE):
            changes = max(changes, *(row["number"] for row in batch))
            sound = [row for row in batch if self._mender.is_change(row)]
            history += [Record(*(row[name] for name in CHANGE))._replace(kind=Kind(row["kind"])) for row in sound]
        self._lost[HISTORY] += max(changes, _counted(counters, "changes")) - len(history)
        self._rescued[HISTORY] = len(history)
        return history

    def _rows(self, kind: Kind) -> None:
        old = not self._salvage.version
        count = 0
        for batch in self._batches(kind, tuple(COLUMNS[kind]) if old else translating.STORED[kind]):
            whose = [row.get("annotator") for row in batch]
            if not old:
                for number in rescuing.annotators_missing(self._database, whose):
                    self._mender.meet(number, uuid.uuid4().hex)
            found = [(row["number"], row if old else shown(self._database, kind, row)) for row in batch]
            count += self._insert(kind, found)
        if kind is Kind.SCHEME and not count:
            count = self._insert(kind, [(None, self._mender.built_in_scheme())])
        self._rescued[str(kind)] = count

    def _insert(self, kind: Kind, found: list[tuple[int | None, Found]]) -> int:
        mended = [(number, row) for number, one in found if (row := self._mender.row(kind, number, one)) is not None]
        return rescuing.insert(self._database, kind, mended)

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


def _counted(counters: dict[Any, Any], table: str) -> int:
    counted = counters.get(table)
    return counted if isinstance(counted, int) and 0 < counted < _MOST else 0
