"""The rows of each kind as the journal keeps them: which columns there are and what they hold.

An image is read out of the file and can be put back into a table, so a damaged or hostile one must not name a column
that is not there, nor hold what the column would not.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from annotations.changes import Kind
from annotations.store.shapes import allowed

Row = Mapping[str, Any]
"""A row as it is shown: the columns below, by name."""

BULKY = {Kind.ARTICLE: frozenset({"text"}), Kind.SCHEME: frozenset({"content"})}

# What each column holds, in the letters of `store.shapes`.
COLUMNS: Mapping[Kind, Mapping[str, str]] = {
    Kind.ARTICLE: {
        "id": "t", "title": "t", "source": "t", "url": "t", "published": "t", "language": "t", "meta": "t",
        "sha256": "t", "added": "t", "text": "t",
    },
    Kind.ANNOTATION: {
        "id": "t", "article": "t", "annotator": "t", "layer": "t", "start": "I", "end": "I", "quote": "t",
        "label": "t", "fields": "t", "links": "t", "verdict": "V", "how": "t", "derived_from": "T", "score": "R",
        "created": "t", "updated": "t", "seconds": "r",
    },
    Kind.ANNOTATOR: {"id": "t", "name": "t", "kind": "a", "version": "t", "added": "t"},
    Kind.PROGRESS: {"id": "t", "article": "t", "annotator": "t", "status": "s", "seconds": "r", "updated": "t"},
    Kind.SCHEME: {"id": "t", "content": "t", "added": "t"},
    Kind.MACHINE: {
        "id": "t", "annotator": "t", "licence": "t", "hash": "t", "labels": "t", "shown": "i", "threshold": "r",
    },
    Kind.PROBLEM: {"id": "t", "annotator": "t", "article": "t", "sentence": "t"},
}  # fmt: skip


def is_image(kind: Kind, image: Mapping[str, Any]) -> bool:
    """Whether there is all that a row of a kind has, but for what is bulky, and nothing else."""
    columns, bulky = _columns(kind), BULKY.get(kind, frozenset())
    if not columns.keys() - bulky <= image.keys():
        return False
    if not all(_fits(columns.get(name), value) for name, value in image.items()):
        return False
    return kind is not Kind.PROGRESS or image["id"] == f"{image['annotator']}:{image['article']}"


def is_part(kind: Kind, image: Mapping[str, Any]) -> bool:
    """Whether there are only columns that a row of a kind has, and only what they may hold."""
    columns = _columns(kind)
    return all(_fits(columns.get(name), value) for name, value in image.items())


def _fits(wanted: tuple[frozenset[Any], bool] | None, value: Any) -> bool:
    if wanted is None:
        return False
    found, by_value = wanted
    if by_value:
        return isinstance(value, str | None) and value in found
    return type(value) in found


@cache
def _columns(kind: Kind) -> Mapping[str, tuple[frozenset[Any], bool]]:
    return {name: allowed(letter) for name, letter in COLUMNS[kind].items()}
