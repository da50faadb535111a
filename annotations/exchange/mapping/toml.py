"""Write values as readable TOML: letters of every script unchanged, escapes only where TOML requires them."""

import re
from collections.abc import Mapping
from typing import Any

_FORBIDDEN = re.compile(r'["\\\x00-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def toml(value: Any) -> str:
    """A text, number, boolean, list or table on one line. Lone surrogates become U+FFFD, because TOML forbids them."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml(str(key))} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return f'"{_FORBIDDEN.sub(_escaped, whole)}"'
    return str(value)


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"
