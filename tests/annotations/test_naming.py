"""Full names: proposed by machines, shown by links, given to every mark of the same words, taken back in one step."""

from pathlib import Path

import pytest

from annotations.highlight.suggest_all import suggest_all
from annotations.model import Article, ArticleId, Link, SuggestedLink, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, article
from annotations.operations.exporting import records
from annotations.operations.highlighting import save_suggestions
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.suggestions import accept_suggestion
from annotations.project import Project, create_project
from annotations.scheme import FULL_NAME, load_scheme

TEXT = "Marta Solheim spoke. Solheim denied it; Solheym said that nobody had asked Solheim."
A = ArticleId("a")


@pytest.fixture
def project(tmp_path: Path):
    made = create_project(tmp_path / "a.claimdesk", load_scheme("news-claims"))
    add_articles(made, [Article(A, "Names", TEXT)])
    act_as(made, "ana")
    yield made
    made.close()


def mark(project: Project, start: int, end: int, label: str = "PERSON") -> None:
    add_annotation(project, A, "entity", start, end, label)


def names(project: Project) -> list[tuple[str, object]]:
    return [(one.quote, one.fields.get("full_name")) for one in annotations_of(project, A) if one.layer == "entity"]


def test_a_person_named_in_part_or_misspelt_is_proposed_with_the_full_name() -> None:
    people = [Suggestion("entity", start, end, "PERSON") for start, end in ((0, 13), (21, 28), (40, 47), (75, 82))]
    found = [one for one in suggest_all(TEXT, people) if one.layer == "entity"]
    assert [one.fields.get(FULL_NAME) for one in found] == [None, *["Marta Solheim"] * 3]


def test_a_suggested_full_name_is_kept_accepted_and_shown_by_the_link_of_a_claim(project: Project) -> None:
    machine = act_as(project, "rules", "machine", "1")
    speaker = {"speaker": SuggestedLink("Solheim", "entity", 21, 28)}
    found = [
        Suggestion("entity", 21, 28, "PERSON", fields={FULL_NAME: "Marta Solheim"}),
        Suggestion("claim", 21, 38, links=speaker),
    ]
    save_suggestions(project, machine, [(article(project, A), found)])
    act_as(project, "ana")
    for suggestion in open_suggestions(project, A):
        accept_suggestion(project, suggestion)
    own = {one.layer: one for one in annotations_of(project, A) if one.annotator == project.acting}
    assert own["entity"].fields == {"full_name": "Marta Solheim"}
    assert own["claim"].links["claimer"].text == "Marta Solheim"
    exported = [one for record in records(project) for one in record.annotations if one.layer == "claim"]
    assert {one.links["claimer"].text for one in exported} == {"Marta Solheim"}


def test_joining_names_every_mark_of_the_same_words_and_splitting_takes_it_back(project: Project) -> None:
    mark(project, 0, 13)
    mark(project, 21, 28)
    mark(project, 75, 82)
    mark(project, 40, 47, "ORG")
    second = annotations_of(project, A)[1]
    set_field(project, second.id, "full_name", "Marta Solheim")
    joined = [("Solheim", "Marta Solheim"), ("Solheym", None), ("Solheim", "Marta Solheim")]
    assert names(project) == [("Marta Solheim", None), *joined]
    set_field(project, second.id, "full_name", None)
    assert {name for _, name in names(project)} == {None}
    project.undo()
    assert names(project)[1:] == joined
    project.undo()
    assert {name for _, name in names(project)} == {None}


def test_links_follow_a_name_that_is_joined_or_split(project: Project) -> None:
    mark(project, 21, 28)
    speaker = annotations_of(project, A)[0]
    add_annotation(project, A, "claim", 29, 38, links={"claimer": Link("Solheim", speaker.id)})

    def said() -> str:
        return next(one for one in annotations_of(project, A) if one.layer == "claim").links["claimer"].text

    set_field(project, speaker.id, "full_name", "Marta Solheim")
    assert said() == "Marta Solheim"
    set_field(project, speaker.id, "full_name", None)
    assert said() == "Solheim"
