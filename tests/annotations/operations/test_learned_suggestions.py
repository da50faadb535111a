"""Names that were marked in one article are offered in the others."""

import pytest

from annotations.highlight.sources import separate_sources
from annotations.model import AnnotationId, Article, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of, delete_annotation
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import add_articles
from annotations.operations.machines import use_machine
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.result_keeper import ResultKeeper
from annotations.operations.suggestion_sources import learned_suggestions, results_for_opened
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project

(STRING_MATCH,) = separate_sources(learn=True)
A, B, C = (ArticleId(name) for name in "abc")


@pytest.fixture
def desk(project: Project) -> Project:
    """Three articles; in the first a person and a date are marked."""
    texts = {A: "Ida Lund left Oslo in 2024.", B: "Ida Lund, or Lund, met Ida Lundby in 2024.", C: "Ida Lund is back."}
    add_articles(project, [Article(name, text=text) for name, text in texts.items()])
    add_annotation(project, A, "entity", 0, 8, "PERSON")
    add_annotation(project, A, "entity", 22, 26, "DATE")
    return project


def offer(project: Project, article: ArticleId) -> list[tuple[str, str]]:
    keeper = ResultKeeper(project)
    for found in results_for_opened(project, article, project.acting, rules=True, learned=True):
        keeper.keep(keeper.machine(found.machine, found.card), [found.result])
    return [(one.quote, one.label) for one in open_suggestions(project, article)]


def test_a_name_is_offered_where_it_stands_as_a_whole_word(desk: Project) -> None:
    assert offer(desk, B) == [("Ida Lund", "PERSON")]
    assert [one.name for one in annotators(desk) if one.kind == "machine"] == ["string match"]


def test_offering_twice_adds_nothing(desk: Project) -> None:
    offer(desk, B)
    assert learned_suggestions(desk, STRING_MATCH, B, desk.acting) == []
    before = len(annotations_of(desk, B))
    assert offer(desk, B) == [("Ida Lund", "PERSON")]
    assert len(annotations_of(desk, B)) == before


def test_places_that_are_marked_are_left_alone(desk: Project) -> None:
    add_annotation(desk, B, "entity", 0, 3, "PERSON")
    assert offer(desk, B) == []


def test_a_name_that_was_refused_twice_is_not_offered(desk: Project) -> None:
    for article in (B, C):
        offer(desk, article)
        reject_suggestion(desk, open_suggestions(desk, article)[0])
    add_articles(desk, [Article(ArticleId("d"), text="Once more Ida Lund.")])
    assert offer(desk, ArticleId("d")) == []


def test_a_name_is_offered_as_long_as_it_is_marked_elsewhere(desk: Project) -> None:
    delete = next(one.id for one in annotations_of(desk, A) if one.quote == "Ida Lund")
    assert offer(desk, B) == [("Ida Lund", "PERSON")]
    delete_annotation(desk, delete)
    assert open_suggestions(desk, B) == []
    desk.undo()
    assert [one.quote for one in open_suggestions(desk, B)] == ["Ida Lund"]


def test_what_another_person_has_marked_takes_no_place(desk: Project) -> None:
    act_as(desk, "Ben")
    add_annotation(desk, B, "entity", 0, 8, "PERSON")
    act_as(desk, "Ana")
    assert offer(desk, B) == [("Ida Lund", "PERSON")]


def test_what_one_person_has_marked_is_not_offered_to_another(desk: Project) -> None:
    offer(desk, B)
    act_as(desk, "Ben")
    assert offer(desk, B) == []
    act_as(desk, "Ana")
    assert [one.quote for one in open_suggestions(desk, B)] == ["Ida Lund"]


def test_an_accepted_name_is_a_mark_that_says_where_it_comes_from(desk: Project) -> None:
    offer(desk, C)
    (suggestion,) = open_suggestions(desk, C)
    made = accept_suggestion(desk, suggestion).added[0]
    own = {one.id: one for one in annotations_of(desk, C)}[AnnotationId(made)]
    assert (own.quote, own.derived_from) == ("Ida Lund", suggestion.id)


def test_switched_off_it_finds_nothing(desk: Project) -> None:
    offer(desk, B)
    machine = next(one for one in annotators(desk) if one.kind == "machine")
    use_machine(desk, machine.id, shown=False)
    assert open_suggestions(desk, B) == []
    assert learned_suggestions(desk, STRING_MATCH, C, desk.acting) == []
