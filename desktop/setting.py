"""A setting: its name in the settings file, its default, and how it is read and written. Defaults are nowhere else."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, overload

import orjson
from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T")


class HasStore(Protocol):
    """What settings belong to."""

    store: QSettings


class Setting(Generic[T]):
    """An attribute of `Settings`, read from and written to the file at once, under its own name or a `key`."""

    def __init__(
        self,
        default: T,
        read: Callable[[Any], T],
        write: Callable[[T], object] = lambda value: value,
        *,
        key: str = "",
    ) -> None:
        self.key, self.default = key, default
        self._read, self._write = read, write

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = self.key or name

    @overload
    def __get__(self, settings: None, owner: type) -> "Setting[T]": ...
    @overload
    def __get__(self, settings: HasStore, owner: type) -> T: ...
    def __get__(self, settings: HasStore | None, owner: type) -> "Setting[T] | T":
        if settings is None:
            return self
        return self._read(settings.store.value(self.key, self._write(self.default)))

    def __set__(self, settings: HasStore, value: T) -> None:
        settings.store.setValue(self.key, self._write(value))

    def reset(self, settings: HasStore) -> None:
        """Use the default again."""
        settings.store.remove(self.key)


def text(default: str = "", *, key: str = "") -> Setting[str]:
    """A setting that is a text."""
    return Setting(default, str, key=key)


def whole_number(default: int = 0) -> Setting[int]:
    """A setting that is a whole number."""
    return Setting(default, lambda kept: int(str(kept)))


def yes_or_no(default: bool, *, key: str = "") -> Setting[bool]:
    """A setting that is on or off."""
    return Setting(default, lambda kept: bool(int(str(kept))), int, key=key)


def names(*, key: str = "") -> Setting[frozenset[str]]:
    """A setting that is a set of names, none at first."""
    return Setting(frozenset(), lambda kept: frozenset(filter(None, str(kept).split("\n"))), _lines, key=key)


def json_object(read: Callable[[dict[str, Any]], dict[str, T]], *, key: str = "") -> Setting[dict[str, T]]:
    """A setting that is a JSON object, empty at first and when it is damaged."""
    return Setting({}, lambda kept: read(parsed(kept)), lambda value: orjson.dumps(value).decode(), key=key)


def qt_state(*, key: str = "") -> Setting[QByteArray | None]:
    """A setting that Qt makes and reads, such as the place of a window; none at first."""
    return Setting(None, lambda kept: kept if isinstance(kept, QByteArray) else None, key=key)


def parsed(kept: object) -> dict[str, Any]:
    """The JSON object that was kept; an empty one when it is damaged."""
    try:
        found = orjson.loads(str(kept))
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _lines(names: frozenset[str]) -> str:
    return "\n".join(sorted(names))
