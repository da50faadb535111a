"""A study: the articles that can be compared under some filters, aligned, and the tables behind the figures."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools
from annotations.agreement.article_units import ArticleUnits, units_of_article
from annotations.agreement.mark_arrays import Plan
from annotations.agreement.questions import Question, questions
from annotations.agreement.ratings import Codes, Ratings
from annotations.agreement.records import LeftOut, Row
from annotations.agreement.span_sums import OPEN_IOU
from annotations.agreement.study_input import AS_USUAL, EVERYTHING, AgreementSettings, Filters, StudyInput
from annotations.errors import ClaimdeskError
from annotations.model import Annotator, AnnotatorId, ArticleId
from annotations.scheme import Layer


class Study(NamedTuple):
    """The articles to compare: `articles` are in the study, `kept` are all that were computed, for the next study.

    `left_out` counts articles that are not in the study, by reason. `rows` are the overview's rows computed so far,
    `twos` the studies of two annotators, and `twos_before` those of the previous study. `apart` contains the study of
    decisions made one by one, once it was needed.
    """

    evidence: StudyInput
    filters: Filters
    settings: AgreementSettings
    plan: Plan
    articles: tuple[ArticleUnits, ...]
    left_out: tuple[LeftOut, ...]
    kept: Mapping[ArticleId, ArticleUnits]
    rows: dict[tuple[str, str], Row]
    twos: dict[tuple[AnnotatorId, AnnotatorId], "Study"]
    apart: list["Study"]
    twos_before: Mapping[tuple[AnnotatorId, AnnotatorId], "Study"] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the annotators, in order."""
        return tuple(annotator.name for annotator in self.plan.annotators)

    @property
    def counted(self) -> tuple[str, ...]:
        """The names of the annotators who have finished an article of the study, in order."""
        finished = [
            any(article.finished[place] for article in self.articles) for place in range(len(self.plan.annotators))
        ]
        return tuple(name for name, there in zip(self.names, finished, strict=True) if there)

    @property
    def groups(self) -> Codes:
        """The number of each article's group, or of the article itself if it is in none."""
        keys = [article.work.group or f"\0{article.work.article}" for article in self.articles]
        return np.unique(np.array(keys, dtype=object), return_inverse=True)[1] if keys else np.zeros(0, np.int64)


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


def study_of(
    evidence: StudyInput,
    filters: Filters = EVERYTHING,
    settings: AgreementSettings = AS_USUAL,
    previous: Study | None = None,
    watch: Callable[[], object] = lambda: None,
) -> Study:
    """Align the articles that can be compared. Articles that have not changed since `previous` are not computed again.

    `watch` is called for each article, and may raise UserCancelled.
    """
    plan = _plan(evidence, filters, settings)._replace(explicit=filters.explicit)
    known = previous.kept if previous and previous.plan == plan else {}
    kept: dict[ArticleId, ArticleUnits] = {}
    chosen, reasons = [], Counter[str]()
    for key, work in evidence.works.items():
        watch()
        old = known.get(key)
        article = old if old and old.work.revision == work.revision else units_of_article(work, plan)
        if article.work.group != work.group:
            article = article._replace(work=work)
        kept[key] = article
        why = _why_not(article, evidence, filters)
        if why:
            reasons[why] += 1
        else:
            chosen.append(article)
    left_out = tuple(LeftOut(ARTICLE_REASONS[code], count, code) for code, count in sorted(reasons.items()))
    before = previous.twos if previous else {}
    made = Study(evidence, filters, settings, plan, tuple(chosen), left_out, kept, {}, {}, [], before)
    if previous and previous.plan == plan and previous.settings == settings:
        made.rows.update(_unchanged(previous, made))
    return made


def study_of_two(study: Study, one: Annotator, other: Annotator, watch: Callable[[], object] = lambda: None) -> Study:
    """The study of two annotators under the same filters; kept, since every question needs it."""
    key = one.id, other.id
    if key not in study.twos:
        filters = study.filters._replace(annotators=key)
        study.twos[key] = study_of(study.evidence, filters, study.settings, study.twos_before.get(key), watch)
    return study.twos[key]


