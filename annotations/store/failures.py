"""What SQLite complains of, as sentences that say what to do."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from annotations.errors import ProjectDamaged, ProjectUnavailable, UserCancelled

NOT_OURS = "{path} is not a Claimdesk project. Make one with “claimdesk new”."
READ_ONLY = "{path} is read-only here. Copy it to a folder that you can write to."
ADVICE = "Restore a backup, or rescue what can be read with “claimdesk check FILE --repair NEW”."
FULL_TO_WRITE = "The disk is full, so {path} can only be read. Free some space and open it again."
FULL = "The disk is full, so {path} could not be opened. Free some space and open it again."

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is being written by another program. Try again in a moment.",
    sqlite3.SQLITE_LOCKED: "{path} is being written by another program. Try again in a moment.",
    sqlite3.SQLITE_FULL: "The disk is full, so nothing was written to {path}. Free some space and do it again.",
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: "{path} could not be read or written. Check the disk or the network drive it is on.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened. Check that the folder exists and that you can write to it.",
    # What an action builds on can vanish while it is thought over. Any other broken constraint is a bug.
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "Another window has changed {path}. Look at it and do it again.",
    sqlite3.SQLITE_NOTADB: NOT_OURS,
    sqlite3.SQLITE_TOOBIG: "That is too long to be kept in {path}. Split it.",
}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT}
# SQLite has no code of its own for these. The tables of a project are all there when it is opened, and our SQL is
# tested, so they tell of damage: in JSON, in the full-text index, in what a text or the schema is made of.
_SIGNS_OF_DAMAGE = re.compile(
    r"malformed|already exists|duplicate column|Could not decode|no such (?:table|column|module)|fts5"
    r"|vtable constructor failed|unsupported file format|bad JSON path|JSON cannot hold BLOB"
)
# Rows that only the program itself makes, from others, so that in a sound file they never clash.
_SIGNS_OF_MISFIT = re.compile(
    r"constraint failed: (?:(?:terms|annotation_terms|article_terms|progress|removed)\.|\w+\.number)"
)
# What SQLite says when it is interrupted while it makes the table of `json_each`, which is always there otherwise.
_NO_LIST = "vtable constructor failed: json_each"


def in_words(row: Sequence[object]) -> str:
    """A row that is not as it should be, for a sentence: what its columns hold, short enough to be read."""
    told = ", ".join(repr(value)[:20] for value in row[:4])
    return f"it has a row that begins with {told}"


def damaged(path: Path, what: str = "") -> ProjectDamaged:
    """The error that says that a project is damaged, and where when it is known."""
    return ProjectDamaged(f"{path} is damaged{f': {what}' if what else ''}.", ADVICE)


def damaged_at(what: str) -> ProjectDamaged:
    """The error that says what in the project that is open is damaged."""
    return ProjectDamaged(f"The project is damaged at {what}.", ADVICE)


@contextmanager
def sentences_for(path: Path) -> Iterator[None]:
    """Turn SQLite's errors that the user can act on into ProjectUnavailable; any other stays a bug.

    A query that was interrupted is UserCancelled.
    """
    try:
        yield
    except sqlite3.Error as error:
        found = _meaning(path, error)
        if found is None:
            raise
        raise found from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Do the same for a block that does nothing but read the project: bytes that are no text are damage there."""
    try:
        with sentences_for(path):
            yield
    except UnicodeDecodeError as error:  # Python's module, on a message of SQLite that quotes what is in the file
        raise damaged(path) from error
    except ProjectUnavailable as error:
        if isinstance(error.__cause__, sqlite3.DataError):  # a value that claims to be larger than any can be
            raise damaged(path) from error
        raise


def _meaning(path: Path, error: sqlite3.Error) -> ProjectUnavailable | UserCancelled | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_INTERRUPT or str(error).startswith(_NO_LIST):
        return UserCancelled()
    if code & 0xFF in _DAMAGE or (code & 0xFF == sqlite3.SQLITE_ERROR and _SIGNS_OF_DAMAGE.search(str(error))):
        return damaged(path)
    if code & 0xFF == sqlite3.SQLITE_CONSTRAINT and _SIGNS_OF_MISFIT.search(str(error)):
        return damaged(path)
    sentence = _SENTENCES.get(code) or _SENTENCES.get(code & 0xFF)
    return ProjectUnavailable(sentence.format(path=path)) if sentence else None
