"""Names that belong together are joined under one full name and split again; links follow, and undo takes it back."""

from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.model import Annotation, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of, set_field
from annotations.operations.annotators import act_as, add_annotator
from annotations.operations.articles import add_articles, article
from annotations.operations.checking import findings
from annotations.operations.exporting import people_of, records
from annotations.operations.highlighting import save_suggestions
from annotations.operations.name_groups import join_names, split_names
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import set_status
from annotations.operations.suggestions import accept_suggestion
from annotations.project import Project, create_project
from annotations.scheme import FULL_NAME, display_name, load_scheme, names_among

TEXT = "Ida Lund came. Lund spoke, then Lunt left; Per Lund stayed with Lund in Oslo. The quay is open, Lund said."
ONE = ArticleId("one")


@pytest.fixture
def project(tmp_path: Path):
    made = create_project(tmp_path / "a.claimdesk", load_scheme("news-claims"))
    act_as(made, "Ana")
    add_articles(made, [Article(ONE, text=TEXT, language="en")])
    machine = add_annotator(made, "rules", "machine", "1")
    names = [("Ida Lund", 0, ""), ("Lund", 15, "Ida Lund"), ("Lunt", 32, ""), ("Per Lund", 43, ""),
             ("Lund", TEXT.index("Lund in"), "Ida Lund"), ("Lund", TEXT.index("Lund said"), "Ida Lund")]  # fmt: skip
    found = [
        Suggestion("entity", start, start + len(name), "PERSON", fields={FULL_NAME: full} if full else {})
        for name, start, full in names
    ]
    save_suggestions(made, machine, [(article(made, ONE), found)])
    yield made
    assert list(findings(made)) == []
    made.close()


def open_ones(project: Project, quote: str) -> list[Annotation]:
    return [one for one in open_suggestions(project, ONE) if one.quote == quote]


def own(project: Project) -> list[tuple[str, str]]:
    mine = [one for one in annotations_of(project, ONE) if one.annotator == project.acting and one.layer == "entity"]
    return [(one.quote, display_name(project.scheme, one)) for one in mine if one.verdict != "rejected"]


def test_a_misspelling_is_joined_and_what_was_suggested_of_it_is_accepted(project: Project) -> None:
    join_names(project, open_ones(project, "Lunt")[0].id, "Ida  Lund")
    assert own(project) == [("Lunt", "Ida Lund")]
    assert project.undo_detail == "join “Lunt” with Ida Lund"
    project.undo()
    assert own(project) == []
    project.redo()
    assert own(project) == [("Lunt", "Ida Lund")]


def test_a_whole_group_goes_under_another_name(project: Project) -> None:
    join_names(project, open_ones(project, "Lund")[0].id, "Per Lund")
    assert sorted(own(project)) == [("Ida Lund", "Per Lund"), *[("Lund", "Per Lund")] * 3]


def test_the_words_are_split_from_the_full_name_wherever_they_stand(project: Project) -> None:
    split_names(project, open_ones(project, "Lund")[0].id)
    assert own(project) == [("Lund", "Lund")] * 3


def test_one_mention_is_split_and_is_somebody_else(project: Project) -> None:
    split_names(project, open_ones(project, "Lund")[1].id, "Per Lund", only=True)
    assert own(project) == [("Lund", "Per Lund")]


def test_the_full_name_itself_is_split_only_under_another(project: Project) -> None:
    head = open_ones(project, "Ida Lund")[0]
    with pytest.raises(ClaimdeskError, match="is the full name itself"):
        split_names(project, head.id)
    split_names(project, head.id, "Ida Lund junior")
    assert own(project) == [("Ida Lund", "Ida Lund junior")]


def test_links_and_exports_say_the_name_of_the_group(project: Project) -> None:
    start = TEXT.index("The quay")
    said = open_ones(project, "Lund")[-1]
    links = {"claimer": Link("Lund", said.id)}
    add_annotation(project, ONE, "claim", start, start + 16, links=links)
    join_names(project, said.id, "Per Lund")
    (claim,) = [one for one in annotations_of(project, ONE) if one.layer == "claim"]
    assert claim.links["claimer"].text == "Per Lund"
    (record,) = records(project, people_of(project))
    assert {one.links["claimer"].text for one in record.annotations if one.layer == "claim"} == {"Per Lund"}


def test_what_is_accepted_later_is_called_as_ones_own_marks_of_the_same_words_are(project: Project) -> None:
    first, second, third = open_ones(project, "Lund")
    accept_suggestion(project, first)
    mine = next(one for one in annotations_of(project, ONE) if one.annotator == project.acting)
    set_field(project, mine.id, "full_name", "Per Lund")
    names = names_among(project.scheme.layer("entity"), [mine._replace(fields={"full_name": "Per Lund"})], [second])
    assert names[second.id] == "Per Lund"
    accept_suggestion(project, second)
    set_status(project, ONE, "done")
    assert [name for quote, name in own(project) if quote == "Lund"] == ["Per Lund"] * 3
    assert third.fields == {"full_name": "Ida Lund"}


def test_marks_without_full_names_are_not_joined(project: Project) -> None:
    claim = add_annotation(project, ONE, "claim", 0, 14).added[0]
    with pytest.raises(ClaimdeskError, match="have no full names"):
        join_names(project, claim, "Ida Lund")
    with pytest.raises(ClaimdeskError, match="Choose the full name"):
        join_names(project, open_ones(project, "Lunt")[0].id, "  ")
