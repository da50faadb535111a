"""Narrow reads give what picking from everything in the article gives."""

import random

import pytest

from annotations.model import Annotation, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of, set_link
from annotations.operations.annotators import act_as, add_annotator
from annotations.operations.articles import add_articles
from annotations.operations.highlighting import save_suggestions
from annotations.operations.suggestions import accept_suggestion, overlap
from annotations.project import Project
from annotations.store import near

HERE = ArticleId("here")
TEXT = "Oslo and Bergen and Oslo again. " * 8


@pytest.fixture
def everything(project: Project) -> list[Annotation]:
    """Marks of two people and suggestions in an article, some linked to each other, and the same text elsewhere."""
    dice = random.Random(3)
    add_articles(project, [Article(HERE, text=TEXT), Article(ArticleId("there"), text=TEXT + ".")])
    rules = add_annotator(project, "rules", "machine", "1")
    found = [Suggestion("entity", start, start + 4, "GPE") for start in range(0, len(TEXT) - 5, 16)]
    save_suggestions(project, rules, [(Article(HERE, text=TEXT), found)])
    for who in ("Ana", "Ben"):
        act_as(project, who)
        for suggestion in [one for one in annotations_of(project, HERE) if one.annotator == rules.id][::3]:
            accept_suggestion(project, suggestion)
        claims = []
        for _ in range(12):
            start = dice.randrange(0, 200)
            claims += add_annotation(project, HERE, "claim", start, start + dice.randrange(3, 30)).added
        for one in claims[::2]:
            set_link(project, one, "target", Link("", claims[1]))
    return annotations_of(project, HERE)


def test_what_lies_under_a_mark(project: Project, everything: list[Annotation]) -> None:
    machine = next(one.annotator for one in everything if one.score is not None or one.derived_from is None)
    machines = {one.annotator for one in everything} - {one.annotator for one in everything if one.derived_from}
    assert machine in machines
    for mark in everything:
        decided = {one.derived_from for one in everything if one.annotator == mark.annotator}
        under = [
            one
            for one in everything
            if one.layer == mark.layer and one.id != mark.id and overlap(one, mark)
            if one.annotator == mark.annotator or (one.annotator in machines and one.id not in decided)
        ]
        assert near.under(project.database, mark) == under


def test_what_links_there(project: Project, everything: list[Annotation]) -> None:
    for mark in everything:
        linking = [
            one
            for one in everything
            if one.annotator == mark.annotator and any(link.annotation == mark.id for link in one.links.values())
        ]
        assert near.linking_to(project.database, HERE, mark.annotator, [mark.id]) == linking
    assert any(near.linking_to(project.database, HERE, mark.annotator, [mark.id]) for mark in everything)


def test_what_says_the_same_words(project: Project, everything: list[Annotation]) -> None:
    for mark in everything:
        said = mark.annotator, mark.layer, mark.label, mark.quote
        same = [one for one in everything if (one.annotator, one.layer, one.label, one.quote) == said]
        assert near.of_same_words(project.database, mark) == same


def test_what_was_made_of_a_suggestion(project: Project, everything: list[Annotation]) -> None:
    me = project.acting
    suggested = [one for one in everything if one.score is None and one.verdict is None and one.annotator != me]
    for source in suggested:
        place = source.layer, source.start, source.end
        made = [
            one
            for one in everything
            if one.annotator == me and (one.derived_from == source.id or (one.layer, one.start, one.end) == place)
        ]
        assert near.made_of(project.database, source, me) == made
        decided = {one.derived_from for one in everything if one.annotator == me} & {source.id}
        assert near.decided_among(project.database, HERE, me, [source.id]) == decided
