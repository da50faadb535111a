"""Writing what was rescued of a damaged project into a new file: rows with their history, so that both agree.

Rows are written as they were, not through the journal, whose own rows come with them. What the history does not say of
a row, or says of one that could not be rescued, is added to it in one last step.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from annotations.changes import Kind, Op
from annotations.store.database import Database
from annotations.store.images import BULKY, COLUMNS
from annotations.store.integrity import IN_JOURNAL, IN_TABLES
from annotations.store.journal import image_of, now

Found = dict[str, Any]

STEP = ("id", "op", "detail", "annotator", "at", "state", "reverses")
CHANGE = ("id", "step", "kind", "row", "before", "after", "at")


def insert(database: Database, table: str, columns: Iterable[str], rows: Sequence[Found]) -> int:
    """Insert rows, but for those with what may be there once only; return how many went in."""
    names = list(columns)
    before = database.connection.total_changes
    count = database.number(f"SELECT count(*) FROM {table}")
    if rows:
        sql = f"INSERT OR IGNORE INTO {table} ({', '.join(map(_quoted, names))}) VALUES ({', '.join('?' * len(names))})"
        database.connection.executemany(sql, [tuple(row.get(name) for name in names) for row in rows])
    if database.connection.total_changes == before:
        return 0
    return database.number(f"SELECT count(*) FROM {table}") - count


def take_out_doubles(database: Database, annotation: Found) -> int:
    """Delete marks like this one that the history has never heard of: the same mark, of which the id is damaged."""
    sql = (
        'DELETE FROM annotations WHERE article = ? AND annotator = ? AND layer = ? AND start IS ? AND "end" IS ?'
        " AND label = ? AND NOT EXISTS (SELECT 1 FROM changes WHERE row = annotations.id AND kind = 'annotations')"
    )
    place = [annotation[name] for name in ("article", "annotator", "layer", "start", "end", "label")]
    return database.connection.execute(sql, place).rowcount


def set_links(database: Database, annotation_id: str, links: str) -> None:
    """Write the links of an annotation."""
    database.connection.execute("UPDATE annotations SET links = ? WHERE id = ?", (links, annotation_id))


def let_nothing_be_undone(database: Database) -> None:
    """Keep every step in the history, and take it off the list of what can be undone or done again."""
    database.connection.execute("UPDATE steps SET state = 'kept' WHERE state = 'done'")
    database.connection.execute("UPDATE steps SET state = 'gone' WHERE state = 'undone'")


def unlike_journal(database: Database) -> tuple[list[tuple[Kind, str]], list[tuple[Kind, str]]]:
    """The rows that the history has not, and those that only the history has."""
    only = "SELECT * FROM ({}) EXCEPT SELECT * FROM ({})"
    missing, lost = (
        [(Kind(kind), row) for kind, row in database.rows(only.format(one, other), shape="kt")]
        for one, other in ((IN_TABLES, IN_JOURNAL), (IN_JOURNAL, IN_TABLES))
    )
    return missing, lost


def settle(database: Database, source: Path) -> None:
    """Let the history agree with the tables, in one step that says where the rows come from."""
    missing, lost = unlike_journal(database)
    if not missing and not lost:
        return
    at = now()
    step = database.connection.execute(
        "INSERT INTO steps (op, detail, at, state) VALUES (?, ?, ?, 'kept')",
        (Op.IMPORT, f"what was rescued of {source.name}", at),
    ).lastrowid
    changes = [
        *((step, kind, row, None, image_of(_row(database, kind, row)), at) for kind, row in missing),
        *((step, kind, row, _last_image(database, kind, row), None, at) for kind, row in lost),
    ]
    database.connection.executemany(
        "INSERT INTO changes (step, kind, row, before, after, at) VALUES (?, ?, ?, ?, ?, ?)", changes
    )


def _row(database: Database, kind: Kind, row_id: str) -> Found:
    names = [name for name in COLUMNS[kind] if name not in BULKY.get(kind, ())]
    found = database.row(f"SELECT {', '.join(map(_quoted, names))} FROM {kind} WHERE id = ?", (row_id,))
    return dict(zip(names, found or (), strict=True))


def _last_image(database: Database, kind: Kind, row_id: str) -> str | None:
    sql = "SELECT after FROM changes WHERE row = ? AND kind = ? ORDER BY id DESC LIMIT 1"
    found = database.row(sql, (row_id, kind), "T")
    return found[0] if found else None


def _quoted(name: str) -> str:
    return f'"{name}"'
