"""A suggestion source is one entry in the registry: card, switch, minimum score and command line follow."""

import ast
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.cli import main
from annotations.highlight import sources
from annotations.highlight.source import Card, Source, SourceText
from annotations.model import Annotator, Article, ArticleId, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as, add_annotator, annotators, find_annotator
from annotations.operations.article_languages import set_language
from annotations.operations.articles import add_articles
from annotations.operations.highlighting import save_suggestions
from annotations.operations.machines import machine_cards, use_machine, was_read
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.result_keeper import ResultKeeper
from annotations.operations.suggestion_sources import results_for_opened
from annotations.operations.suggestions import reject_suggestion
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme

ROOT = Path(__file__).parent.parent.parent
A, B, PLAIN = ArticleId("a"), ArticleId("b"), ArticleId("plain")
TEXTS = {A: "Mira Holt left Turku.", B: "near Turku Mira Holt spoke; everyone in Pori agreed.", PLAIN: "nothing here."}


def capitals(given: SourceText) -> Iterator[Suggestion]:
    """Suggest every capitalised word; long ones score higher."""
    for match in re.finditer(r"\b[A-Z]\w+", given.text):
        yield Suggestion("entity", *match.span(), "PERSON", 0.9 if len(match[0]) > 4 else 0.3)


CAPITALS = Source("capitals", "3", "Capitals", "Every capitalised word.", capitals, card=Card("MIT", "", ("PERSON",)))


def tripled(given: SourceText) -> Iterator[Suggestion]:
    """Suggest wherever an ending of a known name occurs, also inside words: not what its annotator marked."""
    for name in given.names:
        for match in re.finditer(re.escape(name.words[-3:]), given.text):
            yield Suggestion(name.layer, *match.span(), name.label)


LEARNING = Source("endings", "1", "Endings", "Endings of names.", tripled, learns=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "north.claimdesk"
    with closing(create_project(path, load_scheme("news-claims"))) as project:
        add_articles(project, [Article(key, text=text) for key, text in TEXTS.items()])
        add_annotator(project, "Ida")
    return path


@pytest.fixture
def project(file: Path) -> Iterator[Project]:
    with closing(open_project(file)) as made:
        act_as(made, "Ida")
        yield made


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "SOURCES", (*sources.SOURCES, CAPITALS))


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "SOURCES", (*sources.SOURCES, LEARNING))


def open_article(project: Project, article: ArticleId) -> list[str]:
    """Do what opening an article does, without a pipeline; return the suggestions that are offered then."""
    keeper = ResultKeeper(project)
    for found in results_for_opened(project, article, project.acting, rules=True, learned=True):
        keeper.keep(keeper.machine(found.machine, found.card), [found.result])
    return offered(project, article)


def offered(project: Project, article: ArticleId) -> list[str]:
    return [one.quote for one in open_suggestions(project, article)]


def machine(project: Project, source: Source) -> Annotator:
    found = find_annotator(project, source.name, "machine", source.version)
    assert found is not None
    return found


@pytest.mark.usefixtures("registered")
def test_a_new_source_suggests_when_an_article_is_opened(project: Project) -> None:
    assert open_article(project, A) == ["Mira", "Holt", "Turku"]
    assert open_article(project, PLAIN) == []


@pytest.mark.usefixtures("registered")
def test_a_new_source_has_a_card(project: Project) -> None:
    open_article(project, A)
    (card,) = machine_cards(project)
    assert (card.annotator.name, card.annotator.version) == ("capitals", "3")
    assert (card.licence, card.labels, card.description) == ("MIT", ("PERSON",), "Every capitalised word.")
    assert (card.shown, card.threshold) == (True, 0.0)


@pytest.mark.usefixtures("registered")
def test_a_new_source_can_be_switched_off_and_on(project: Project) -> None:
    open_article(project, A)
    use_machine(project, machine(project, CAPITALS).id, shown=False)
    assert offered(project, A) == []
    assert open_article(project, B) == []
    assert not [one for one in annotations_of(project, B) if one.annotator == machine(project, CAPITALS).id]
    use_machine(project, machine(project, CAPITALS).id, shown=True)
    assert offered(project, A) == ["Mira", "Holt", "Turku"]
    assert open_article(project, B) == ["Turku", "Mira", "Holt", "Pori"]


