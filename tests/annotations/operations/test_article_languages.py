"""Saying in which language an article is: what was suggested for another language goes, what people decided stays."""

from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError
from annotations.model import Article, ArticleId, Suggestion
from annotations.operations.annotating import annotations_of
from annotations.operations.annotators import act_as, add_annotator
from annotations.operations.article_languages import set_language
from annotations.operations.articles import add_articles, article
from annotations.operations.checking import findings
from annotations.operations.highlighting import articles_to_highlight, save_problem, save_suggestions
from annotations.operations.machines import problems_of, was_read
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project, create_project
from annotations.scheme import load_scheme

TEXT = "Ida Lund viajó a Oslo y después a Bergen para hablar con los dueños del puerto y con Per Moe."
ONE = ArticleId("one")


@pytest.fixture
def project(tmp_path: Path):
    made = create_project(tmp_path / "a.claimdesk", load_scheme("news-claims"))
    act_as(made, "Ana")
    add_articles(made, [Article(ONE, text=TEXT, language="en")])
    yield made
    made.close()


def quotes(project: Project) -> list[str]:
    return [one.quote for one in open_suggestions(project, ONE)]


def suggest(project: Project, name: str, *names: str):
    machine = add_annotator(project, name, "machine", "1")
    found = [Suggestion("entity", TEXT.index(one), TEXT.index(one) + len(one), "GPE") for one in names]
    save_suggestions(project, machine, [(article(project, ONE), found)])
    return machine


def test_what_was_suggested_in_the_wrong_language_goes_and_the_article_is_read_anew(project: Project) -> None:
    machine = suggest(project, "english", "Ida Lund", "Oslo", "Bergen")
    set_language(project, ONE, "es")
    assert article(project, ONE).language == "es"
    assert quotes(project) == []
    assert not was_read(project, ONE)
    assert articles_to_highlight(project, machine) == [ONE]


def test_undo_brings_it_back_and_redo_takes_it_again(project: Project) -> None:
    machine = suggest(project, "english", "Ida Lund", "Oslo")
    set_language(project, ONE, "es")
    project.undo()
    assert (article(project, ONE).language, quotes(project)) == ("en", ["Ida Lund", "Oslo"])
    assert articles_to_highlight(project, machine) == []
    project.redo()
    assert (article(project, ONE).language, quotes(project)) == ("es", [])
    assert list(findings(project)) == []


def test_what_was_decided_on_stays(project: Project) -> None:
    suggest(project, "english", "Ida Lund", "Oslo", "Bergen")
    first, second, _ = open_suggestions(project, ONE)
    accept_suggestion(project, first)
    reject_suggestion(project, second)
    set_language(project, ONE, "es")
    own = [one for one in annotations_of(project, ONE) if one.annotator == project.acting]
    assert [(one.quote, one.verdict) for one in own] == [("Ida Lund", "accepted"), ("Oslo", "rejected")]
    assert quotes(project) == []
    assert list(findings(project)) == []


def test_another_region_of_the_same_language_changes_nothing_else(project: Project) -> None:
    suggest(project, "english", "Oslo")
    set_language(project, ONE, "en-GB")
    assert quotes(project) == ["Oslo"]


def test_suggestions_stay_where_one_pipeline_is_for_both_languages(project: Project) -> None:
    suggest(project, "english", "Oslo")
    set_language(project, ONE, "it", reread=False)
    assert (article(project, ONE).language, quotes(project)) == ("it", ["Oslo"])


def test_why_it_was_not_read_is_forgotten_and_nothing_lets_the_text_tell(project: Project) -> None:
    save_problem(project, add_annotator(project, "tiny", "machine", "1"), ONE, "It crashed.")
    set_language(project, ONE, "")
    assert article(project, ONE).language == "es"
    assert problems_of(project, ONE) == []


def test_what_is_no_code_is_refused(project: Project) -> None:
    with pytest.raises(ClaimdeskError, match="is not a language code"):
        set_language(project, ONE, "Klingon please")
