"""The annotation scheme that the project uses, kept in the file with the earlier ones."""

from annotations.changes import Kind
from annotations.errors import SchemeError
from annotations.scheme import Scheme, scheme_from_json, scheme_to_json
from annotations.store.codecs import shown_time
from annotations.store.database import Database
from annotations.store.failures import damaged, damaged_at
from annotations.store.journal import Journal


def insert(journal: Journal, scheme: Scheme) -> None:
    """Write a scheme; the one written last is the one in use."""
    row_id = f"{scheme.name}/{scheme.version}"
    journal.insert(Kind.SCHEME, [{"id": row_id, "content": scheme_to_json(scheme), "added": journal.at}])


def current(database: Database) -> Scheme:
    """Read the scheme in use."""
    row = database.row("SELECT content FROM schemes ORDER BY number DESC LIMIT 1", shape="t")
    if row is None:
        raise damaged(database.path, "it has lost its scheme")
    try:
        return scheme_from_json(row[0])
    except SchemeError as error:
        raise damaged(database.path, f"its scheme cannot be read ({error.__cause__!s:.80})") from None


def versions(database: Database) -> list[tuple[int, str]]:
    """Read which versions of the scheme there were, oldest first, and from when on."""
    rows = database.rows("SELECT id, added FROM schemes ORDER BY number", shape="t-")
    numbers = [name.rpartition("/")[2] for name, _ in rows]
    if not all(number.isdecimal() for number in numbers):
        raise damaged_at("the versions of its scheme")
    return [(int(number), shown_time(added)) for number, (_, added) in zip(numbers, rows, strict=True)]
