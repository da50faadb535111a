"""What the window says when there is nothing: no articles, nothing marked, nobody to compare with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from pytestqt.qtbot import QtBot

from annotations.model import ArticleId
from annotations.operations.annotators import act_as
from annotations.project import Project, create_project
from annotations.scheme import load_scheme
from desktop.settings import Settings
from desktop.views.agreement.units import Units
from desktop.workspace import Workspace
from tests.desktop.conftest import window_on


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    made = create_project(tmp_path / "empty.claimdesk", load_scheme("news-claims"))
    act_as(made, "Ana")
    yield made
    made.close()


@pytest.fixture
def empty_desk(qtbot: QtBot, empty: Project, settings: Settings) -> Workspace:
    desk = window_on(empty, settings, qtbot).workspace
    assert desk
    return desk


@pytest.mark.parametrize("remembered", [None, "", "from-before"])
def test_no_article_is_missed_in_a_new_project(empty_desk: Workspace, told, remembered: str | None) -> None:
    empty_desk.open(None if remembered is None else ArticleId(remembered))
    assert (told, empty_desk.opened.article) == ([], None)


def test_a_project_without_articles_says_where_they_come_from(empty_desk: Workspace) -> None:
    assert empty_desk.notice.text() == "There are no articles yet. Choose File → Import articles… to add some."


def test_an_empty_queue_has_no_last_article(empty_desk: Workspace) -> None:
    for direction in (1, -1):
        empty_desk.step(direction)
        assert empty_desk.notice.text() == "There are no articles in the queue."


def test_without_an_article_nobody_is_told_to_select_words(empty_desk: Workspace) -> None:
    assert not empty_desk.inspector._body.isVisible()  # noqa: SLF001


def test_with_an_article_the_inspector_is_there(desk: Workspace) -> None:
    assert desk.inspector._body.isVisible()  # noqa: SLF001


def test_no_more_is_said_only_after_some(desk: Workspace, press, told) -> None:
    press("J")
    desk.commands.repeating.repeat()
    desk.commands.repeating.copy_from_before()
    assert told == [
        "There are no claims in this article.",
        "There is no answer to repeat. Answer a question first.",
        "Select one of your claims first.",
    ]


@pytest.mark.parametrize(
    ("compared", "words"), [(True, "No disagreements here."), (False, "There is nothing to compare here.")]
)
def test_nobody_differs_only_where_something_was_compared(qtbot: QtBot, compared: bool, words: str) -> None:
    units = Units(QStringListModel())
    qtbot.addWidget(units)
    units.show_count(0, "", compared=compared)
    assert units._empty.text() == words  # noqa: SLF001
