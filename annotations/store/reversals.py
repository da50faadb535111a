"""Taking back: put rows back as the journal's images have them, unless something has changed them since.

Time spent (`RUNNING`) only adds up: a row that is put back keeps the time spent since, and a machine's row keeps what
its pipeline says of itself.
"""

import sqlite3
from collections.abc import Iterable
from itertools import groupby

from annotations.changes import Kind, Op
from annotations.errors import ClaimdeskError
from annotations.store.images import BULKY, Row
from annotations.store.journal import Journal, without
from annotations.store.rewinding import Change

RUNNING = {
    Kind.ANNOTATION: frozenset({"seconds"}),
    Kind.PROGRESS: frozenset({"seconds"}),
    Kind.MACHINE: frozenset({"licence", "hash", "labels"}),
}


def reverse(journal: Journal, step: int, title: str, changes: Iterable[Change], state: str) -> None:
    """Put back rows that `step` changed, the newest change first; the step is in `state` then."""
    journal.reverses = step
    refusal = f"“{title}” cannot be {state if journal.op is Op.UNDO else 'redone'}."
    try:
        for kind, some in groupby(changes, key=lambda change: change.kind):
            _put_back(journal, kind, some, refusal)
    except sqlite3.IntegrityError:
        why = (
            "There is work that builds on it."
            if journal.op is Op.UNDO
            else "Something that it needs has changed since."
        )
        raise ClaimdeskError(f"{refusal} {why}") from None
    journal.set_state(step, state)


def restore_image(journal: Journal, kind: Kind, row_id: str, image: Row | None, *, keep_time: bool = True) -> None:
    """Make a row what an image says: as it was, or absent. Time spent stays.

    So a row of progress with time spent stays too, as to do, unless `keep_time` is off.
    """
    there = journal.find(kind, row_id)
    if image is None and there and kind is Kind.PROGRESS and there["seconds"] and keep_time:
        journal.update(kind, row_id, {"status": "todo"})
    elif image is None and there:
        if kind is Kind.ARTICLE:  # progress of those who only looked at it must not keep it there
            for progress in journal.waiting(row_id):
                journal.delete(Kind.PROGRESS, progress)
        journal.delete(kind, row_id)
    elif image and there is None:
        journal.insert(kind, [image])
    elif image:
        journal.update(kind, row_id, without(RUNNING, kind, image) or {})


def _put_back(journal: Journal, kind: Kind, changes: Iterable[Change], refusal: str) -> None:
    """Put back rows of one kind. New annotations are collected and deleted together."""
    going: dict[str, Row] = {}
    for change in changes:
        row_id, before, after = change.row, change.before, change.after
        if row_id in going:
            _delete(journal, kind, going)
        there = journal.find(kind, row_id)
        if without(RUNNING, kind, without(BULKY, kind, there)) != without(RUNNING, kind, after):
            raise ClaimdeskError(f"{refusal} The same thing has been changed since.")
        if before is None and there and kind is Kind.ANNOTATION:
            going[row_id] = there
            continue
        _delete(journal, kind, going)  # in their order
        spent = (after or {}).get("seconds") != (there or {}).get("seconds")
        restore_image(journal, kind, row_id, before, keep_time=spent)
    _delete(journal, kind, going)


def _delete(journal: Journal, kind: Kind, going: dict[str, Row]) -> None:
    journal.delete_all(kind, going)
    going.clear()