def study_of_decided(study: Study) -> Study:
    """The study of decisions made one by one: without spans only confirmed by finishing the article."""
    if not study.apart:
        plan = study.plan._replace(explicit=True)
        articles = (
            units_of_article(article.work, plan) if _has_confirmed(article) else article for article in study.articles
        )
        study.apart.append(
            study._replace(plan=plan, articles=tuple(articles), rows={}, twos={}, apart=[], twos_before={})
        )
    return study.apart[0]


def _has_confirmed(article: ArticleUnits) -> bool:
    return any(flags.any() for flags in article.confirmed.values())


def _unchanged(before: Study, now: Study) -> dict[tuple[str, str], Row]:
    """The rows of an earlier study that are still valid, because nothing behind them has changed."""
    if [article.work.article for article in before.articles] != [article.work.article for article in now.articles]:
        return {}
    pairs = [(old, new) for old, new in zip(before.articles, now.articles, strict=True) if old is not new]
    if before.evidence.schemes != now.evidence.schemes or any(not old.like(new) for old, new in pairs):
        return {}
    return {key: row for key, row in before.rows.items() if all(old.says_the_same(new, *key) for old, new in pairs)}


ARTICLE_REASONS = {
    "nobody": "not finished by anyone",
    "one_annotator": "finished by only one annotator",
    "filtered": "excluded by the filters",
}


def _plan(evidence: StudyInput, filters: Filters, settings: AgreementSettings) -> Plan:
    asked = filters.annotators
    people = tuple(a for a in evidence.annotators if (a.id in asked if asked else a.kind == "person"))
    unknown = set(asked) - {annotator.id for annotator in people}
    if unknown:
        have = ", ".join(annotator.name for annotator in evidence.annotators)
        raise ClaimdeskError(f"There is no annotator “{sorted(unknown)[0]}” here. Choose one of: {have}.")
    own = {layer.name: 1.0 if layer.agreement == "exact" else OPEN_IOU for layer in evidence.scheme.layers}
    ious = {name: iou if settings.iou is None else settings.iou for name, iou in own.items()}
    return Plan(evidence.scheme, people, tuple(questions(evidence.scheme)), tuple(filters.statuses), ious)


def _why_not(article: ArticleUnits, evidence: StudyInput, filters: Filters) -> str:
    work, time, done = article.work, article.time, sum(article.finished)
    if (filters.articles and work.article not in filters.articles) or (
        filters.groups and work.group not in filters.groups
    ):
        return "filtered"
    if done < 2:
        return "one_annotator" if done else "nobody"
    outside = (
        time < filters.since
        or (filters.until and time[: len(filters.until)] > filters.until)
        or (filters.scheme_version is not None and version_at(evidence, time) != filters.scheme_version)
    )
    return "filtered" if outside else ""


def version_at(evidence: StudyInput, time: str) -> int:
    """The version of the scheme in use at a time."""
    versions = [version for version, since in evidence.schemes if since <= time]
    return versions[-1] if versions else evidence.scheme.version


def table_of(study: Study, question: Question) -> Table:
    """Collect the answers of all articles to one question."""
    key = question.layer, question.field
    parts = [one.answers[key] for one in study.articles]
    sizes = [len(part.codes) for part in parts]
    number = {word: index for index, word in enumerate(question.categories or ())}
    codes = []
    for part in parts:
        if part.words == question.categories:
            codes.append(part.codes)
            continue
        place = np.array([number.setdefault(word, len(number)) for word in part.words] + [0], dtype=np.int32)
        codes.append(np.where(part.codes >= 0, place[np.maximum(part.codes, -1)], part.codes))
    people = len(study.plan.annotators)
    states = np.concatenate(codes) if codes else np.zeros((0, people), dtype=np.int32)
    article = np.repeat(np.arange(len(parts)), sizes)
    row = np.concatenate([np.arange(size) for size in sizes]) if sizes else np.zeros(0, dtype=np.int64)
    flags = [one.confirmed[question.layer] for one in study.articles]
    confirmed = np.concatenate(flags) if flags else np.zeros((0, people), dtype=bool)
    given = Ratings(np.maximum(states, -1), tuple(number))
    return Table(question, given, states, article, row, confirmed, people_of(study))


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
