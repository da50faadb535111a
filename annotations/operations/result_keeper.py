"""Keeping in the project what suggestion sources find: each result as a machine annotator's, and why there is none."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from annotations.changes import Changes
from annotations.errors import NotFound
from annotations.highlight.source import Card, Result
from annotations.highlight.sources import learns
from annotations.model import Annotator, ArticleId
from annotations.operations.annotators import get_or_add_annotator
from annotations.operations.articles import article
from annotations.operations.highlighting import add_suggestions, save_problem, save_suggestions
from annotations.operations.machines import describe_machine
from annotations.project import Project


class NotKept(NamedTuple):
    """Articles of which nothing was kept: those that are `gone`, and those with which another program was `faster`."""

    gone: frozenset[ArticleId] = frozenset()
    faster: frozenset[ArticleId] = frozenset()


class ResultKeeper:
    """Keeps results in the thread that writes, and counts them; `announce` gets the changes of each step."""

    def __init__(self, project: Project, announce: Callable[[Changes], object] = lambda _: None) -> None:
        self.articles, self.suggestions = 0, 0
        self.problems: list[str] = []
        self._project, self._announce = project, announce
        self._machines: dict[tuple[str, str], Annotator] = {}

    def knows(self, machine: tuple[str, str]) -> bool:
        """Whether a machine has been met here, by name and version."""
        return machine in self._machines

    def machine(self, machine: tuple[str, str], card: Card) -> Annotator:
        """Find the annotator for a source's name and version, or add it, with what the source says of itself."""
        if machine not in self._machines:
            name, version = machine
            found = get_or_add_annotator(self._project, name, "machine", version)
            describe_machine(self._project, found, card)
            self._machines[machine] = found
        return self._machines[machine]

    def keep(self, machine: Annotator, results: Iterable[Result]) -> NotKept:
        """Keep what became of some articles, in one step for all suggestions."""
        found, gone = [], set[ArticleId]()
        for result in results:
            try:
                read = article(self._project, ArticleId(result.key))
            except NotFound:  # its import was undone in the meantime
                gone.add(ArticleId(result.key))
                continue
            if result.problem:
                self.problems.append(f"“{read.title}”: {result.problem}")
                self._announce(save_problem(self._project, machine, read.id, result.problem))
            else:
                found.append((read, result.suggestions))
        if learns(machine.name):
            for read, suggestions in found:
                if suggestions:
                    self._count(add_suggestions(self._project, machine, read, suggestions))
            return NotKept(frozenset(gone))
        kept = self._count(save_suggestions(self._project, machine, found)).articles if found else ()
        return NotKept(frozenset(gone), frozenset(read.id for read, _ in found if read.id not in kept))

    def _count(self, changes: Changes) -> Changes:
        self.articles += len(changes.articles)
        self.suggestions += len(changes.added)
        self._announce(changes)
        return changes
