"""What agreement is computed from: everybody's marks, article by article, as read from a project. Light to import."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.model import Annotation, Annotator, AnnotatorId, ArticleId, Status
from annotations.scheme import Scheme


class ReadingStatus(NamedTuple):
    """How far one annotator is with an article, and since when (ISO 8601, UTC)."""

    status: Status
    since: str = ""


class ArticleReadings(NamedTuple):
    """One article and all that everybody did on it. `revision` changes whenever any of that does.

    `group` is the same for articles that are versions of one story.
    """

    article: ArticleId
    title: str
    text: str
    revision: int
    stands: Mapping[AnnotatorId, ReadingStatus] = {}
    marks: tuple[Annotation, ...] = ()
    group: str = ""


class StudyInput(NamedTuple):
    """Everything that was read. `schemes` are the versions of the scheme with the time from which each was in use."""

    scheme: Scheme
    annotators: tuple[Annotator, ...]
    works: Mapping[ArticleId, ArticleReadings]
    schemes: tuple[tuple[int, str], ...] = ()
    change: int = 0


class Filters(NamedTuple):
    """What to look at; what is empty lets everything through. Annotators are ids, dates ISO 8601.

    A date means the time at which the second annotator finished the article. Without annotators it is all people.
    With `explicit`, places are left out that somebody only confirmed with the article.
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
    """How to compute. `iou` is how much of two spans must be shared for them to be one place; 0 is any overlap at all.

    `iou` none leaves it to each layer of the scheme. `thresholds` are of a row, by `layer.field`; `tentative` and
    `reliable` are Krippendorff's for all others.
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
