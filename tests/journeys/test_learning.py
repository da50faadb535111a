"""What a person decides acts at once: refused twice it is offered no more, marked it is offered in the next article."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId, Suggestion
from annotations.operations.annotators import act_as, add_annotator, annotators
from annotations.operations.articles import add_articles, article
from annotations.operations.highlighting import save_suggestions
from annotations.operations.machines import use_machine
from annotations.project import create_project
from annotations.scheme import load_scheme

STORY = "{} Zork met Wik in Oslo. Zork left. Then Zork slept, and Zork woke, and the Vell Group was glad."


@pytest.fixture
def ana(open_window, tmp_path: Path):
    """Ana at the first of three articles; a machine takes “Zork” for a person in all of them, and misses the group."""
    project = create_project(tmp_path / "zork.claimdesk", load_scheme("news-claims"))
    act_as(project, "Ana")
    add_articles(project, [Article(ArticleId(name), text=STORY.format(name)) for name in "abc"])
    machine = add_annotator(project, "rules", "machine", "1")
    for name in "abc":
        read = article(project, ArticleId(name))
        save_suggestions(
            project, machine, [(read, [*found(read.text, "Zork", "PERSON"), *found(read.text, "Oslo", "GPE")])]
        )
    project.close()
    made = open_window(project.path)
    made.window.settings.offer_names = True
    return made


def found(text: str, words: str, label: str) -> list[Suggestion]:
    places, start = [], text.find(words)
    while start >= 0:
        places.append(Suggestion("entity", start, start + len(words), label))
        start = text.find(words, start + 1)
    return places


def offered(analyst) -> list[str]:
    return [mark.annotation.quote for mark in analyst.marks("entity") if mark.suggested]


def test_what_is_refused_twice_goes_from_this_article_and_the_next_and_comes_back_by_undo(ana) -> None:
    assert offered(ana) == ["Zork", "Oslo", "Zork", "Zork", "Zork"]
    ana.press("Tab N")
    assert offered(ana) == ["Oslo", "Zork", "Zork", "Zork"]
    ana.press("Tab N")
    assert offered(ana) == ["Oslo"]
    ana.press("Esc Ctrl+Down")
    assert offered(ana) == ["Oslo"]
    ana.press("Ctrl+Z")  # leads back to where it was refused
    assert (ana.title[0], offered(ana)) == ("a", ["Oslo", "Zork", "Zork", "Zork"])
    ana.press("Esc Ctrl+Down")
    assert (ana.title[0], offered(ana)) == ("b", ["Zork", "Oslo", "Zork", "Zork", "Zork"])
    ana.press("Ctrl+Y Esc Ctrl+Down")
    assert (ana.title[0], offered(ana)) == ("b", ["Oslo"])


def test_what_is_marked_is_offered_in_the_next_article_at_once_and_no_more_after_undo(ana, qtbot: QtBot) -> None:
    ana.select("Vell Group")
    ana.press("Shift+O")
    assert "Vell Group" in [mark.annotation.quote for mark in ana.marks("entity")]
    ana.press("Esc Ctrl+Down")
    qtbot.waitUntil(lambda: "Vell Group" in offered(ana))
    maker = next(mark for mark in ana.marks("entity") if mark.annotation.quote == "Vell Group")
    assert "string match" in maker.maker
    ana.press("Ctrl+Z Esc Ctrl+Down")
    assert (ana.title[0], "Vell Group" in offered(ana)) == ("b", False)
    ana.press("Ctrl+Y Esc Ctrl+Down")
    assert (ana.title[0], "Vell Group" in offered(ana)) == ("b", True)


def test_matching_strings_is_switched_off_and_on_again_by_undo(ana, qtbot: QtBot) -> None:
    ana.select("Vell Group")
    ana.press("Shift+O Esc Ctrl+Down")
    qtbot.waitUntil(lambda: "Vell Group" in offered(ana))
    (machine,) = [one for one in annotators(ana.project) if one.name == "string match"]
    ana.desk.session.run(use_machine, machine.id, shown=False)
    assert "Vell Group" not in offered(ana)
    ana.press("Ctrl+Z")
    assert "Vell Group" in offered(ana)
