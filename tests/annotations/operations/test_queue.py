"""The queue and the figures of a project, as each annotator sees them."""

from array import array

import pytest

from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, articles
from annotations.operations.progress import set_status
from annotations.operations.queue import QueueFilter, number_of, queue_counts, queue_numbers, queue_rows
from annotations.operations.statistics import statistics
from annotations.project import Project


@pytest.fixture
def shelf(project: Project) -> Project:
    """Five articles: Ana has done a, skips b, has a claim in c."""
    add_articles(project, [Article(ArticleId(name), text=f"Story {name} of Lima.") for name in "abcde"])
    set_status(project, ArticleId("a"), "done")
    set_status(project, ArticleId("b"), "skip")
    mark = add_annotation(project, ArticleId("c"), "claim", 0, 5).added[0]
    set_field(project, mark, "stance", "oppose")
    return project


def _ids(project: Project, *chosen: str) -> str:
    return "".join(row.article for row in queue_rows(project, queue_numbers(project, QueueFilter(*chosen))))


@pytest.mark.parametrize(
    ("status", "expected"), [("all", "abcde"), ("todo", "cde"), ("done", "a"), ("skip", "b"), ("mine", "abc")]
)
def test_the_queue_is_filtered_by_status(shelf: Project, status: str, expected: str) -> None:
    assert _ids(shelf, status) == expected
    assert _ids(shelf, status, "lima") == expected
    assert _ids(shelf, status, "quito") == ""


def test_each_annotator_has_a_queue_of_their_own(shelf: Project) -> None:
    act_as(shelf, "Ben")
    assert (_ids(shelf, "todo"), _ids(shelf, "mine"), queue_counts(shelf)) == ("abcde", "", (5, 0, 0, 0))
    shelf.annotator = None
    assert (_ids(shelf, "todo"), queue_counts(shelf)) == ("abcde", (5, 0, 0, 0))


def test_rows_tell_status_and_claims_and_leave_out_what_is_gone(shelf: Project) -> None:
    numbers = [number_of(shelf, ArticleId(name)) or 0 for name in "cab"]
    rows = queue_rows(shelf, array("q", [*numbers, 999]))
    assert [(row.article, row.status, row.marks) for row in rows] == [
        ("c", "todo", 1),
        ("a", "done", 0),
        ("b", "skip", 0),
    ]
    assert number_of(shelf, ArticleId("none")) is None
    assert queue_counts(shelf) == (5, 1, 1, 0)


def test_statistics_count_articles_labels_and_decisions(shelf: Project) -> None:
    figures = statistics(shelf)
    text = sum(len(found.text) for found in articles(shelf))
    assert figures["articles"] == {"count": 5, "characters": text, "done_by_somebody": 1}
    (ana,) = figures["annotators"]
    assert (ana["articles"], ana["annotations"], ana["verdicts"]) == ({"done": 1, "skip": 1}, {"claim": 1}, {})
    assert ana["labels"]["claim"]["stance"] == {"oppose": 1}
    assert ana["labels"]["claim"]["disputed"] == {"no": 1}
