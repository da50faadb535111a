"""Which rows stand by the journal, and which by the tables. In a sound file they are the same."""

from annotations.changes import Kind
from annotations.errors import ProjectDamaged
from annotations.store.database import Database
from annotations.store.rewinding import RECORD, RECORD_SHAPE, Record


def by_journal(database: Database, kind: Kind) -> tuple[set[int], set[int]]:
    """The numbers of the rows that the journal leaves standing, and of those that it has seen go."""
    there: set[int] = set()
    gone: set[int] = set()
    sql = f"SELECT {RECORD} FROM changes WHERE kind = ? AND what <> 'update' ORDER BY id"
    for row in database.stream(sql, (kind,), RECORD_SHAPE):
        record = Record(row[0], row[1], Kind(row[2]), *row[3:])
        try:
            numbers = record.numbers()
        except ProjectDamaged:  # it is found by itself
            continue
        if record.is_insertion:
            there.update(numbers)
            gone.difference_update(numbers)
        else:
            there.difference_update(numbers)
            gone.update(numbers)
    return there, gone


def by_table(database: Database, kind: Kind) -> set[int]:
    """The numbers of the rows that are in a table."""
    return {row[0] for row in database.stream(f"SELECT number FROM {kind}", shape="i")}


def unlike_journal(database: Database, kind: Kind) -> tuple[set[int], set[int], list[int]]:
    """The rows that stand by the journal, those that are gone by it, and those on which the table does not agree."""
    there, gone = by_journal(database, kind)
    return there, gone, sorted(there ^ by_table(database, kind))
