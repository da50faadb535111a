"""The input for agreement: all annotations, article by article, as read from a project. Light to import."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.model import Annotation, Annotator, AnnotatorId, ArticleId, Status
from annotations.scheme import Scheme


class ReadingStatus(NamedTuple):
    """An annotator's status on an article, and since when (ISO 8601, UTC)."""

    status: Status
    since: str = ""


class ArticleReadings(NamedTuple):
    """One article and everyone's work on it. `revision` changes whenever any of that does.

    `group` is the same for articles that are versions of one story.
    """

    article: ArticleId
    title: str
    text: str
    revision: int
    statuses: Mapping[AnnotatorId, ReadingStatus] = {}
    marks: tuple[Annotation, ...] = ()
    group: str = ""


class StudyInput(NamedTuple):
    """Everything to read. `schemes` are the versions of the scheme, each with the time it came into use.

    `groups` replaces the groups that articles came with.
    """

    scheme: Scheme
    annotators: tuple[Annotator, ...]
    works: Mapping[ArticleId, ArticleReadings]
    schemes: tuple[tuple[int, str], ...] = ()
    change: int = 0
    groups: Mapping[ArticleId, str] = {}


class Filters(NamedTuple):
    """What to compare; empty filters let everything through. Annotators are ids, dates ISO 8601.

    Dates refer to when the second annotator finished the article. Without annotators, all people are compared.
    `explicit` leaves out spans that somebody only confirmed by finishing the article.
    """

    annotators: tuple[AnnotatorId, ...] = ()
    articles: tuple[ArticleId, ...] = ()
    statuses: tuple[Status, ...] = ("done",)
    since: str = ""
    until: str = ""
    scheme_version: int | None = None
    groups: tuple[str, ...] = ()
    layer: str = ""
    field: str = ""
    explicit: bool = False


class AgreementSettings(NamedTuple):
    """How to compute. `iou` is the overlap that two spans need to match; 0 means any overlap.

    Without `iou`, each layer's own rule applies. `thresholds` are for single rows, by `layer.field`; `tentative` and
    `reliable`, by default Krippendorff's, for all others.
    """

    iou: float | None = None
    resamples: int = 1000
    seed: int = 1
    tentative: float = 0.667
    reliable: float = 0.8
    thresholds: Mapping[str, tuple[float, float]] = {}
    window: int = 50


EVERYTHING = Filters()
AS_USUAL = AgreementSettings()
