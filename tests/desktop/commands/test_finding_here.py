"""Finding words in the open article."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles
from desktop.views.article.find_bar import FindBar
from desktop.workspace import Workspace
from tests.desktop.conftest import At


@pytest.fixture
def bar(desk: Workspace, press) -> FindBar:
    desk.reader.setFocus()
    press("Ctrl+F")
    return next(one for one in desk.findChildren(FindBar) if one.isVisible())


def type_in(bar: FindBar, qtbot: QtBot, words: str) -> None:
    bar.words.clear()
    qtbot.keyClicks(bar.words, words)


def count(bar: FindBar) -> str:
    return bar._count.text()  # noqa: SLF001


def test_words_are_found_one_after_the_other(bar: FindBar, desk: Workspace, qtbot: QtBot) -> None:
    text = desk.opened.article.text
    wanted = "QUAY"
    places = [n for n in range(len(text)) if text[n:].casefold().startswith("quay")]
    assert len(places) > 1
    desk.reader.select(0, 0)
    type_in(bar, qtbot, wanted)
    assert count(bar).endswith(f"/ {len(places)}")
    seen = []
    for _ in places:
        seen.append(desk.reader.selection())
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert sorted(seen) == [(place, place + 4) for place in places]
    assert desk.reader.selection() == seen[0]  # round to the first
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.reader.selection() == seen[-1]
    assert bar.words.hasFocus()


def test_esc_comes_back_and_the_button_stays_at_the_match(
    bar: FindBar, desk: Workspace, at: At, qtbot: QtBot, press
) -> None:
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    at.select("Nobody else")
    before = desk.reader.selection()
    press("Ctrl+F")
    type_in(bar, qtbot, "bergen")
    found = desk.reader.selection()
    assert found != before
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert desk.reader.hasFocus()
    assert desk.reader.selection() == before
    assert len(desk.reader._hits) == 0  # noqa: SLF001
    press("Ctrl+F")
    type_in(bar, qtbot, "bergen")
    bar.closed.emit()
    assert (bar.isVisible(), desk.reader.selection()) == (False, found)


def test_the_keys_for_hits_go_through_the_matches(bar: FindBar, desk: Workspace, qtbot: QtBot, press) -> None:
    type_in(bar, qtbot, "quay")
    first = desk.reader.selection()
    desk.reader.setFocus()
    press("F3")
    assert desk.reader.selection() != first
    press("Shift+F3")
    assert desk.reader.selection() == first


def test_who_finds_nothing_comes_back(bar: FindBar, desk: Workspace, at: At, qtbot: QtBot, press) -> None:
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    at.select("Nobody else")
    before = desk.reader.selection()
    press("Ctrl+F")
    assert bar.words.text() == "Nobody else"
    type_in(bar, qtbot, "no such words")
    assert count(bar) == "No matches"
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert desk.reader.selection() == before


def test_another_article_is_looked_through_too(bar: FindBar, desk: Workspace, qtbot: QtBot) -> None:
    type_in(bar, qtbot, "the")
    desk.session.run(add_articles, [Article(id=ArticleId("two"), text="The other one, then the last.")])
    desk.opened.open(ArticleId("two"))
    assert count(bar) == "1 / 4"
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert desk.reader.caret() == 0  # the place in the other article means nothing here
    desk.opened.open(None)
