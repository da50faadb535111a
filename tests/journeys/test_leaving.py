"""Closing the window in the middle of long work: it asks, and says how far the work came."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from annotations.operations.articles import articles
from annotations.operations.checking import findings
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme
from desktop.views.dialogs.closing import ClosingDialog

MANY = 300


@pytest.fixture
def ana(open_window, tmp_path: Path):
    create_project(tmp_path / "mine.claimdesk", load_scheme("news-claims")).close()
    analyst = open_window(tmp_path / "mine.claimdesk")
    analyst.window.settings.highlight_imported = False
    return analyst


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number}.txt").write_text(f"Story {number}\n\nOslo shut quay {number}.", encoding="utf-8")
    return folder


@pytest.fixture
def importing(ana, stories: Path, qtbot: QtBot) -> Iterator[object]:
    """Ana in the middle of an import."""
    ana.window.imports.import_files(ana.desk.session, [str(stories)])
    qtbot.waitUntil(lambda: ana.desk.queue.rowCount() > 0)
    yield ana
    ana.window.jobs.stop()


class Answers:
    """Presses buttons of the dialog as it comes, and keeps what it said before."""

    def __init__(self, *buttons: str) -> None:
        self._buttons, self.said = list(buttons), list[str]()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, ClosingDialog) and w.isVisible()), None
        )
        if dialog is None:
            return
        button = next(one for one in dialog.findChild(QDialogButtonBox).buttons() if one.text() == self._buttons[0])
        if button.isVisible() and button.isEnabled():
            self.said.append(dialog.findChild(QLabel).text())
            self._buttons.pop(0)
            if not self._buttons:
                self._timer.stop()
            button.click()


def kept(path: Path) -> int:
    with closing(open_project(path, readonly=True)) as project:
        assert list(findings(project)) == []
        return len(list(articles(project)))


def test_stopping_keeps_what_was_taken_and_says_how_far_it_came(importing) -> None:
    path = importing.project.path
    answers = Answers("Stop now", "OK")
    assert importing.window.close()
    asked, told = answers.said
    assert asked == "Import is still running."
    count = kept(path)
    assert 0 < count <= MANY
    assert told == f"Import was stopped. {count} articles added."


def test_finishing_first_takes_everything(importing) -> None:
    path = importing.project.path
    answers = Answers("Finish first", "OK")
    assert importing.window.close()
    assert answers.said[-1] == f"{MANY} articles added."
    assert kept(path) == MANY


def test_cancelling_leaves_the_window_open_and_the_import_running(importing, qtbot: QtBot) -> None:
    answers = Answers("Cancel")
    with qtbot.waitSignal(importing.window.jobs.ended, timeout=60_000):
        assert not importing.window.close()
        assert importing.window.isVisible()
    assert answers.said == ["Import is still running."]
    assert importing.told[-1] == f"{MANY} articles added."
    assert importing.window.close()


def test_thinking_better_of_it_while_it_finishes(importing, qtbot: QtBot) -> None:
    answers = Answers("Finish first", "Cancel")
    assert not importing.window.close()
    assert answers.said[-1] == "The project closes when this has finished."
    assert importing.window.isVisible()
    importing.window.jobs.stop()


def opening_another(analyst, other: Path) -> None:
    analyst.window.projects.open_file(other)


def closing_the_project(analyst, other: Path) -> None:
    analyst.window.actions_by_name["close_project"].trigger()


def opening_the_sample(analyst, other: Path) -> None:
    analyst.window.projects.open_sample()


@pytest.mark.parametrize("leave", [opening_another, closing_the_project, opening_the_sample])
def test_whatever_closes_the_project_asks(importing, sample: Path, leave: Callable[..., None]) -> None:
    before: Project = importing.project
    answers = Answers("Cancel")
    leave(importing, sample)
    assert answers.said == ["Import is still running."]
    assert importing.project is before
    path = before.path
    answers = Answers("Stop now", "OK")
    leave(importing, sample)
    assert f"Import was stopped. {kept(path)} articles added" in answers.said[-1]
    workspace = importing.window.workspace
    assert workspace is None or workspace.session.project is not before


def test_an_import_that_ends_while_it_is_asked_needs_no_answer(importing) -> None:
    answers = Answers("OK")
    assert importing.window.close()
    assert answers.said == [f"{MANY} articles added."]


def test_nothing_is_asked_when_nothing_runs(ana) -> None:
    assert ana.window.close()
