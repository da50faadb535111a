"""What stands under a key of JSON, when it has the shape that the format gives it; a sentence when it has another."""

from collections.abc import Mapping
from typing import Any

from annotations.errors import ImportFailed

_KINDS = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}


def listed(raw: Mapping[str, Any], key: str) -> list[Any]:
    """The list under a key, empty where nothing is."""
    return _shaped(raw, key, list, "a list") or []


def table(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The object under a key, empty where nothing is."""
    return _shaped(raw, key, dict, "an object") or {}


def _shaped(raw: Mapping[str, Any], key: str, kind: type, wanted: str) -> Any:
    value = raw.get(key)
    if value is None or isinstance(value, kind):
        return value
    found = _KINDS.get(type(value), "something else")
    raise ImportFailed(f"“{key}” should be {wanted}, but here it is {found}. It was left out.")
