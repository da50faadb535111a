"""Claimdesk's own lines in an archive: data that REFI-QDA cannot express, in the order of the sources."""

from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any

import orjson

from annotations.exchange import sidecar
from annotations.exchange.records import ImportNote

SOURCE, USER = "source_guid", "user_guid"
"""Keys that identify the source and user of a line."""


class OwnLines:
    """The lines, read along with the sources. Lines about missing sources are skipped."""

    def __init__(self, file: IO[bytes], place: str) -> None:
        self._place = place
        self.broken = 0
        self._groups = groupby(self._lines(file), key=lambda line: line[0])
        self._next = next(self._groups, None)
        self._waiting = list(self._next[1]) if self._next else []

    def _lines(self, file: IO[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
        for line in file:
            try:
                raw = orjson.loads(line)
            except orjson.JSONDecodeError:
                self.broken += 1
                continue
            if isinstance(raw, dict) and isinstance(raw.get(SOURCE), str):
                yield raw.pop(SOURCE), raw

    def of(self, source: str) -> dict[str, sidecar.Side | ImportNote]:
        """The lines about a source, by user."""
        if not self._waiting or self._waiting[0][0] != source:
            return {}
        found = {str(raw.pop(USER, "")): sidecar.of_json(raw, self._place) for _, raw in self._waiting}
        self._next = next(self._groups, None)
        self._waiting = list(self._next[1]) if self._next else []
        return found