@pytest.mark.usefixtures("registered")
def test_a_new_source_has_a_minimum_score(project: Project) -> None:
    open_article(project, A)
    use_machine(project, machine(project, CAPITALS).id, threshold=0.5)
    assert offered(project, A) == ["Turku"]


@pytest.mark.usefixtures("registered")
def test_a_source_reads_an_article_once(project: Project) -> None:
    open_article(project, A)
    before = annotations_of(project, A)
    reject_suggestion(project, open_suggestions(project, A)[0])
    assert open_article(project, A) == ["Holt", "Turku"]
    assert len(annotations_of(project, A)) == len(before) + 1


@pytest.mark.usefixtures("registered")
def test_an_article_that_only_a_separate_source_has_read_waits_for_a_pipeline(project: Project) -> None:
    open_article(project, A)
    assert not was_read(project, A)
    save_suggestions(project, add_annotator(project, "some pipeline", "machine", "1"), [(article_of(project), [])])
    assert was_read(project, A)


def article_of(project: Project) -> Article:
    from annotations.operations.articles import article

    return article(project, A)


@pytest.mark.usefixtures("registered")
def test_the_command_line_asks_a_new_source(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["highlight", str(file), "--pipeline", "claimdesk-rules"]) == 0
    assert "capitals 3: 7 suggestions in 3 articles" in capsys.readouterr().out
    assert main(["highlight", str(file), "--pipeline", "claimdesk-rules", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert [(one["machine"], one["suggestions"]) for one in figures["machines"]] == [
        ("claimdesk-rules", 0),
        ("capitals", 0),
    ]
    assert main(["annotators", str(file)]) == 0
    assert re.search(r"capitals +machine +3 +7", capsys.readouterr().out)


def test_the_command_line_asks_string_match_for_each_person(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_project(file)) as project:
        act_as(project, "Ida")
        add_annotation(project, A, "entity", 0, 9, "PERSON")
        act_as(project, "Ola")
        add_annotation(project, A, "entity", 15, 20, "GPE")
    assert main(["highlight", str(file), "--pipeline", "claimdesk-rules"]) == 0
    assert "string match 1: 2 suggestions" in capsys.readouterr().out
    with closing(open_project(file)) as project:
        by_string_match = machine(project, sources.separate_sources(learn=True)[0]).id
        for name, words in (("Ida", ["Mira Holt"]), ("Ola", ["Turku"])):
            act_as(project, name)
            assert [one.quote for one in open_suggestions(project, B) if one.annotator == by_string_match] == words


@pytest.mark.usefixtures("learning")
def test_a_source_that_learns_may_offer_words_that_nobody_has_marked(project: Project) -> None:
    add_annotation(project, A, "entity", 15, 20, "GPE")
    add_articles(project, [Article(ArticleId("c"), text="The rku and turkunen.")])
    assert open_article(project, ArticleId("c")) == ["rku", "rku"]
    assert [one.name for one in annotators(project) if one.kind == "machine"] == ["endings"]


@pytest.mark.usefixtures("registered", "learning")
def test_another_language_lets_rules_read_again_and_keeps_what_was_learned(project: Project) -> None:
    add_annotation(project, B, "entity", 11, 20, "PERSON")
    add_articles(project, [Article(ArticleId("c"), text="Mira Holt went to Oulu.", language="en")])
    open_article(project, ArticleId("c"))
    set_language(project, ArticleId("c"), "fi")
    left = {one.annotator for one in annotations_of(project, ArticleId("c"))}
    assert left == {machine(project, source).id for source in sources.separate_sources(learn=True)}


def test_no_product_code_names_a_source() -> None:
    names = {one.name for one in sources.SOURCES if not one.with_pipeline}
    assert names
    for path in [*(ROOT / "annotations").rglob("*.py"), *(ROOT / "desktop").rglob("*.py")]:
        if path.name == "sources.py":
            continue
        strings = {node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                   if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
        assert not strings & names, path
