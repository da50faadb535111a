"""Mentions in the bracket notation of CorefUD: `Entity=(1-person-new(2-place)` opens two and closes one.

Source: https://ufal.mff.cuni.cz/~popel/corefud-1.0/ (format), and the headers of GUM.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from annotations.model import FieldValue

_STEP = re.compile(r"\((?P<opened>[^()]+)(?P<alone>\))?|(?P<closed>[^()]+)\)")
_PART = re.compile(r"\[\d+/\d+\]\Z")
LABELS = ("etype", "type", "entity")


class Mention(NamedTuple):
    """A mention, from its first to its last word, by their indexes in the document."""

    group: str
    first: int
    last: int
    attributes: dict[str, str]

    @property
    def fields(self) -> dict[str, FieldValue]:
        """The other attributes of the mention."""
        return {name: value for name, value in self.attributes.items() if name not in LABELS}

    @property
    def label(self) -> str:
        """The kind of entity."""
        return next((self.attributes[name] for name in LABELS if name in self.attributes), "")


class Mentions:
    """The mentions of a document while its words are read."""

    def __init__(self) -> None:
        self.names: list[str] = ["eid", "etype"]
        self._open: list[tuple[str, int, dict[str, str]]] = []
        self.found: list[Mention] = []

    def take(self, index: int, brackets: str, *, empty: bool = False) -> Iterator[str]:
        """Process the annotation at a word, or at an empty word after it. Yields problems."""
        for step in _STEP.finditer(brackets):
            if step["closed"]:
                if not self._close(_PART.sub("", step["closed"]), index):
                    yield f"“{step['closed']})” closes a mention that is not open: it was left out."
                continue
            values = step["opened"].split("-", max(len(self.names) - 1, 0))
            attributes = {
                name: unquote(value)
                for name, value in zip(self.names, values, strict=False)
                if value and name not in ("eid", "GRP")
            }
            group = values[0]
            if step["alone"] and empty:
                yield f"“({step['opened'][:40]})” refers to a word that is not in the text: it was left out."
            elif step["alone"]:
                self.found.append(Mention(group, index, index, attributes))
            else:
                self._open.append((_PART.sub("", group), index + empty, attributes))

    def left_open(self) -> int:
        """The number of mentions that were never closed."""
        return len(self._open)

    def _close(self, group: str, index: int) -> bool:
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] == group:
                _, first, attributes = self._open.pop(number)
                self.found.append(Mention(group, first, index, attributes))
                return True
        return False
