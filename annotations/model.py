"""The records of the domain: Article, Annotation, Annotator, Progress. Frozen, without behaviour.

They are named tuples and not dataclasses: a project holds millions of annotations, and a named tuple is made five
times faster than a frozen dataclass, without importing anything at start.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, NewType

ArticleId = NewType("ArticleId", str)
AnnotationId = NewType("AnnotationId", str)
AnnotatorId = NewType("AnnotatorId", str)

FieldValue = str | int | float | bool
AnnotatorKind = Literal["person", "machine", "gold"]
Verdict = Literal["accepted", "rejected"]
Status = Literal["todo", "incomplete", "done", "skip"]

STATUSES: tuple[Status, ...] = ("todo", "incomplete", "done", "skip")
KINDS: tuple[AnnotatorKind, ...] = ("person", "machine", "gold")
IMPLICIT = "implicit"
"""`how` of an annotation that was only confirmed with its article, not decided on by itself."""


FILE, ALSO = "file", "also"
"""Keys of an article's metadata: the name of the file that it came from, and where else the same text was found."""


class Article(NamedTuple):
    """An article as it was imported. `text` never changes; `sha256` is the hash of its UTF-8 bytes in hex.

    One that is not in a project yet may lack all but the text.
    """

    id: ArticleId = ArticleId("")
    title: str = ""
    text: str = ""
    sha256: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    meta: Mapping[str, Any] = {}


class Link(NamedTuple):
    """Where a role of an annotation points: to another annotation, or to words or a constant of the scheme.

    `kind` is the target kind when the scheme tells kinds apart (`entity`, `issue`, `claim`), else empty.
    """

    text: str
    annotation: AnnotationId | None = None
    kind: str = ""


class Annotation(NamedTuple):
    """One mark by one annotator in one layer. `start` and `end` are code points, half open; none for documents.

    `quote` is `text[start:end]` of the article. `verdict`, `how` and `derived_from` tell what became of a
    suggestion; `seconds` is time spent. Times are ISO 8601 in UTC.
    """

    id: AnnotationId
    article: ArticleId
    annotator: AnnotatorId
    layer: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    label: str = ""
    fields: Mapping[str, FieldValue] = {}
    links: Mapping[str, Link] = {}
    verdict: Verdict | None = None
    how: str = ""
    derived_from: AnnotationId | None = None
    score: float | None = None
    created: str = ""
    updated: str = ""
    seconds: float = 0.0


class Annotator(NamedTuple):
    """Who makes annotations: a person, a machine (a pipeline with its version) or gold (the adjudicated reading)."""

    id: AnnotatorId
    name: str
    kind: AnnotatorKind = "person"
    version: str = ""


class MachineCard(NamedTuple):
    """A machine annotator: what its source says of itself, and how it is used in this project.

    Its suggestions are offered when it is `shown`, those with a score from `threshold` up. What has no score is always
    offered: it was made before there were scores, or by a pipeline without figures.
    """

    annotator: Annotator
    licence: str = ""
    hash: str = ""
    labels: tuple[str, ...] = ()
    shown: bool = True
    threshold: float = 0.0
    description: str = ""


class ScoreCounts(NamedTuple):
    """How many of a machine's suggestions have which score, and how many have none: these were never judged."""

    by_score: Mapping[float, int] = {}
    unscored: int = 0

    @property
    def total(self) -> int:
        """How many suggestions there are."""
        return self.unscored + sum(self.by_score.values())

    def below(self, threshold: float) -> int:
        """How many a least score leaves out."""
        return sum(count for score, count in self.by_score.items() if score < threshold)


class Problem(NamedTuple):
    """An article that a machine has not read, and a sentence that says why."""

    article: ArticleId
    title: str
    machine: Annotator
    sentence: str


class Decisions(NamedTuple):
    """What people decided on a machine's suggestions: one by one, or by finishing the article (`confirmed`)."""

    accepted: int = 0
    rejected: int = 0
    confirmed: int = 0

    @property
    def accept_rate(self) -> float | None:
        """The share of those decided on one by one that were accepted."""
        decided = self.accepted + self.rejected
        return self.accepted / decided if decided else None


class LabelFigures(NamedTuple):
    """How a machine did on one label, or on a layer without labels, in articles that people have done.

    Of the `right` ones, `confirmed` were taken over by finishing the article, so nobody has judged them by themselves.
    """

    layer: str
    label: str
    found: int
    right: int
    wanted: int
    confirmed: int = 0

    @property
    def decided_precision(self) -> float | None:
        """The precision over what people decided on one by one."""
        found = self.found - self.confirmed
        return (self.right - self.confirmed) / found if found else None

    @property
    def precision(self) -> float | None:
        """The share of what it found that people have too."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what people have that it found."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else None


class Progress(NamedTuple):
    """How far one annotator is with one article.

    `incomplete` is marked done although a required choice is missing; it is done once the choices are made.
    `seconds` is the time that was worked on it.
    """

    article: ArticleId
    annotator: AnnotatorId
    status: Status = "todo"
    seconds: float = 0.0


class SuggestedLink(NamedTuple):
    """Where a role of a suggestion points: to words or a constant, or to another suggestion of the same article.

    `layer`, `start` and `end` say where that other suggestion stands; without it the words hold.
    """

    text: str
    layer: str = ""
    start: int = 0
    end: int = 0


class Suggestion(NamedTuple):
    """A span that a machine proposes, before it is an annotation. `start` and `end` are code points, half open.

    `fields` and `links` go by the names of the scheme, or by its rules of prefilling: what a scheme does not ask is
    left out when they are kept. `score` is how often suggestions like it are right, from 0 to 1, or none where that is
    not known; `source` tells which parts of a pipeline proposed it, with a + between them.
    """

    layer: str
    start: int
    end: int
    label: str = ""
    score: float | None = None
    fields: Mapping[str, FieldValue] = {}
    links: Mapping[str, SuggestedLink] = {}
    source: str = ""
