"""What comes after a project was closed, from a delay or a thread, is dropped. Errors in slots fail these tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from annotations.filters import QueueFilter
from annotations.operations.annotating import add_annotation
from annotations.operations.progress import set_status
from annotations.sample import make_sample
from desktop.models import look_up
from desktop.window import Window
from desktop.workspace import Workspace

LATER = 700  # milliseconds: longer than every delay


def type_in(line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.setText(words)
    line.textEdited.emit(words)


def search(window: Window, desk: Workspace) -> None:
    type_in(desk.header.search, "oslo")


def search_and_step(window: Window, desk: Workspace) -> None:
    type_in(desk.header.search, "oslo")
    desk.header.search.returnPressed.emit()
    desk.header.next_hit_wanted.emit()


def filter_the_queue(window: Window, desk: Workspace) -> None:
    desk.queue.set_filter(QueueFilter(words="quay"))
    desk.queue.set_filter(QueueFilter("todo"))


def mark_everywhere(window: Window, desk: Workspace) -> None:
    desk.reader.select(*_span(desk, "Oslo"))
    desk.commands.everywhere.open()
    (line,) = [one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Words to find"]
    type_in(line, "Bergen")


def agreement(window: Window, desk: Workspace) -> None:
    window.pages.show_agreement()
    desk.session.run(add_annotation, desk.opened.article.id, "claim", 12, 30)


def compare(window: Window, desk: Workspace) -> None:
    window.pages.compare_article()


def machines(window: Window, desk: Workspace) -> None:
    desk.offering.show_machines()


def highlight_what_is_opened(window: Window, desk: Workspace) -> None:
    window.settings.highlight_opened = window.settings.offer_names = True
    desk.offering.look()


def history(window: Window, desk: Workspace) -> None:
    desk.commands.history.open()


def act(window: Window, desk: Workspace) -> None:
    desk.session.run(set_status, desk.opened.article.id, "done")
    desk.session.undo()
    desk.notice.keep("Something was done.")


def note(window: Window, desk: Workspace) -> None:
    """The project is closed while the dialog still waits for its answer."""
    QTimer.singleShot(30, window, window.show_welcome)
    desk.commands.remarking.open()


def highlight(window: Window, desk: Workspace) -> None:
    window.highlighting.start(desk.session)


def _span(desk: Workspace, words: str) -> tuple[int, int]:
    start = desk.opened.article.text.index(words)
    return start, start + len(words)


POKES = [
    search, search_and_step, filter_the_queue, mark_everywhere, agreement, compare, machines, highlight_what_is_opened,
    history, act, note, highlight,
]  # fmt: skip


def another(window: Window, path: Path) -> None:
    window.projects.open_file(path)


def the_same(window: Window, path: Path) -> None:
    window.projects.open_file(window.settings.recent[0])


def welcome(window: Window, path: Path) -> None:
    window.show_welcome()


def close(window: Window, path: Path) -> None:
    window.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    folder = tmp_path / "other"
    folder.mkdir()
    made = make_sample(folder)
    made.close()
    return made.path


@pytest.mark.parametrize("poke", POKES)
def test_what_was_begun_is_dropped(
    window: Window, desk: Workspace, other: Path, poke: Callable[..., None], qtbot: QtBot
) -> None:
    poke(window, desk)
    another(window, other)
    qtbot.wait(LATER)
    window.close()


@pytest.mark.parametrize("leave", [another, the_same, welcome, close])
def test_everything_at_once_is_dropped_whatever_closes_the_project(
    window: Window,
    desk: Workspace,
    other: Path,
    leave: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(look_up, "AT_ONCE", 0)  # the queue is filtered beside the window, as in large projects
    for poke in POKES:
        if poke is not note:
            poke(window, desk)
    leave(window, other)
    qtbot.wait(LATER)
    if window.workspace:
        search(window, window.workspace)
        the_same(window, other)
        qtbot.wait(LATER)
    window.close()


def test_what_reaches_a_closed_session_does_nothing(window: Window, desk: Workspace, other: Path) -> None:
    session, heard = desk.session, []
    another(window, other)
    session.changed.connect(heard.append)
    session.failed.connect(heard.append)
    assert session.run(set_status, "port", "done") is None
    assert session.undo() is None
    session.follow()
    assert heard == []
    window.close()


def test_no_dialog_of_a_project_outlives_it(window: Window, desk: Workspace, other: Path) -> None:
    mark_everywhere(window, desk)
    machines(window, desk)
    another(window, other)
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()] == []
    assert [one for one in desk.findChildren(QTimer) if one.isActive()] == []
    window.close()
