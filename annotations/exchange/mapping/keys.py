"""Keys for a scheme derived from a file: the file's own keys, if they are free.

Plain keys that the window uses stay reserved, and so do the keys of remarks. A label with such a letter gets Shift.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from annotations.scheme import Field, Layer, Value, with_remarks
from annotations.scheme.records import Scheme

OF_WINDOW = frozenset("JKLMNOY")
"""The letters that the window's own actions use."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GIVEN = re.compile(r"((?:(?:ctrl|control|cmd|command|meta|alt|option|shift)[+ -])*)([a-z0-9])", re.IGNORECASE)
_Keyed = TypeVar("_Keyed", Value, Field)


class _Keys:
    def __init__(self) -> None:
        remarks = {field.key for layer in with_remarks(Scheme("", 1, "", (), ())).layers for field in layer.fields}
        plain = [letter for letter in _LETTERS if letter not in OF_WINDOW | remarks]
        self._free = {*plain, *"0123456789", *(f"Shift+{letter}" for letter in _LETTERS)}

    def given(self, key: str) -> str:
        """The file's key, or Shift with its letter. Empty if neither is free."""
        found = _GIVEN.fullmatch(key.strip())
        if not found:
            return ""
        letter = found[2].upper()
        return self._first([f"Shift+{letter}"] if found[1] and not letter.isdigit() else [letter, f"Shift+{letter}"])

    def own(self, name: str) -> str:
        """Shift with a letter, from the name if possible. Empty when no letters are left."""
        return self._first([f"Shift+{letter}" for letter in (*name.upper(), *_LETTERS)])

    def _first(self, wanted: list[str]) -> str:
        key = next((key for key in wanted if key in self._free), "")
        self._free.discard(key)
        return key


def with_keys(layers: Iterable[Layer]) -> Iterator[Layer]:
    """Assign keys to labels and answers: first those from files, then Shift with a letter for the other labels."""
    keys = _Keys()
    for layer in [_as_given(layer, keys) for layer in layers]:
        labels = tuple(label if label.key else label._replace(key=keys.own(label.name)) for label in layer.labels)
        yield layer._replace(labels=labels)


def _as_given(layer: Layer, keys: _Keys) -> Layer:
    def given(thing: _Keyed) -> _Keyed:
        return thing._replace(key=keys.given(thing.key))

    labels = tuple(map(given, layer.labels))
    fields = (given(field._replace(values=tuple(map(given, field.values)))) for field in layer.fields)
    return layer._replace(labels=labels, fields=tuple(fields))
