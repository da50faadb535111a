"""On no page does anything act as markup that other people wrote, and an & in a name is seen as it is."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
)
from pytestqt.qtbot import QtBot

from annotations.filters import QueueFilter
from annotations.operations.progress import set_status
from desktop.window import Window
from desktop.workspace import Workspace
from tests.journeys.foreign_words.looking import look_at, look_at_everything
from tests.journeys.foreign_words.nasty import ONE, TWO, Nasty


def test_this_test_would_see_a_picture(nasty: Nasty, qtbot: QtBot) -> None:
    label = QLabel(nasty("label"))
    qtbot.addWidget(label)
    label.show()
    label.grab()
    with pytest.raises(AssertionError):
        look_at(label)
    assert nasty.opened() == ["canary-label.png"]


def at_the_article(window: Window, desk: Workspace) -> None:
    for mark in desk.opened.marks:
        desk.opened.focus(mark.id)
        desk.reader.show_card()
        look = desk.inspector.form(mark.layer.name)
        assert look is not None
        QApplication.processEvents()


def the_machine_could_not_read(window: Window, desk: Workspace) -> None:
    desk.opened.open(TWO)
    desk.offering.look()


def panes(window: Window, desk: Workspace) -> None:
    desk.header.search.setText("quay")
    desk.header.searched.emit("quay")
    desk.commands.history.open()
    desk.stage.pane("guide").setVisible(True)
    desk.queue_view.open_filter()
    desk.queue.set_filter(QueueFilter("done"))


def compare(window: Window, desk: Workspace) -> None:
    desk.opened.open(ONE)
    window.pages.compare_article()
    page = window.pages.compare
    assert page is not None
    page.look_at(page.current)


def welcome(window: Window, desk: Workspace) -> None:
    window.show_welcome()


def notices(window: Window, desk: Workspace) -> None:
    window.tell(desk.opened.article.title)
    desk.header.show_saved("Saved", str(desk.session.project.path))
    desk.footer.guide(desk.opened.article.title)
    window.jobs.reported.emit(desk.opened.article.title)


@pytest.mark.parametrize("show", [at_the_article, the_machine_could_not_read, panes, compare, welcome, notices])
def test_pages_and_panes(window: Window, desk: Workspace, nasty: Nasty, show: Callable[..., None]) -> None:
    show(window, desk)
    look_at_everything(nasty)


@pytest.mark.slow
def test_the_agreement_page(window: Window, desk: Workspace, nasty: Nasty, qtbot: QtBot) -> None:
    window.pages.show_agreement()
    agreeing = window.pages.agreeing
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=60_000)
    model = agreeing.page.overview.table.model()
    assert model.rowCount() > 1
    look_at_everything(nasty)
    row = next(model.row(number) for number in range(model.rowCount()) if model.row(number))
    agreeing.page.overview.row_opened.emit(row)
    agreeing.open_row(row)
    qtbot.waitUntil(lambda: not agreeing.busy, timeout=60_000)
    look_at_everything(nasty)


def test_the_name_of_a_person_is_seen_with_its_ampersand(window: Window, desk: Workspace) -> None:
    button = next(one for one in desk.header.findChildren(QAbstractButton) if "Johnson" in one.text())
    assert button.text() == "Johnson && Sons ▾"
    desk.session.run(set_status, TWO, "done")
    assert all("&" not in action.text().replace("&&", "") for action in window.actions_by_name.values())
