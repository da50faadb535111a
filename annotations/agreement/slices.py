"""Articles as they come from a file or from memory, a slice at a time: marks as columns, without a record for each.

Light to import.
"""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from annotations.agreement.study_input import ArticleReadings, ReadingStatus
from annotations.model import AnnotatorId, ArticleId, FieldValue, Link

SLICE = 64  # articles; larger slices no longer fit into a processor's cache


class MarkColumns(NamedTuple):
    """The marks of some articles, article after article in reading order: `counts` is how many each article has.

    Starts and ends are 0 for marks of the whole article. A link has its `text` and, if there is one, an `annotation`.
    """

    counts: Sequence[int]
    ids: Sequence[str] = ()
    annotators: Sequence[str] = ()
    layers: Sequence[str] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    labels: Sequence[str] = ()
    fields: Sequence[Mapping[str, FieldValue]] = ()
    links: Sequence[Mapping[str, Mapping[str, Any]]] = ()
    verdicts: Sequence[str | None] = ()
    hows: Sequence[str] = ()
    sources: Sequence[str | None] = ()


class Slice(NamedTuple):
    """Some articles, with everyone's status on each and all marks."""

    articles: Sequence[ArticleId]
    revisions: Sequence[int]
    groups: Sequence[str]
    texts: Sequence[str]
    statuses: Sequence[Mapping[AnnotatorId, ReadingStatus]]
    marks: MarkColumns


Needed = Callable[[Mapping[AnnotatorId, ReadingStatus]], bool]


class Works(Mapping[ArticleId, ArticleReadings]):
    """All articles, each read when it is needed."""

    @abstractmethod
    def revision(self, article: ArticleId) -> int:
        """A number that changes whenever the article or anyone's work on it does."""

    @abstractmethod
    def slices(self, articles: Iterable[ArticleId], needed: Needed) -> Iterator[Slice]:
        """Read these articles a slice at a time; those that are gone by now are missing.

        The text and the marks of an article are left out if it is not `needed`, by everyone's status on it.
        """

    @abstractmethod
    def some(self, articles: Collection[ArticleId]) -> Mapping[ArticleId, ArticleReadings]:
        """Read these articles with their marks; without those that have changed since their revision."""

    @abstractmethod
    def annotators_of(self, layer: str) -> Collection[AnnotatorId]:
        """Everyone with a mark in a layer."""


class GivenWorks(Works):
    """Articles that are in memory already."""

    def __init__(self, works: Mapping[ArticleId, ArticleReadings]) -> None:
        self._works = works

    def __getitem__(self, article: ArticleId) -> ArticleReadings:
        return self._works[article]

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._works)

    def __len__(self) -> int:
        return len(self._works)

    def revision(self, article: ArticleId) -> int:
        """As it was given."""
        return self._works[article].revision

    def slices(self, articles: Iterable[ArticleId], needed: Needed) -> Iterator[Slice]:
        """Turn records into columns."""
        for part in parts(articles, SLICE):
            yield slice_of([self._works[article] for article in part])

    def some(self, articles: Collection[ArticleId]) -> Mapping[ArticleId, ArticleReadings]:
        """All of them."""
        return self._works

    def annotators_of(self, layer: str) -> Collection[AnnotatorId]:
        """Everyone with a mark in a layer."""
        return {mark.annotator for work in self._works.values() for mark in work.marks if mark.layer == layer}


def works_of(works: Mapping[ArticleId, ArticleReadings]) -> Works:
    """The works of an input for a study."""
    return works if isinstance(works, Works) else GivenWorks(works)


def slice_of(works: Sequence[ArticleReadings]) -> Slice:
    """Turn records into columns."""
    marks = [mark for work in works for mark in work.marks]
    columns: list[Any] = [[] for _ in range(17)] if not marks else [*zip(*marks, strict=True)]
    ids, _, annotators, layers, starts, ends, _, labels, fields, links, verdicts, hows, sources, *_ = columns
    return Slice(
        [work.article for work in works], [work.revision for work in works], [work.group for work in works],
        [work.text for work in works], [work.statuses for work in works],
        MarkColumns(
            [len(work.marks) for work in works], ids, annotators, layers, [start or 0 for start in starts],
            [end or 0 for end in ends], labels, fields, list(map(_as_stored, links)), verdicts, hows, sources,
        ),
    )  # fmt: skip


def _as_stored(links: Mapping[str, Link]) -> Mapping[str, Mapping[str, Any]]:
    return {role: {"text": link.text, "annotation": link.annotation} for role, link in links.items()}


def parts(articles: Iterable[ArticleId], size: int) -> Iterator[list[ArticleId]]:
    """Cut a series into pieces."""
    rest = iter(articles)
    while part := list(islice(rest, size)):
        yield part
