"""What can be done about agreement: read what everybody marked, for `annotations.agreement` to compare.

Reading goes on where an earlier reading ended: only articles that were changed since are read again. Texts and marks
are read when they are needed, and not kept.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice

from annotations.agreement.slices import SLICE, MarkColumns, Needed, Slice, Works, parts
from annotations.agreement.study_input import ArticleReadings, ReadingStatus, StudyInput
from annotations.model import AnnotatorId, Article, ArticleId
from annotations.operations.annotators import annotators
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store import articles, history, readings, schemes
from annotations.store.database import Database

_LIGHT = 64 * SLICE  # articles without a text and marks to compute
Opens = Callable[[], AbstractContextManager[Project]]


def read_study_input(project: Project, previous: StudyInput | None = None, opens: Opens | None = None) -> StudyInput:
    """Find out which articles there are, or have changed since `previous`.

    `opens` opens the project whenever articles are read; the default uses this one, which must stay open then.
    """
    database = project.database
    change = history.latest_change(database)
    if previous is None:
        revisions = dict.fromkeys(articles.ids(database), change)
    else:
        revisions = {article: _revision(previous, article) for article in previous.works}
        for article in history.changes_after(database, previous.change)[0].articles:
            if not readings.groups(database, [article]):
                revisions.pop(article, None)
            else:
                revisions[article] = change
    works = _ProjectWorks(opens or (lambda: nullcontext(project)), revisions, change)
    return StudyInput(project.scheme, tuple(annotators(project)), works, tuple(schemes.versions(database)), change)


def _revision(read: StudyInput, article: ArticleId) -> int:
    return read.works.revision(article) if isinstance(read.works, Works) else read.works[article].revision


class _ProjectWorks(Works):
    """The articles of a project, as they are when they are needed."""

    def __init__(self, opens: Opens, revisions: Mapping[ArticleId, int], change: int) -> None:
        self._opens, self._revisions, self._change = opens, revisions, change

    def __getitem__(self, article: ArticleId) -> ArticleReadings:
        with self._opens() as project:
            found = articles.article(project.database, article)
            if found is None:
                raise KeyError(article)
            return _work(project.database, found, self._revisions[article])

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._revisions)

    def __len__(self) -> int:
        return len(self._revisions)

    def revision(self, article: ArticleId) -> int:
        """The change up to which it was read."""
        return self._revisions[article]

    def slices(self, articles: Iterable[ArticleId], needed: Needed) -> Iterator[Slice]:
        """Read articles a slice at a time."""
        some, rest = dict[ArticleId, _Statuses](), dict[ArticleId, _Statuses]()
        with self._opens() as project:
            for part in parts(articles, SLICE):
                for article, statuses in _statuses(project.database, part).items():
                    (some if needed(statuses) else rest)[article] = statuses
                while len(some) >= SLICE:
                    first = dict(islice(some.items(), SLICE))
                    yield self._slice(project.database, first)
                    some = {article: some[article] for article in some if article not in first}
                if len(rest) >= _LIGHT:
                    yield self._light(project.database, rest)
                    rest = {}
            if some:
                yield self._slice(project.database, some)
            if rest:
                yield self._light(project.database, rest)

    def _slice(self, database: Database, some: "Mapping[ArticleId, _Statuses]") -> Slice:
        read = readings.texts(database, list(some))
        texts = [text for text, _ in read.values()]
        found = readings.marks(database, list(read), list(map(len, texts)))
        columns = MarkColumns(**found._asdict())
        return self._of({article: group for article, (_, group) in read.items()}, some, texts, columns)

    def _light(self, database: Database, some: "Mapping[ArticleId, _Statuses]") -> Slice:
        groups = readings.groups(database, list(some))
        return self._of(groups, some, [""] * len(groups), MarkColumns([0] * len(groups)))

    def _of(
        self, groups: Mapping[ArticleId, str], some: "Mapping[ArticleId, _Statuses]", texts: list[str],
        columns: MarkColumns,
    ) -> Slice:  # fmt: skip
        revisions = [self._revisions[article] for article in groups]
        return Slice(list(groups), revisions, list(groups.values()), texts, [some[one] for one in groups], columns)

    def some(self, wanted: Collection[ArticleId]) -> Mapping[ArticleId, ArticleReadings]:
        """Read some articles with their marks; without those that have changed since."""
        with self._opens() as project:
            changed = history.changes_after(project.database, self._change)[0].articles
            read = (articles.article(project.database, one) for one in wanted if one not in changed)
            return {one.id: _work(project.database, one, self._revisions[one.id]) for one in read if one}

    def annotators_of(self, layer: str) -> Collection[AnnotatorId]:
        """Everyone with a mark in a layer."""
        with self._opens() as project:
            return readings.annotators_in(project.database, layer)


_Statuses = Mapping[AnnotatorId, ReadingStatus]


def _statuses(database: Database, articles: Sequence[ArticleId]) -> dict[ArticleId, _Statuses]:
    return {
        article: {who: ReadingStatus(*found) for who, found in row.items()}
        for article, row in readings.statuses(database, articles).items()
    }


def _work(database: Database, article: Article, revision: int) -> ArticleReadings:
    found = tuple(marks.annotations_of(database, article.id))
    group = str(article.meta.get("group", ""))
    statuses = _statuses(database, [article.id])[article.id]
    return ArticleReadings(article.id, article.title, article.text, revision, statuses, found, group)


def by_story(evidence: StudyInput) -> StudyInput:
    """Put articles that are copies of one another into one group, so that intervals are over stories.

    Copies are found as for training splits; raises ExportFailed without the extra that this takes.
    """
    from annotations.training.groups import article_groups

    groups = article_groups((work.article, work.text) for work in evidence.works.values())
    return evidence._replace(groups={ArticleId(article): group for article, group in groups.items()})
