"""Articles that a machine could not read: why, and when it tries again."""

from annotations.model import Article, ArticleId
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.checking import findings
from annotations.operations.highlighting import articles_to_highlight, save_problem, save_suggestions
from annotations.operations.machines import (
    problems,
    problems_of,
)
from annotations.project import Project
from tests.annotations.operations.machine_suggestions import Suggest


def test_why_an_article_was_not_read_is_kept_until_it_is(project: Project, story: Article, suggest: Suggest) -> None:
    machine = act_as(project, "rules", "machine", "1")
    save_problem(project, machine, story.id, "It stopped.")
    assert problems_of(project, story.id) == [(machine, "It stopped.")]
    assert articles_to_highlight(project, machine) == [story.id]
    save_suggestions(project, machine, [(story, [])])
    assert problems_of(project, story.id) == []


def test_a_later_version_that_reads_an_article_takes_the_reason_away(project: Project, story: Article) -> None:
    old, new = (act_as(project, "rules", "machine", version) for version in "12")
    other = act_as(project, "other", "machine", "1")
    for machine in (old, other):
        save_problem(project, machine, story.id, "It stopped.")
    save_suggestions(project, new, [(story, [])])
    assert problems_of(project, story.id) == [(other, "It stopped.")]


def test_articles_that_were_not_read_are_tried_again_after_the_others(project: Project) -> None:
    add_articles(project, [Article(ArticleId(name), text=f"Peru {name}.") for name in "abc"])
    machine = act_as(project, "rules", "machine", "1")
    save_problem(project, machine, ArticleId("a"), "It stopped.")
    assert articles_to_highlight(project, machine) == ["b", "c", "a"]


def test_no_reason_is_kept_for_an_article_that_is_gone(project: Project) -> None:
    machine = act_as(project, "rules", "machine", "1")
    save_problem(project, machine, ArticleId("gone"), "It stopped.")
    assert problems(project) == []
    assert list(findings(project)) == []
