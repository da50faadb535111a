"""A project in which three people have finished the same articles, and differ in ways that can be counted by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.agreement.choosing import study_of
from annotations.agreement.study import Study
from annotations.agreement.study_input import AgreementSettings, Filters
from annotations.model import Article, ArticleId, Link
from annotations.operations.agreement_input import read_study_input
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.progress import set_status
from annotations.project import Project

SENTENCE = "The council said the road to Arlen was closed on Monday, and the miners denied it."

Says = Callable[..., None]


@pytest.fixture
def says(project: Project) -> Says:
    """Let somebody mark some words of an article as a claim, or as something else."""

    def mark(who: str, article: str, words: str, *, layer: str = "claim", label: str = "", claimer: str = "AUTHOR",
             **fields: Any) -> None:  # fmt: skip
        act_as(project, who)
        start = SENTENCE.index(words)
        links = {}
        if layer == "claim":  # with all that is required, since an article is not done without
            links = {"claimer": Link(claimer), "target": Link("Arlen")}
            fields = {"stance": "neutral", "claim_type": "fact", "evidence": "named"} | fields
        add_annotation(project, ArticleId(article), layer, start, start + len(words), label, fields, links)

    return mark


@pytest.fixture
def finishes(project: Project) -> Callable[..., None]:
    """Let some people mark articles done."""

    def finish(people: str, *articles: str) -> None:
        for who in people.split():
            act_as(project, who)
            for article in articles:
                set_status(project, ArticleId(article), "done")

    return finish


@pytest.fixture
def has_articles(project: Project) -> Callable[[int], list[str]]:
    """Add so many articles, named 1, 2, 3 …"""

    def add(count: int) -> list[str]:
        names = [str(number) for number in range(1, count + 1)]
        add_articles(project, [Article(id=ArticleId(name), text=f"{SENTENCE}\n{name}") for name in names])
        return names

    return add


@pytest.fixture
def study(project: Project) -> Callable[..., Study]:
    """Study the project as it is now; keywords are filters and settings."""

    def make(previous: Study | None = None, **known: Any) -> Study:
        filters = Filters(**{name: value for name, value in known.items() if name in Filters._fields})
        settings = AgreementSettings(
            **{name: value for name, value in known.items() if name in AgreementSettings._fields}
        )
        evidence = read_study_input(project, previous and previous.evidence)
        return study_of(evidence, filters, settings, previous)

    return make
