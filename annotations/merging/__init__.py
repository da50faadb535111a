"""Merging: the work of several people, who annotated copies of one project, in one file.

Articles are the same when their texts are, annotators when name, kind and version are, marks when their ids are.
What one annotator changed on two sides is settled by the newer change; the older one stays in the history. Merging a
file twice does nothing more, and the order of the files makes no difference (`annotations.store.states` says why).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError
from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules
from annotations.exchange.records import ImportNote
from annotations.merging.merger import ArticleMerger
from annotations.merging.records import Conflict
from annotations.merging.renaming import draft_for, renamed
from annotations.merging.source_file import ArticleState, SourceAnnotators, work_in
from annotations.model import AnnotatorId, ArticleId
from annotations.project import Project
from annotations.store.journal import Journal

__all__ = [
    "Merged",
    "Merging",
    "SourceAnnotators",
    "Conflict",
    "ArticleState",
    "check_others",
    "draft_for",
    "merging_of",
    "merge_files",
    "work_in",
]


class Merged(NamedTuple):
    """What a merge did: what was added, changed and taken out, what was settled, and what there is to say."""

    articles: int = 0
    annotators: int = 0
    annotations: int = 0
    changed: int = 0
    removed: int = 0
    settled: tuple[Conflict, ...] = ()
    remarks: tuple[ImportNote, ...] = ()

    def __add__(self, other: object) -> "Merged":
        if not isinstance(other, Merged):
            return NotImplemented
        return Merged(
            self.articles + other.articles,
            self.annotators + other.annotators,
            self.annotations + other.annotations,
            self.changed + other.changed,
            self.removed + other.removed,
            self.settled + other.settled,
            self.remarks + other.remarks,
        )


class Merging:
    """One merge, which may be written in slices that belong to one step."""

    def __init__(self, project: Project, detail: str = "", rules: Rules = NO_RULES) -> None:
        self._project, self._detail = project, detail
        self._mapper = Mapper(project.scheme, rules)
        self._people: dict[AnnotatorId, AnnotatorId] = {}
        self._aside: Mapping[ArticleId, frozenset[str]] = {}
        self._step = 0
        self.done = Merged()

    def draft(self) -> Rules:
        """The names that had no match in the scheme so far, as a mapping to fill in."""
        return self._mapper.draft()

    def save(self, works: Iterable[SourceAnnotators | ArticleState]) -> Changes:
        """Join some of what a file gives, in one transaction."""
        outcome: list[ArticleMerger] = []

        def write(journal: Journal) -> None:
            joiner = ArticleMerger(self._project, journal)
            joiner.people, joiner.aside = self._people, self._aside
            for work in works:
                if isinstance(work, SourceAnnotators):
                    joiner.meet(work)
                else:
                    joiner.join(renamed(work, self._mapper))
            outcome.append(joiner)

        changes = self._project.transact(Op.MERGE, write, self._detail, step=self._step)
        found = outcome[0]
        self._step, self._people, self._aside = changes.step, found.people, found.aside
        self.done += Merged(**found.counts, settled=tuple(found.settled), remarks=tuple(found.remarks))
        return changes


def check_others(project: Project, paths: Sequence[Path]) -> None:
    """Refuse to merge a project with itself."""
    for path in paths:
        if path.exists() and path.samefile(project.path):
            raise ClaimdeskError(f"{path} is this project itself. Choose the files that others have annotated.")


def merge_files(project: Project, paths: Sequence[Path], rules: Rules = NO_RULES) -> Merged:
    """Join the work in other project files, all of it or (when one cannot be read) nothing, in one step.

    `rules` say which names there stand for which of this project's scheme.
    """
    return merging_of(project, paths, rules).done


def merging_of(project: Project, paths: Sequence[Path], rules: Rules = NO_RULES) -> Merging:
    """Join the work in other project files as `merge_files` does; return the merge."""
    check_others(project, paths)
    merging = Merging(project, ", ".join(path.name for path in paths), rules)
    merging.save(work for path in paths for work in work_in(path))
    return merging
