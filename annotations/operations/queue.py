"""The queue: which articles wait for the acting annotator, and how far the work is. Reads only."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.filters import SORTS, STATUS_FILTERS, QueueFilter
from annotations.model import STATUSES, ArticleId
from annotations.operations.searching.language import labelled, parse
from annotations.operations.searching.matching import Looker, looker, matching, with_keys, with_status
from annotations.project import Project
from annotations.store import annotations, annotators, articles, search
from annotations.store import queue as store
from annotations.store.queue import QueueRow
from annotations.store.search import ArticleSet

MANY_WORDS = 10  # words or places are read for one that begins in a way, or for a phrase
MARKS_READ = 3  # of this many annotations the answers are compared in the time that it takes to look up an article

__all__ = ["SORTS", "STATUS_FILTERS", "QueueCounts", "QueueFilter", "QueueRow"]


class QueueCounts(NamedTuple):
    """How far the acting annotator is."""

    articles: int
    done: int
    skipped: int
    incomplete: int = 0


def queue_numbers(project: Project, chosen: QueueFilter) -> Sequence[int]:
    """The numbers of the articles that pass a filter, in its order: a range when that is all, else an array."""
    found = _passing(project, chosen)
    if chosen.sort == "status":
        look = looker(project, chosen.annotator)
        return store.joined([found & with_status(look, [status]) for status in STATUSES], chosen.descending)
    return store.ordered(project.database, found, chosen.sort, chosen.descending)


def known_sources(project: Project) -> list[str]:
    """The sources that articles have, in the order of the alphabet."""
    return search.values_said(project.database, "source")


def known_languages(project: Project) -> list[str]:
    """The languages that articles have, in the order of the alphabet."""
    return search.values_said(project.database, "language")


def queue_rows(project: Project, numbers: Sequence[int]) -> list[QueueRow]:
    """Read the queue's rows of some articles; marks are counted in the layers that are drawn as bars (claims)."""
    layers = [layer.name for layer in project.scheme.layers if layer.style == "bar"]
    return store.rows(project.database, project.annotator and project.annotator.id, numbers, layers)


def queue_counts(project: Project, known: int | None = None) -> QueueCounts:
    """Count the articles, unless their number is `known`, and those that the acting annotator has finished."""
    look = looker(project)
    counts = (with_status(look, [status]).bit_count() for status in ("done", "skip", "incomplete"))
    return QueueCounts(articles.count(project.database) if known is None else known, *counts)


def rows_to_read(project: Project, chosen: QueueFilter) -> int:
    """Estimate how much work it is to look up a filter: the number of articles whose index entries take as long."""
    marks = annotations.highest_number(project.database) if chosen.disagreement else 0
    most = max(highest_number(project), marks // MARKS_READ)
    return most * MANY_WORDS if any(sign in chosen.words for sign in '*"') else most


def highest_number(project: Project) -> int:
    """The highest number by which the queue knows an article; 0 when there is none. Costs nothing."""
    return articles.highest_number(project.database)


def number_of(project: Project, article: ArticleId) -> int | None:
    """The number by which the queue knows an article; none when it is gone."""
    return articles.number_of(project.database, article)


def _passing(project: Project, chosen: QueueFilter) -> ArticleSet:
    look, database = looker(project, chosen.annotator), project.database
    found = matching(look, parse(chosen.words, project.scheme))
    if chosen.status in STATUSES:
        found &= with_status(look, [chosen.status])
    if chosen.status == "mine" or chosen.annotator:
        found &= _worked_on(look)
    if chosen.label:
        found &= with_keys(look, [labelled(project.scheme, chosen.label)])
    for name, value in (("source", chosen.source), ("language", chosen.language)):
        if value:
            found &= search.articles_of_terms(database, search.terms(database, [""], "", name, [value]))
    if chosen.remark:
        whose, layers = [look.annotator] if look.annotator else [], [layer.name for layer in project.scheme.layers]
        found &= search.articles_of_marks(database, [search.terms_set(database, whose, layers, chosen.remark)])
    if chosen.published_from or chosen.published_to:
        found &= store.published(database, chosen.published_from, chosen.published_to)
    return _disagreed(look, found) if chosen.disagreement else found


def _worked_on(look: Looker) -> ArticleSet:
    database, annotator = look.project.database, [look.annotator or ""]
    return look.finished | search.articles_of_terms(database, search.terms(database, annotator, "", "marked", [""]))


def _disagreed(look: Looker, among: ArticleSet) -> ArticleSet:
    """Those articles that several people have done and in which they did not mark or answer the same."""
    database = look.project.database
    people = [a.id for a in annotators.annotators(database) if a.kind == "person"]
    done = {who: with_status(Looker(look.project, who), ["done", "incomplete"]) & among for who in people}
    once = twice = 0
    for articles_done in done.values():
        twice |= once & articles_done
        once |= articles_done
    return search.article_set(
        [
            number
            for number, said in store.readings(database, search.members(twice), people)
            if len({frozenset(said.get(who, ())) for who in people if done[who] >> number & 1}) > 1
        ]
    )
