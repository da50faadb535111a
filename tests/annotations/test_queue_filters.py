"""The filters and orders of the queue beside status and words."""

from array import array

import pytest

from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.progress import set_status
from annotations.operations.queue import QueueFilter, known_languages, known_sources, queue_numbers, queue_rows
from annotations.project import Project
from annotations.store.queue import ordered
from annotations.store.search import article_set

PUBLISHED = {"a": "2024-03-05", "b": "2023", "c": "", "d": "2024-03-04T10:00Z", "e": "2024-12-31"}
TITLES = {"a": "mild", "b": "Zeal", "c": "Apt", "d": "bold", "e": "Cold"}


@pytest.fixture
def shelf(project: Project) -> Project:
    """Five articles; Ana has done a and b, Ben b and e; they agree on b until one of them changes something."""
    add_articles(
        project,
        [
            Article(
                ArticleId(name), TITLES[name], f"Story {name} of Lima.", source=source, published=date, language="en"
            )
            for (name, date), source in zip(PUBLISHED.items(), ("Wire", "Post", "Wire", "", "post"), strict=True)
        ],
    )
    for who, done in (("Ben", "be"), ("Ana", "ab")):
        act_as(project, who)
        for name in done:
            set_status(project, ArticleId(name), "done")
            add_annotation(project, ArticleId(name), "claim", 0, 5, fields={"stance": "oppose"})
    return project


def _ids(project: Project, chosen: QueueFilter) -> str:
    return "".join(row.article for row in queue_rows(project, queue_numbers(project, chosen)))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (QueueFilter(source="Wire"), "ac"),
        (QueueFilter(source="Wire", words="apt"), "c"),
        (QueueFilter(language="en"), "abcde"),
        (QueueFilter(language="de"), ""),
        (QueueFilter(published_from="2024"), "ade"),
        (QueueFilter(published_from="2024-03-05"), "ae"),
        (QueueFilter(published_to="2024-03-04"), "bd"),
        (QueueFilter(published_from="2023", published_to="2023"), "b"),
        (QueueFilter(published_from="2024-03", published_to="2024-03", source="Wire"), "a"),
    ],
)
def test_source_language_and_dates(shelf: Project, chosen: QueueFilter, expected: str) -> None:
    assert _ids(shelf, chosen) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("added", "abcde"), ("title", "cdeab"), ("source", "dbeac"), ("published", "cbdae"), ("status", "cdeab")],
)
def test_the_queue_is_sorted_both_ways(shelf: Project, sort: str, expected: str) -> None:
    assert _ids(shelf, QueueFilter(sort=sort)) == expected
    assert _ids(shelf, QueueFilter(sort=sort, descending=True)) == expected[::-1]


def test_few_articles_among_many_are_sorted_alike(shelf: Project) -> None:
    add_articles(shelf, [Article(title=f"title {n:02}", text=f"Text {n}.") for n in range(60)])
    assert list(ordered(shelf.database, article_set([5, 2, 1]), "title", descending=False)) == [5, 1, 2]
    assert list(ordered(shelf.database, article_set([5, 2, 1]), "title", descending=True)) == [2, 1, 5]


def test_the_work_of_another_annotator_can_be_looked_at(shelf: Project) -> None:
    ben = act_as(shelf, "Ben").id
    act_as(shelf, "Ana")
    add_annotation(shelf, ArticleId("c"), "entity", 0, 5, "PERSON")
    assert _ids(shelf, QueueFilter(annotator=ben)) == "be"
    assert _ids(shelf, QueueFilter("todo", annotator=ben)) == ""
    assert _ids(shelf, QueueFilter("incomplete", "stance:oppose", annotator=ben)) == "be"
    assert (_ids(shelf, QueueFilter(label="PERSON")), _ids(shelf, QueueFilter(label="PERSON", annotator=ben))) == (
        "c",
        "",
    )


def test_disagreement_is_between_people_who_have_done_an_article(shelf: Project) -> None:
    assert _ids(shelf, QueueFilter(disagreement=True)) == ""
    add_annotation(shelf, ArticleId("b"), "entity", 0, 5, "PERSON")
    assert _ids(shelf, QueueFilter(disagreement=True)) == "b"
    act_as(shelf, "Ben")
    add_annotation(shelf, ArticleId("b"), "entity", 0, 5, "PERSON")
    assert _ids(shelf, QueueFilter(disagreement=True)) == ""
    claim = add_annotation(shelf, ArticleId("b"), "claim", 6, 7).added[0]
    set_field(shelf, claim, "stance", "support")
    assert _ids(shelf, QueueFilter(disagreement=True)) == "b"


def test_what_can_be_chosen_is_what_articles_have(shelf: Project) -> None:
    assert (known_sources(shelf), known_languages(shelf)) == (["Post", "post", "Wire"], ["en"])
    act_as(shelf, "Ana")
    add_articles(shelf, [Article(text="One more.", source="Gazette")])
    assert known_sources(shelf)[0] == "Gazette"
    shelf.undo()
    assert known_sources(shelf) == ["Post", "post", "Wire"]


def test_all_articles_are_a_range_and_some_an_array(shelf: Project) -> None:
    assert queue_numbers(shelf, QueueFilter()) == range(1, 6)
    assert queue_numbers(shelf, QueueFilter("todo")) == array("q", [3, 4, 5])
