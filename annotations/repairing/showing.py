"""Rows of a damaged file as far as they can be read: what cannot is left as it is, for the mender."""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.changes import Kind
from annotations.errors import ProjectDamaged
from annotations.store import codecs, rows, translating
from annotations.store.database import Database
from annotations.store.images import COLUMNS
from annotations.store.salvage import Found

NEAR = 60  # code points around a mark's position in which its words are searched for
_READ: Mapping[str, Callable[[Any], str]] = {
    "id": codecs.shown_id,
    "derived_from": codecs.shown_id,
    "sha256": codecs.shown_hash,
    "created": codecs.shown_time,
    "updated": codecs.shown_time,
    "added": codecs.shown_time,
}


def shown(database: Database, kind: Kind, found: Found) -> Found:
    """A row of a table as it is shown; articles and annotators that it points to are in the new file already."""
    row = {name: found.get(name) for name in translating.STORED[kind] if name in found}
    _point(database, row)
    if kind is Kind.ANNOTATION:
        _complete(database, row, found)
    if kind in rows.PAIRED:
        row["id"] = f"{row.get('annotator')}:{row.get('article')}"
    elif kind is Kind.MACHINE:
        row["id"] = row.get("annotator")
    for name, read in _READ.items():
        if row.get(name) is not None:
            row[name] = _read(read, row[name])
    return {name: row[name] for name in COLUMNS[kind] if name in row}


def _point(database: Database, row: Found) -> None:
    """Let a row point to articles and annotators by id."""
    for name, read in (("article", database.numbers.article_id), ("annotator", database.numbers.annotator_id)):
        if name in row:
            row[name] = _read(read, row[name]) if isinstance(row[name], int) else None


def _complete(database: Database, row: Found, found: Found) -> None:
    """Give an annotation what its table leaves out."""
    row["quote"] = _quote(database, found)
    for name in ("fields", "links"):
        row[name] = translating.EMPTY if row.get(name) is None else row[name]
    if row.get("updated") is None:
        row["updated"] = row.get("created")


def _read(read: Callable[[Any], str], value: Any) -> Any:
    try:
        return read(value)
    except ProjectDamaged:
        return value


def _quote(database: Database, found: Found) -> Any:
    """The words of a mark: what stands in its place, or near to it, if that is what was marked."""
    said, article, start, end = (found.get(name) for name in ("words", "article", "start", "end"))
    if isinstance(said, str):
        return said
    if not (isinstance(article, int) and isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        return ""
    text = database.numbers.text(article)
    for shift in sorted(range(-NEAR, NEAR + 1), key=abs) if isinstance(said, int) else ():
        near = text[max(0, start + shift) : max(0, end + shift)]
        if codecs.words(near) == said:
            return near
    return text[start:end]
