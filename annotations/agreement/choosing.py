"""Make studies: choose and align the articles that can be compared, and keep what has not changed since."""

from collections import Counter
from collections.abc import Callable, Mapping

from annotations.agreement.article_units import ArticleUnits, units_of_slice
from annotations.agreement.collected import parts_of
from annotations.agreement.marked_spans import Plan, needed_for
from annotations.agreement.questions import questions
from annotations.agreement.records import LeftOut, Row
from annotations.agreement.slices import Works, works_of
from annotations.agreement.span_sums import OPEN_IOU
from annotations.agreement.study import Known, Study, group_of, version_at
from annotations.agreement.study_input import AS_USUAL, EVERYTHING, AgreementSettings, Filters, StudyInput
from annotations.errors import ClaimdeskError
from annotations.model import Annotator, ArticleId

ARTICLE_REASONS = {
    "nobody": "not finished by anyone",
    "one_annotator": "finished by only one annotator",
    "filtered": "excluded by the filters",
}


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
    kept = _units_of_all(works_of(evidence.works), plan, known, watch)
    chosen, reasons = [], Counter[str]()
    for article in kept.values():
        why = _why_not(article, evidence, filters)
        if why:
            reasons[why] += 1
        else:
            chosen.append(article)
    left_out = tuple(LeftOut(ARTICLE_REASONS[code], count, code) for code, count in sorted(reasons.items()))
    before = previous.twos if previous else {}
    parts = parts_of(chosen)
    made = Study(evidence, filters, settings, plan, tuple(chosen), parts, left_out, kept, {}, {}, [], Known(), before)
    if previous and previous.plan == plan and previous.settings == settings:
        made.rows.update(_unchanged(previous, made))
    return made


def _units_of_all(
    works: Works, plan: Plan, known: Mapping[ArticleId, ArticleUnits], watch: Callable[[], object]
) -> dict[ArticleId, ArticleUnits]:
    """Compute the articles that are not known as they are now."""
    kept: dict[ArticleId, ArticleUnits | None] = dict.fromkeys(works)
    stale = []
    for key in kept:
        old = known.get(key)
        if old and old.revision == works.revision(key):
            kept[key] = old
            watch()
        else:
            stale.append(key)
    for part in works.slices(stale, needed_for(plan)):
        batch = units_of_slice(part, plan)
        for place, key in enumerate(batch.articles):
            kept[key] = ArticleUnits(batch, place)
            watch()
    return {key: article for key, article in kept.items() if article}


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
        again = [article.article for article in study.articles if _has_confirmed(article)]
        made: dict[ArticleId, ArticleUnits] = {}
        for part in study.works.slices(again, needed_for(plan)):
            batch = units_of_slice(part, plan)
            made |= {key: ArticleUnits(batch, place) for place, key in enumerate(batch.articles)}
        articles = tuple(made.get(article.article, article) for article in study.articles)
        parts = parts_of(articles)
        study.apart.append(
            study._replace(plan=plan, articles=articles, parts=parts, rows={}, twos={}, apart=[], twos_before={})
        )
    return study.apart[0]


def _has_confirmed(article: ArticleUnits) -> bool:
    return any(article.confirmed(layer).any() for layer in article.batch.layers)


def _unchanged(before: Study, now: Study) -> dict[tuple[str, str], Row]:
    """The rows of an earlier study that are still valid, because nothing behind them has changed."""
    if [article.article for article in before.articles] != [article.article for article in now.articles]:
        return {}
    if before.evidence.groups != now.evidence.groups:
        return {}
    pairs = [(old, new) for old, new in zip(before.articles, now.articles, strict=True) if old is not new]
    if before.evidence.schemes != now.evidence.schemes or any(not old.like(new) for old, new in pairs):
        return {}
    return {key: row for key, row in before.rows.items() if all(old.says_the_same(new, *key) for old, new in pairs)}


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
    time, done = article.time, int(article.finished.sum())
    if (filters.articles and article.article not in filters.articles) or (
        filters.groups and group_of(evidence, article) not in filters.groups
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
