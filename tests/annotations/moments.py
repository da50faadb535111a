"""Whole states of a project, kept apart from its journal, and compared with what the journal says of those moments."""

from typing import Any

from annotations.changes import Kind
from annotations.project import Project
from annotations.store import rewinding, rows
from annotations.store.history import latest_change

Everything = dict[tuple[Kind, int], Any]


class Moments:
    """States of a project after changes of its journal."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept: dict[int, Everything] = {}

    def keep(self) -> None:
        """Keep every row as it is now."""
        self._kept[latest_change(self._project.database)] = self._everything()

    def check(self) -> None:
        """Go back through the journal, and find every row at each moment as it was."""
        database = self._project.database
        found = self._everything()
        waiting = sorted(self._kept.items())
        for change in rewinding.rewound(database, rewinding.records(database, "true", ())):
            while waiting and waiting[-1][0] >= change.id:
                assert found == waiting.pop()[1]
            place = change.kind, change.number
            assert found.pop(place, None) == change.after
            if change.before is not None:
                found[place] = {name: value for name, value in change.before.items() if name not in ("text", "content")}
        for _, kept in waiting:
            assert found == kept

    def _everything(self) -> Everything:
        database = self._project.database
        return {(kind, number): row for kind in Kind for number, row in rows.read(database, kind, "", bulky=False)}
