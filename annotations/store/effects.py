"""What a step does to annotations, counted from the rows as they are written."""

from collections.abc import Collection
from typing import Any

import orjson

from annotations.changes import Effects

_CONTENT = ("start", "end", "label", "fields", "links")


class EffectCounter:
    """Counts each annotation once for each way in which a step affects it."""

    def __init__(self) -> None:
        self._ids: dict[str, set[str]] = {name: set() for name in Effects._fields}
        self._made: set[str] = set()

    def note(self, before: Any, after: Any) -> None:
        """Take one row before and after it was written; none where it was not there."""
        if before is None:
            self._made.add(after["id"])
            if after["verdict"] == "rejected":
                self._ids["refused"].add(after["id"])
        elif after is None:
            self._ids["removed"].add(before["id"])
        elif before["verdict"] != "rejected" and after["verdict"] == "rejected":
            self._ids["withdrawn"].add(before["id"])
        elif before["id"] not in self._made and any(before[name] != after[name] for name in _CONTENT):
            self._ids["changed"].add(before["id"])
            if before["links"] != after["links"] and orjson.loads(before["links"]).keys() - orjson.loads(
                after["links"]
            ):
                self._ids["unlinked"].add(before["id"])

    def note_added(self, ids: Collection[str], refused: Collection[str]) -> None:
        """Take annotations that were added, and which of them are rejected."""
        self._made.update(ids)
        self._ids["refused"].update(refused)

    def effects(self) -> Effects:
        """What has been done so far."""
        return Effects(**{name: len(ids) for name, ids in self._ids.items()})
