"""Check the types of a scheme's records, which may be wrong in a damaged file."""

import re
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from annotations.scheme.records import HUES

_COLOUR = re.compile(r"|#[0-9A-Fa-f]{6}")


def check_types(record: Any) -> None:
    """Raise TypeError if an attribute of a record, or of one inside it, has the wrong type or is not a colour."""
    for name, hint in _hints(record.__class__).items():
        value = getattr(record, name)
        if not _fits(value, hint) or (name == "colour" and not (_COLOUR.fullmatch(value) or value in HUES)):
            raise TypeError(f"{name} is {value!r:.40}")


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin is Literal:
        return isinstance(value, str) and value in get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(item, get_args(hint)[0]) for item in value)
    if origin is Mapping:
        return isinstance(value, dict) and all(isinstance(item, str) for pair in value.items() for item in pair)
    if hint is float:
        return type(value) in (int, float)
    if hasattr(hint, "_fields"):
        check_types(value)
        return isinstance(value, hint)
    return type(value) is (NoneType if hint is None else hint)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
