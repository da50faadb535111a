"""The queue: which articles wait for the acting annotator, and how far the work is. Reads only."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from annotations.model import ArticleId
from annotations.project import Project
from annotations.store import articles, progress
from annotations.store import queue as store
from annotations.store.queue import STATUS_FILTERS, QueueRow

__all__ = ["STATUS_FILTERS", "QueueCounts", "QueueFilter", "QueueRow"]


class QueueFilter(NamedTuple):
    """Which articles to show: a status of `STATUS_FILTERS`, and words that the title or text must hold."""

    status: str = "all"
    words: str = ""


class QueueCounts(NamedTuple):
    """How far the acting annotator is."""

    articles: int
    done: int
    skipped: int


def queue_numbers(project: Project, chosen: QueueFilter) -> "array[int]":
    """The numbers of the articles that pass a filter, in the order in which they came."""
    return store.numbers(project.database, project.annotator and project.annotator.id, *chosen)


def queue_rows(project: Project, numbers: Sequence[int]) -> list[QueueRow]:
    """Read the queue's rows of some articles; marks are counted in the layers that are drawn as bars (claims)."""
    layers = [layer.name for layer in project.scheme.layers if layer.style == "bar"]
    return store.rows(project.database, project.annotator and project.annotator.id, numbers, layers)


def queue_counts(project: Project) -> QueueCounts:
    """Count the articles, and those that the acting annotator has done or skipped."""
    statuses = progress.status_counts(project.database, project.annotator.id) if project.annotator else {}
    return QueueCounts(articles.count(project.database), statuses.get("done", 0), statuses.get("skip", 0))


def number_of(project: Project, article: ArticleId) -> int | None:
    """The number by which the queue knows an article; none when it is gone."""
    return articles.number_of(project.database, article)
