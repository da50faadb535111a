"""Read JSON values with the type that the format requires. A wrong type gives a message."""

import builtins
from collections.abc import Mapping
from typing import Any

from annotations.display import shortened
from annotations.exchange.spans import shown, whole_number
from annotations.exchange.times import as_text

_SHOWN = 40


class JsonObject:
    """The values of an object, with the expected types. `lost` has messages about wrong types."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.lost: builtins.list[str] = []

    def _of(self, key: str, kind: type | tuple[type, ...]) -> Any:
        value = self._raw.get(key)
        if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
            return value
        self._lose(key, value)
        return None

    def _lose(self, key: str, value: Any) -> None:
        self.lost.append(f"“{key}” has the wrong type ({shown(value)})")

    def text(self, key: str) -> str:
        """A text. Empty if missing."""
        return self._of(key, str) or ""

    def time(self, key: str) -> str:
        """A time in any notation, as text. Empty if missing."""
        return as_text(self._of(key, (str, int, float)))

    def list(self, key: str) -> builtins.list[Any]:
        """A list. Empty if missing."""
        return self._of(key, list) or []

    def table(self, key: str) -> dict[str, Any]:
        """An object. Empty if missing."""
        return self._of(key, dict) or {}

    def number(self, key: str) -> float | None:
        """A number, which may be written as text."""
        value = self._raw.get(key)
        try:
            if value is None or not isinstance(value, bool):
                return None if value is None else float(value)
        except (ValueError, TypeError):
            pass
        self._lose(key, value)
        return None

    def whole_number(self, key: str) -> int | None:
        """A number without a fraction, which may be written as 3.0 or as text."""
        value = self._raw.get(key)
        number = whole_number(value)
        if number is None and value is not None:
            self._lose(key, value)
        return number

    def one_of(self, key: str, allowed: tuple[str, ...], default: Any) -> Any:
        """One of some allowed values, or the default."""
        value = self._of(key, str)
        if value in (None, "", default) or value in allowed:
            return value or default
        self.lost.append(f"“{key}” is “{shortened(value, _SHOWN)}”, but it must be one of: {', '.join(allowed)}")
        return default
