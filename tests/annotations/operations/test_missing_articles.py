"""Suggestions and statuses for articles that are gone are refused or dropped."""

import pytest

from annotations.errors import NotFound
from annotations.model import Article, Suggestion
from annotations.operations.annotators import act_as
from annotations.operations.highlighting import save_suggestions
from annotations.operations.progress import set_status
from annotations.project import Project


def test_suggestions_for_an_article_that_is_gone_are_dropped(project: Project, story: Article) -> None:
    project.undo()
    machine = act_as(project, "rules", "machine", "1")
    assert save_suggestions(project, machine, [(story, [Suggestion("entity", 0, 8, "ORG")])]).added == ()


def test_a_status_for_an_article_that_is_gone_is_refused(project: Project, story: Article) -> None:
    project.undo()
    with pytest.raises(NotFound, match="That article is no longer in the project"):
        set_status(project, story.id, "done")
