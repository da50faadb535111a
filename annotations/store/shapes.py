"""What the columns of a query may hold, checked as rows are read: a damaged file gives other things than it was given.

A *shape* has one letter for each column: `t` text, `i` an integer, `r` a number, `s` a status, `a` a kind of annotator,
`v` a verdict, `k` a kind of row, `o` an operation. Capital letters may be NULL, too, and `-` may be anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, get_args

import orjson

from annotations.changes import Kind, Op
from annotations.model import AnnotatorKind, Status, Verdict

Row = tuple[Any, ...]

_TYPES: Mapping[str, frozenset[type]] = {
    "t": frozenset({str}),
    "i": frozenset({int}),
    "r": frozenset({float, int}),
}
_VALUES: Mapping[str, frozenset[str]] = {
    "s": frozenset(get_args(Status)),
    "a": frozenset(get_args(AnnotatorKind)),
    "k": frozenset(Kind),
    "o": frozenset(Op),
    "v": frozenset(get_args(Verdict)),
}
_CHUNK = 2_000  # rows that are turned into columns at once


def misfit(rows: Sequence[Row], shape: str) -> Row | None:
    """Find a row that does not have a shape; none when all have it. Columns are checked whole, at the speed of C."""
    if not rows:
        return None
    if len(shape) == 1:
        return None if _fits(chain.from_iterable(rows), shape) else _first_misfit(rows, shape)
    for begin in range(0, len(rows), _CHUNK):
        chunk = rows[begin : begin + _CHUNK]
        if not all(map(_fits, zip(*chunk, strict=True), shape)):
            return _first_misfit(chunk, shape)
    return None


def _fits(column: Iterable[Any], letter: str) -> bool:
    if letter == "-":
        return True
    if letter.lower() in _VALUES:
        return _all_among(column, _values(letter))
    types = set(map(type, column))
    return types <= _types(letter)


def _first_misfit(rows: Sequence[Row], shape: str) -> Row | None:
    return next((row for row in rows if not all(map(_fits, ((value,) for value in row), shape))), None)


def _all_among(column: Iterable[Any], values: frozenset[Any]) -> bool:
    return values.issuperset(column)


@lru_cache
def _types(letter: str) -> frozenset[type]:
    types = _TYPES[letter.lower()]
    return types | {type(None)} if letter.isupper() else types


@lru_cache
def _values(letter: str) -> frozenset[Any]:
    values = _VALUES[letter.lower()]
    return values | {None} if letter.isupper() else values


def allowed(letter: str) -> tuple[frozenset[Any], bool]:
    """The types that a letter stands for; or its values, when there are only few."""
    by_value = letter.lower() in _VALUES
    return (_values(letter) if by_value else _types(letter)), by_value


def json_object(text: Any) -> dict[str, Any] | None:
    """Read a JSON object; none when a text is not one."""
    try:
        found = orjson.loads(text)
    except (orjson.JSONDecodeError, TypeError):
        return None
    return found if isinstance(found, dict) else None
