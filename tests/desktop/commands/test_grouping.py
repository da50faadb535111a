"""Joining and splitting names by keys, and what is seen of it."""

import pytest
from PySide6.QtWidgets import QPushButton

from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles
from desktop.views.inspector.group_row import GroupRow
from desktop.views.inspector.name_groups import group_of, other_names
from desktop.workspace import Workspace

NEW = ArticleId("new")
TEXT = "Ida Lund came. Lund spoke. Lunt left. Per Moe stayed with Lund."


@pytest.fixture
def page(desk: Workspace, press):
    desk.session.run(add_articles, [Article(NEW, text=TEXT)])
    desk.opened.open(NEW)
    for words in ("Ida Lund", "Lund spoke", "Lunt", "Per Moe", "Lund."):
        start = TEXT.index(words)
        desk.reader.select(start, start + len(words.removesuffix(" spoke").removesuffix(".")))
        press("Shift+P")
        press("Esc")
    return desk


def focus(desk: Workspace, number: int) -> None:
    desk.opened.focus(desk.opened.marks[number].id)


def answer(desk: Workspace, words: str | None) -> list[object]:
    """Answer the next question, and return what was asked."""
    asked: list[object] = []

    def ask(title, question, proposals, parent, *, needed):
        assert needed
        asked.extend([question, list(proposals)])
        return words

    desk.commands.grouping.ask = ask
    return asked


def group(desk: Workspace) -> tuple[str, list[str]]:
    found = group_of(desk.opened.focused, desk.opened.marks)
    assert found
    return found.name, [mark.annotation.quote for mark in found.members]


def test_names_are_joined_by_a_key_and_shown_as_one_group(page: Workspace, press, told) -> None:
    focus(page, 1)
    asked = answer(page, "Ida Lund")
    press("Ctrl+J")
    assert asked == ["“Lund” is the same as", ["Ida Lund", "Lunt", "Per Moe"]]
    assert group(page) == ("Ida Lund", ["Ida Lund", "Lund", "Lund"])
    assert told[-1] == "Joined: Ida Lund (“Lund”, “Ida Lund”)."
    row = page.inspector.findChild(GroupRow)
    assert row.isVisibleTo(page.inspector)
    focus(page, 2)
    answer(page, "Ida Lund")
    press("Ctrl+J")
    assert group(page) == ("Ida Lund", ["Ida Lund", "Lund", "Lunt", "Lund"])


def test_a_name_is_split_by_a_key_and_undo_joins_it_again(page: Workspace, press, told) -> None:
    for number in (1, 2):
        focus(page, number)
        answer(page, "Ida Lund")
        press("Ctrl+J")
    press("Ctrl+Shift+J")
    assert group(page) == ("Lunt", ["Lunt"])
    assert told[-1] == "Split: Lunt (“Lunt”)."
    press("Ctrl+Z")
    assert group(page) == ("Ida Lund", ["Ida Lund", "Lund", "Lunt", "Lund"])


def test_one_mention_is_split_and_told_whose_it_is(page: Workspace, press) -> None:
    focus(page, 1)
    answer(page, "Ida Lund")
    press("Ctrl+J")
    focus(page, 4)
    asked = answer(page, "Per Moe")
    press("Ctrl+Alt+J")
    assert asked == ["This “Lund” is not Ida Lund. It is", ["Lund", "Lunt", "Per Moe"]]
    assert group(page) == ("Per Moe", ["Per Moe", "Lund"])
    focus(page, 1)
    assert group(page) == ("Ida Lund", ["Ida Lund", "Lund"])


def test_a_question_that_is_left_changes_nothing(page: Workspace, press) -> None:
    focus(page, 1)
    answer(page, None)
    press("Ctrl+J")
    assert group(page) == ("Lund", ["Lund", "Lund"])


def test_what_cannot_be_joined_or_split_is_told(page: Workspace, press, told) -> None:
    press("Ctrl+J")
    assert told[-1] == "No name is selected. Click on one, or go to it with O or Tab."
    focus(page, 3)
    press("Ctrl+Shift+J")
    assert told[-1] == "“Per Moe” is not joined with another name."


def test_the_buttons_of_the_inspector_join_too(page: Workspace) -> None:
    focus(page, 2)
    answer(page, "Ida Lund")
    row = page.inspector.findChild(GroupRow)
    next(one for one in row.findChildren(QPushButton) if one.text() == "Join with…").click()
    assert group(page)[0] == "Ida Lund"
    assert other_names(page.opened.focused, page.opened.marks) == ["Lund", "Per Moe"]


def test_a_new_mark_of_the_same_words_is_in_the_group_at_once(page: Workspace, press) -> None:
    focus(page, 1)
    answer(page, "Ida Lund")
    press("Ctrl+J")
    focus(page, 4)
    press("Delete Esc")
    start = TEXT.rindex("Lund")
    page.reader.select(start, start + 4)
    press("Shift+P")
    assert group(page) == ("Ida Lund", ["Ida Lund", "Lund", "Lund"])
