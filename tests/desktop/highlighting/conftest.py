"""A project with three articles and a highlighter that reads them, for the tests of the highlighter."""

from collections.abc import Iterator

import pytest

from annotations.highlight.pipeline_choice import OTHERS, Choice
from annotations.highlight.pipelines import RULES
from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles
from annotations.project import Project
from desktop.highlighter import Highlighter
from desktop.session import Session

PATIENCE = 60_000  # milliseconds; the worker loads spaCy first
A, B, C = (ArticleId(name) for name in "abc")
MANY = [ArticleId(f"n{number:03}") for number in range(120)]
CHOICES = {OTHERS: Choice(RULES)}


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    add_articles(project, [Article(name, text=f"Norway told Kenya {name}: wait for Ida Moe.") for name in (A, B, C)])
    made = Session(project)
    yield made
    made.close()


@pytest.fixture
def highlighter(session: Session) -> Iterator[Highlighter]:
    made = Highlighter(session, CHOICES)
    yield made
    made.stop()
