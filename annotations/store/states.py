"""What the journal says of rows: how each stands, since when, and all that it ever was. Two files are joined by that.

A row's state has a time: when the change was made that it shows, on the side where it was made. What a merge or an
import brought and was undone never was. What a merge did on its own account (a change without a time in its step) is
no state: the next merge works it out anew, so that the order of merges does not matter.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import orjson

from annotations.changes import Kind, Op
from annotations.model import ArticleId
from annotations.store.database import Database
from annotations.store.images import COLUMNS, columns_of, read_image, shape_of
from annotations.store.journal import Row

_BROUGHT = {Op.ADD_ARTICLES, Op.IMPORT, Op.HIGHLIGHT, Op.MERGE}
_REVERSALS = {Op.UNDO, Op.REDO}
_LOCAL = {"id", "article", "annotator", "created", "updated", "seconds"}
_CHANGES = """
    SELECT c.row, s.op, s.state, r.op, s.at, c.at, c.before, c.after FROM changes c JOIN steps s ON s.id = c.step
    LEFT JOIN steps r ON r.id = s.reverses WHERE c.kind = ? AND c.row IN (SELECT value FROM json_each(?)) ORDER BY c.id
"""


class State(NamedTuple):
    """How a row stands: `row` is none when it is gone, `last` what it was then. `at` is ISO 8601 in UTC.

    `known` has all that the row ever said, as `content` puts it.
    """

    at: str
    row: Row | None
    last: Row
    known: frozenset[bytes] = frozenset()

    def rank(self) -> tuple[str, bool, bytes]:
        """What decides between two states of a row: the newer one; of two at once, always the same one."""
        return self.at, self.row is None, _bytes(self.row)


def _bytes(row: Row | None) -> bytes:
    kept = {name: value for name, value in (row or {}).items() if name not in ("id", "article", "annotator")}
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)


def content(row: Row | None) -> bytes:
    """All that a row says but its times and the ids that each file gives for itself; empty when it is gone."""
    if row is None:
        return b""
    return orjson.dumps({n: v for n, v in row.items() if n not in _LOCAL}, option=orjson.OPT_SORT_KEYS)


def states(database: Database, kind: Kind, ids: Iterable[str]) -> dict[str, State]:
    """Read how rows stand by the journal; those that it does not know are left out."""
    found: dict[str, State] = {}
    known: dict[str, set[bytes]] = {}
    parameters = (kind, orjson.dumps(sorted(ids)).decode())
    for row_id, op, state, reversed_op, step_at, own_at, before, after in database.rows(
        _CHANGES, parameters, "totOtTTT"
    ):
        undone = op in _BROUGHT and state != "done"
        if undone or (op in _REVERSALS and reversed_op in _BROUGHT) or (op == Op.MERGE and own_at is None):
            continue
        now: Row | None = None if after is None else read_image(kind, row_id, after)
        earlier = found.get(row_id)
        at = own_at or _time(op, step_at, now, earlier.at if earlier else "")
        if op == Op.SPEND_TIME and earlier:
            at = earlier.at  # time that passes says nothing new
        last = now or (read_image(kind, row_id, before) if before else earlier.last if earlier else {})
        found[row_id] = State(at, now, last)
        known.setdefault(row_id, set()).add(content(now))
    return {row_id: state._replace(known=frozenset(known[row_id])) for row_id, state in found.items()}


def _time(op: str, step_at: str, row: Row | None, before: str) -> str:
    """The time of a change: later than the one before it, whatever the clock said."""
    at: str = row["updated"] if op == Op.IMPORT and row and row.get("updated") else step_at
    return at if at > before else _next(before)


def _next(at: str) -> str:
    try:
        later = datetime.fromisoformat(at) + timedelta(milliseconds=1)
    except (ValueError, OverflowError):  # what an imported file calls a time
        return f"{at} "
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def rows_on(database: Database, kind: Kind, article: str) -> dict[str, Row]:
    """Read the rows of a kind that are about an article, by id, as the table has them."""
    return {row["id"]: row for row in _rows(database, kind, " WHERE article = ?", article)}


def rows_of(database: Database, kind: Kind) -> Iterator[Row]:
    """Read all rows of a kind, oldest first."""
    yield from _rows(database, kind, " ORDER BY number")


def row_where(database: Database, kind: Kind, column: str, value: str) -> Row | None:
    """Read the row of a kind that has a value in a column."""
    return next(_rows(database, kind, f' WHERE "{column}" = ?', value), None)


def gone(database: Database, *, by_merging: bool = False) -> Mapping[ArticleId, frozenset[str]]:
    """The ids of annotations that the journal has but the table has not, by article; or those that a merge took out."""
    sql = (
        "SELECT DISTINCT row, json_extract(before, '$.article') FROM changes c WHERE kind = 'annotations'"
        " AND after IS NULL AND NOT EXISTS (SELECT 1 FROM annotations WHERE id = c.row)"
    )
    if by_merging:
        sql += " AND c.at IS NULL AND step IN (SELECT id FROM steps WHERE op = 'merge')"
    found: dict[ArticleId, set[str]] = {}
    for row_id, article in database.rows(sql, shape="tt"):
        found.setdefault(article, set()).add(row_id)
    return {article: frozenset(ids) for article, ids in found.items()}


def _rows(database: Database, kind: Kind, which: str, *parameters: str) -> Iterator[Row]:
    for values in database.stream(f"SELECT {columns_of(kind)} FROM {kind}{which}", parameters, shape_of(kind)):
        yield dict(zip(COLUMNS[kind], values, strict=True))
