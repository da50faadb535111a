"""What the journal says of rows: how each stands, since when, and all that it ever was. Two files are joined by that.

A row's state has a time: when the change was made that it shows, on the side where it was made. What a merge or an
import brought and was undone never was. What a merge did on its own account (a change without a time in its step) is
no state: the next merge works it out anew, so that the order of merges does not matter.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import orjson

from annotations.changes import Kind, Op
from annotations.model import ArticleId
from annotations.store import rewinding, rows
from annotations.store.codecs import shown_id, shown_time, stored_hash, stored_id
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.images import Row

_BROUGHT = {Op.ADD_ARTICLES, Op.IMPORT, Op.HIGHLIGHT, Op.MERGE}
_REVERSALS = {Op.UNDO, Op.REDO}
_LOCAL = {"id", "article", "annotator", "created", "updated", "seconds"}
_STEPS = """
    SELECT s.id, s.op, s.state, r.op, s.at FROM steps s LEFT JOIN steps r ON r.id = s.reverses
    WHERE s.id IN (SELECT value FROM json_each(?))
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
    numbers = rows.numbers_of(database, kind, sorted(ids))
    changes = rewinding.of_rows(database, kind, dict(numbers.values()))
    steps = _steps(database, {change.step for change in changes})
    found: dict[str, State] = {}
    known: dict[str, set[bytes]] = {}
    for change in changes:
        op, state, reversed_op, step_at = steps[change.step]
        undone = op in _BROUGHT and state != "done"
        if undone or (op in _REVERSALS and reversed_op in _BROUGHT) or (op == Op.MERGE and change.at is None):
            continue
        earlier = found.get(change.row)
        at = change.at or _time(op, step_at, change.after, earlier.at if earlier else "")
        if op == Op.SPEND_TIME and earlier:
            at = earlier.at  # time that passes says nothing new
        last = change.after or change.before or (earlier.last if earlier else {})
        found[change.row] = State(at, change.after, last)
        known.setdefault(change.row, set()).add(content(change.after))
    return {row_id: state._replace(known=frozenset(known[row_id])) for row_id, state in found.items()}


def _steps(database: Database, numbers: Iterable[int]) -> dict[int, tuple[str, str, str | None, str]]:
    found = database.rows(_STEPS, (orjson.dumps(sorted(numbers)).decode(),), "iotO-")
    steps = {number: (op, state, reversed_op, shown_time(at)) for number, op, state, reversed_op, at in found}
    if len(steps) != len(set(numbers)):
        raise damaged_at("what its history says")
    return steps


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
    """Read the rows of a kind that are about an article, by id."""
    found = rows.read(database, kind, "WHERE article = ? ORDER BY number", (database.numbers.article(article),))
    return {row["id"]: row for _, row in found}


def article_row(database: Database, article: str) -> Row | None:
    """Read the row of an article."""
    return _article(database, "WHERE id = ?", stored_id(article))


def article_with_text(database: Database, sha256: str) -> Row | None:
    """Read the row of the article with this text."""
    return _article(database, "WHERE sha256 = ?", stored_hash(sha256))


def gone(database: Database, *, by_merging: bool = False) -> Mapping[ArticleId, frozenset[str]]:
    """The ids of annotations that the journal has but the table has not, by article; or those that a merge took out."""
    sql = "SELECT number, id, article FROM removed WHERE kind = 'annotations' AND article IS NOT NULL"
    taken = _taken_out(database) if by_merging else None
    found: dict[ArticleId, set[str]] = {}
    for number, row_id, article in database.rows(sql, (), "i-i"):
        if taken is None or number in taken:
            found.setdefault(database.numbers.article_id(article), set()).add(shown_id(row_id))
    return {article: frozenset(ids) for article, ids in found.items()}


def _taken_out(database: Database) -> set[int]:
    which = (
        "kind = 'annotations' AND what = 'delete' AND at IS NULL AND step IN (SELECT id FROM steps WHERE op = 'merge')"
    )
    return {number for record in rewinding.records(database, which, ()) for number in record.numbers()}


def _article(database: Database, which: str, value: bytes | str) -> Row | None:
    return next((row for _, row in rows.read(database, Kind.ARTICLE, which, (value,))), None)
