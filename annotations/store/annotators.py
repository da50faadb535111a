"""Annotators: rows ↔ records."""

from typing import Any

from annotations.changes import Kind
from annotations.model import Annotator, AnnotatorId, AnnotatorKind
from annotations.store.codecs import shown_id
from annotations.store.database import Database
from annotations.store.journal import Journal

_COLUMNS = "id, name, kind, version"


def insert(journal: Journal, annotator: Annotator) -> None:
    """Write a new annotator."""
    journal.insert(Kind.ANNOTATOR, [annotator._asdict() | {"added": journal.at}])


def rename(journal: Journal, annotator: AnnotatorId, name: str) -> None:
    """Give an annotator another name."""
    journal.update(Kind.ANNOTATOR, annotator, {"name": name})


def annotators(database: Database) -> list[Annotator]:
    """Read all annotators in the order in which they came."""
    return list(map(_record, database.rows(f"SELECT {_COLUMNS} FROM annotators ORDER BY number", shape="-tat")))


def annotator_called(database: Database, name: str, kind: AnnotatorKind, version: str) -> Annotator | None:
    """Read the annotator of this name, kind and version."""
    sql = f"SELECT {_COLUMNS} FROM annotators WHERE name = ? AND kind = ? AND version = ?"
    row = database.row(sql, (name, kind, version), "-tat")
    return _record(row) if row else None


def annotation_counts(database: Database) -> dict[AnnotatorId, int]:
    """Count the annotations of each annotator that has some."""
    found = database.rows("SELECT annotator, count(*) FROM annotations GROUP BY 1", shape="ii")
    return {database.numbers.annotator_id(annotator): count for annotator, count in found}


def _record(row: tuple[Any, ...]) -> Annotator:
    return Annotator(AnnotatorId(shown_id(row[0])), *row[1:])
