"""A study: the articles that can be compared under some filters, aligned, and the tables behind the figures."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.aligning import Bools
from annotations.agreement.article_units import ArticleUnits
from annotations.agreement.collected import Part, answers_in, finished_in, units_in
from annotations.agreement.marked_spans import Plan
from annotations.agreement.questions import Question
from annotations.agreement.ratings import Codes, Ratings
from annotations.agreement.records import LeftOut, Row
from annotations.agreement.slices import Works, works_of
from annotations.agreement.study_input import AgreementSettings, Filters, StudyInput
from annotations.errors import ClaimdeskError
from annotations.model import AnnotatorId, ArticleId
from annotations.scheme import Layer


class Times(NamedTuple):
    """The times of articles: all that occur, in order, which of them is an article's, and the scheme's version then."""

    stamps: NDArray[np.str_]
    rank: Codes
    version: Codes


class Known:
    """What all rows of a study need, once it was computed."""

    groups: Codes | None = None
    times: Times | None = None


class Study(NamedTuple):
    """The articles to compare: `articles` are in the study, `kept` are all that were computed, for the next study.

    `left_out` counts articles that are not in the study, by reason. `rows` are the overview's rows computed so far,
    `twos` the studies of two annotators, and `twos_before` those of the previous study. `apart` contains the study of
    decisions made one by one, once it was needed. `parts` are the articles by batch.
    """

    evidence: StudyInput
    filters: Filters
    settings: AgreementSettings
    plan: Plan
    articles: tuple[ArticleUnits, ...]
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    kept: Mapping[ArticleId, ArticleUnits]
    rows: dict[tuple[str, str], Row]
    twos: dict[tuple[AnnotatorId, AnnotatorId], "Study"]
    apart: list["Study"]
    known: Known
    twos_before: Mapping[tuple[AnnotatorId, AnnotatorId], "Study"] = {}

    @property
    def works(self) -> Works:
        """All articles, to be read when they are needed."""
        return works_of(self.evidence.works)

    @property
    def finished(self) -> Bools:
        """Who finished which article: articles by annotators."""
        return finished_in(self.parts, len(self.plan.annotators))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the annotators, in order."""
        return tuple(annotator.name for annotator in self.plan.annotators)

    @property
    def counted(self) -> tuple[str, ...]:
        """The names of the annotators who have finished an article of the study, in order."""
        finished = np.asarray(self.finished.any(axis=0))
        return tuple(name for name, there in zip(self.names, finished, strict=True) if there)

    @property
    def groups(self) -> Codes:
        """The number of each article's group, or of the article itself if it is in none."""
        if self.known.groups is None:
            keys = [group_of(self.evidence, article) or f"\0{article.article}" for article in self.articles]
            found = np.unique(np.array(keys, dtype=object), return_inverse=True)[1] if keys else np.zeros(0, np.int64)
            self.known.groups = found
        return self.known.groups

    @property
    def times(self) -> Times:
        """When the second annotators finished the articles."""
        if self.known.times is None:
            stamps, rank = np.unique(np.array([one.time for one in self.articles], dtype=str), return_inverse=True)
            versions = [version_at(self.evidence, str(stamp)) for stamp in stamps]
            self.known.times = Times(stamps, rank, np.array(versions, dtype=np.int64))
        return self.known.times


class Table(NamedTuple):
    """All units of one question: `ratings`, `states` with reasons for missing ones, and each unit's article and row.

    `confirmed` marks ratings of annotations only confirmed by finishing the article, `people` annotators who are
    not machines.
    """

    question: Question
    ratings: Ratings
    states: Codes
    article: Codes
    row: Codes
    confirmed: Bools
    people: Bools


def version_at(evidence: StudyInput, time: str) -> int:
    """The version of the scheme in use at a time."""
    versions = [version for version, since in evidence.schemes if since <= time]
    return versions[-1] if versions else evidence.scheme.version


def table_of(study: Study, question: Question) -> Table:
    """Collect the answers of all articles to one question."""
    people = len(study.plan.annotators)
    states, categories = answers_in(study.parts, question, people)
    units = units_in(study.parts, question.layer, people)
    given = Ratings(np.maximum(states, -1), categories)
    return Table(question, given, states, units.article, units.row, units.confirmed, people_of(study))


def group_of(evidence: StudyInput, article: ArticleUnits) -> str:
    """The story that an article is a version of, or empty."""
    return evidence.groups.get(article.article, article.group)


def people_of(study: Study) -> Bools:
    """Which annotators are not machines."""
    return np.array([annotator.kind != "machine" for annotator in study.plan.annotators], dtype=bool)


def question_of(study: Study, layer: str, field: str) -> Question:
    """Find a question by its layer and field."""
    for question in study.plan.questions:
        if (question.layer, question.field) == (layer, field):
            return question
    have = ", ".join(f"{question.layer}.{question.field}" for question in study.plan.questions)
    raise ClaimdeskError(f"The scheme has no question “{layer}.{field}”. Choose one of: {have}.")


def asked(study: Study) -> Iterator[tuple[Layer, Question | None]]:
    """What passes the filters, in the scheme's order: for each layer its spans (none), then its questions."""
    only = study.filters
    for layer in study.evidence.scheme.layers:
        if only.layer in ("", layer.name):
            if layer.kind == "span" and not only.field:
                yield layer, None
            for question in study.plan.questions:
                if question.layer == layer.name and only.field in ("", question.field):
                    yield layer, question
