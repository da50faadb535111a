"""The real window on real files, driven by keys; each journey must leave no thread, timer or process."""

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotations.model import Annotation
from annotations.operations.annotating import annotations_of
from annotations.operations.articles import articles
from annotations.operations.progress import progress_of
from annotations.processes import running
from annotations.project import Project
from annotations.sample import make_sample
from desktop.marks import Mark
from desktop.settings import Settings
from desktop.window import Window
from desktop.workspace import Workspace


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes some seconds, because it starts worker processes")


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Fail a journey that leaves a thread, a process or a running timer behind."""
    threads = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    assert [thread.name for thread in threading.enumerate() if thread not in threads] == []
    assert running() == []
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer) and isValid(one) and one.isActive()]
    assert not timers, f"timers left in {[timer.parent() for timer in timers]}"


class Analyst:
    """Somebody at the keyboard of one window."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.told: list[str] = []
        window.jobs.reported.connect(self.told.append)
        window.projects.failed.connect(self.told.append)

    @property
    def desk(self) -> Workspace:
        assert self.window.workspace
        return self.window.workspace

    @property
    def project(self) -> Project:
        return self.desk.session.project

    @property
    def notice(self) -> str:
        """The sentence that is shown over the article."""
        return self.desk.notice.text() if self.desk.notice.isVisible() else ""

    @property
    def focused(self) -> Annotation | None:
        mark = self.desk.opened.focused
        return mark and mark.annotation

    @property
    def title(self) -> str:
        article = self.desk.opened.article
        return article.title if article else ""

    def sit_down(self) -> None:
        """Bring this window to the front, as a click would."""
        with self._qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.desk.reader.setFocus()

    def press(self, keys: str) -> None:
        """Press the keys of a string like "Space A 2", where the keyboard is."""
        self.window.complete()
        for name in keys.split():
            chord = QKeySequence("Return" if name == "Enter" else name)[0]
            self._qtbot.keyClick(self.window.focusWidget() or self.window, chord.key(), chord.keyboardModifiers())

    def answer(self, kind: type[QDialog], do: Callable[[Any], object]) -> None:
        """Do something in the next dialog of a kind, as soon as it is there."""
        timer = QTimer(self.window, interval=10)

        def look() -> None:
            dialog = next((one for one in self.window.findChildren(kind) if one.isVisible()), None)
            if dialog:
                timer.stop()
                try:
                    do(dialog)
                finally:
                    dialog.close()

        timer.timeout.connect(look)
        timer.start()

    def write(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def go_to(self, words: str) -> None:
        """Move the caret to the start of some words, by keys."""
        article = self.desk.opened.article
        assert article
        target = article.text.index(words)
        self.press("Ctrl+Home")
        while self.desk.reader.caret() < target:
            self.press("Ctrl+Right")
        while self.desk.reader.caret() > target:
            self.press("Left")

    def select(self, words: str) -> None:
        """Select some words, by keys."""
        self.go_to(words)
        end = self.desk.reader.caret() + len(words)
        while self.desk.reader.caret() < end:
            self.press("Shift+Right")

    def hint(self, words: str) -> None:
        """Type the letters that stand on a mark."""
        hints = self.desk.reader._hints.left()  # noqa: SLF001
        self.write(next(typed for typed, one in hints.items() if one.mark.annotation.quote == words))

    def marks(self, layer: str) -> list[Mark]:
        return [mark for mark in self.desk.opened.marks if mark.layer.name == layer and not mark.rejected]

    def undo_all(self) -> int:
        """Press Ctrl+Z until there is nothing to undo; return how often."""
        return self._until_disabled("undo", "Ctrl+Z")

    def redo_all(self) -> int:
        """Press Ctrl+Y until there is nothing to redo; return how often."""
        return self._until_disabled("redo", "Ctrl+Y")

    def _until_disabled(self, action: str, key: str) -> int:
        count = 0
        while self.window.actions_by_name[action].isEnabled():
            self.press(key)
            count += 1
            assert count < 1000, self.notice
        return count


def content(project: Project) -> list[object]:
    """All that the acting annotator has made, with everything but the times."""
    me = project.acting
    return [
        (article.id, progress_of(project, article.id, me).status, sorted(timeless(project, article.id)))
        for article in articles(project)
    ]


def timeless(project: Project, article) -> list[str]:
    own = [mark for mark in annotations_of(project, article) if mark.annotator == project.acting]
    return [repr(mark._replace(created="", updated="", seconds=0.0)) for mark in own]


@pytest.fixture
def content_of() -> Callable[[Project], list[object]]:
    return content


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Callable[..., Analyst]:
    """Open the window on a project file, for somebody."""

    def opened(path: Path | None = None, annotator: str = "Ana") -> Analyst:
        settings = Settings(QSettings(str(tmp_path / f"{annotator}.ini"), QSettings.Format.IniFormat))
        settings.annotator, settings.theme = annotator, "light"
        settings.highlight_opened = settings.offer_names = False  # journeys that want them say so
        window = Window(settings)
        qtbot.addWidget(window)
        analyst = Analyst(window, qtbot)
        if path:
            window.projects.open_file(path)
        else:
            window.show_welcome()
        window.resize(1280, 800)
        with qtbot.waitActive(window):
            window.show()
        return analyst

    return opened


@pytest.fixture(scope="session")
def ready_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_sample(tmp_path_factory.mktemp("ready"))
    project.close()
    return project.path


@pytest.fixture
def sample(ready_sample: Path, tmp_path: Path) -> Path:
    """The file of a fresh sample project."""
    return Path(copy(ready_sample, tmp_path))
