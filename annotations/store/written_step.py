"""The line of a step in the journal, and the lines of its changes."""

from datetime import UTC, datetime
from random import getrandbits

from annotations.changes import Kind, Op
from annotations.errors import ClaimdeskError
from annotations.model import AnnotatorId
from annotations.store.codecs import stored_time
from annotations.store.database import Database
from annotations.store.standing_rows import StandingRows

_STATES = {Op.UNDO: "reversal", Op.REDO: "reversal", Op.SPEND_TIME: "kept"}  # of steps that are on no undo list


def now() -> str:
    """The time as it is written everywhere: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class WrittenStep(StandingRows):
    """A step that is being written. Its line is made with its first change."""

    def __init__(
        self, database: Database, op: Op, detail: str = "", by: AnnotatorId | None = None, *, step: int = 0
    ) -> None:
        super().__init__(database)
        self._execute = database.connection.execute
        self.reverses: int | None = None  # the step that this one takes back
        self.numbers = (0, 0)
        """The numbers of the first and the last change that was written; 0 when there is none."""
        self.op, self.detail, self.by, self.step, self.at = op, detail, by, step, now()
        if step:
            self._continue()

    def _continue(self) -> None:
        sql = "UPDATE steps SET at = ? WHERE id = ? RETURNING state"
        if self._execute(sql, (stored_time(self.at), self.step)).fetchall() != [("done",)]:
            title = self.detail or self.op.words
            raise ClaimdeskError(f"“{title}” was undone while it was still running, so it stopped.")

    def set_state(self, step: int, state: str) -> None:
        """Write what has become of an earlier step: done or undone."""
        self._execute("UPDATE steps SET state = ? WHERE id = ?", (state, step))

    def _write(
        self, kind: Kind, article: int | None, row: int, count: int, what: str, before: bytes | str | None,
        at: str | None,
    ) -> None:  # fmt: skip
        self.step = self.step or self._begin()
        last = self._execute(
            "INSERT INTO changes (step, kind, article, row, count, what, before, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.step, kind, article, row, count, what, before, None if at is None else stored_time(at)),
        ).lastrowid
        self.numbers = self.numbers[0] or last or 0, last or 0

    def _begin(self) -> int:
        state = _STATES.get(self.op, "done")
        by = (self._numbers.annotator(self.by) or None) if self.by else None
        if by is not None and state == "done":
            self._execute("UPDATE steps SET state = 'gone' WHERE annotator = ? AND state = 'undone'", (by,))
        step = self._execute(
            "INSERT INTO steps (op, detail, annotator, at, state, reverses, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.op, self.detail, by, stored_time(self.at), state, self.reverses, getrandbits(47)),
        ).lastrowid
        return int(step or 0)
