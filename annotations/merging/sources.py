"""What two files say of the same text: the earlier import counts, and where else the text was found is kept with it.

The outcome is the same whichever file is merged into which, and in whichever order several are.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson

from annotations.model import ALSO, FILE
from annotations.operations.text_sources import MOST, SAID, distinct
from annotations.store.images import Row

_NOT_SAID = ("id", "text", "sha256", "added", "meta")


class Joined(NamedTuple):
    """The row of the earlier import, with the sources that only the other one names; `lost` had no room."""

    row: Row
    lost: int = 0


def joined(ours: Row, theirs: Row) -> Joined:
    """Join the rows of one text."""
    first, second = sorted((ours, theirs), key=_told)
    meta, other = _meta(first), _meta(second)
    if not isinstance(meta.get(ALSO, []), list):
        return Joined(first)
    also = distinct([*_also(meta), *_also(other), _source(second, other)], _source(first, meta))
    if also == _also(meta):
        return Joined(first)
    kept = orjson.dumps({**meta, ALSO: also[:MOST]}).decode()
    return Joined({**first, "meta": kept}, len(also[MOST:]))


def _told(row: Row) -> tuple[Any, ...]:
    said: Iterable[str] = (name for name in sorted(row) if name not in _NOT_SAID)
    meta = {key: value for key, value in _meta(row).items() if key != ALSO}
    return (row["added"], *(str(row[name]) for name in said), orjson.dumps(meta, option=orjson.OPT_SORT_KEYS))


def _meta(row: Row) -> dict[str, Any]:
    """The metadata of a row; that which is damaged says nothing."""
    try:
        found = orjson.loads(row["meta"])
    except orjson.JSONDecodeError:
        found = None
    return found if isinstance(found, dict) else {ALSO: None}


def _also(meta: dict[str, Any]) -> list[Any]:
    also = meta.get(ALSO, [])
    return also if isinstance(also, list) else []


def _source(row: Row, meta: dict[str, Any]) -> dict[str, Any]:
    """All that tells where a text is from."""
    file = meta.get(FILE)
    return {name: row[name] for name in SAID if row[name]} | ({FILE: file} if isinstance(file, str) else {})
