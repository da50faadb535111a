"""Projects, sessions and workspaces for tests of the window's parts; each test must leave no thread and no timer."""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotations.model import Annotation, AnnotationId, Article, ArticleId, Suggestion
from annotations.operations.annotators import act_as, add_annotator
from annotations.operations.articles import add_articles, article
from annotations.operations.highlighting import save_suggestions
from annotations.project import Project, create_project, open_project
from annotations.sample import make_sample
from annotations.scheme import load_scheme
from desktop.marks import Mark
from desktop.session import Session
from desktop.settings import Settings
from desktop.views.article.links import linked, role_of
from desktop.window import Window
from desktop.workspace import Workspace

TEXT = (
    "Port talks\n\n"
    "Mayor Ida Lund said on Friday that Oslo had shut the quay. "
    "“The quay is open and Bergen knows it,” replied Per Moe. "
    "Nobody else was asked.\n\n"
    "Share\n"
)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread or a running timer behind."""
    threads = set(threading.enumerate())
    yield
    if "qtbot" not in request.fixturenames and "session" not in request.fixturenames:
        return  # nothing of Qt's that could be left, and looking takes time
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    left = [thread.name for thread in threading.enumerate() if thread not in threads]
    assert not left, f"threads left: {left}"
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer) and isValid(one) and one.isActive()]
    assert not timers, f"timers left in {[timer.parent() for timer in timers]}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.annotator = "Ana"
    made.theme = "light"
    made.highlight_opened = made.offer_names = False  # no thread beside a test that does not ask for one
    return made


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the projects of these tests, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("ready")
    make_sample(folder).close()
    made = create_project(folder / "port.claimdesk", load_scheme("news-claims"))
    act_as(made, "Ana")
    add_articles(made, [Article(ArticleId("port"), text=TEXT)])
    suggest(made, ("Ida Lund", "PERSON"), ("Friday", "DATE"), ("Oslo", "GPE"), ("Bergen", "GPE"), ("Per Moe", "ORG"))
    made.close()
    return folder


@pytest.fixture
def sample(ready: Path, tmp_path: Path) -> Iterator[Project]:
    yield from opened(ready / "sample.claimdesk", tmp_path)


@pytest.fixture
def project(ready: Path, tmp_path: Path) -> Iterator[Project]:
    """A project of news-claims with one article, on which a machine has been, and Ana to annotate it."""
    yield from opened(ready / "port.claimdesk", tmp_path)


def opened(path: Path, folder: Path) -> Iterator[Project]:
    project = open_project(Path(copy(path, folder)))
    act_as(project, "Ana")
    yield project
    project.close()


def suggest(project: Project, *names: tuple[str, str]) -> None:
    machine = add_annotator(project, "rules", "machine", "1")
    text = article(project, ArticleId("port")).text
    places = [(text.index(words), words, label) for words, label in names]
    found = [Suggestion("entity", start, start + len(words), label) for start, words, label in places]
    save_suggestions(project, machine, [(article(project, ArticleId("port")), found)])


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    made = Session(project)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, project: Project, settings: Settings) -> Window:
    """The window on `project`, shown and with the keyboard in the article."""
    return window_on(project, settings, qtbot)


def window_on(project: Project, settings: Settings, qtbot: QtBot) -> Window:
    made = Window(settings)
    qtbot.addWidget(made)
    made.show_project(project)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
    made.complete()
    return made


@pytest.fixture
def give_keys(window: Window) -> Callable[..., None]:
    """Give an action other keys, as the preferences do."""

    def give(name: str, *keys: str) -> None:
        keymap = window.shortcuts.keymap
        keymap.give(next(one for one in keymap.commands(None) if one.id == name), keys)
        window.shortcuts.apply()

    return give


@pytest.fixture
def desk(window: Window) -> Workspace:
    """What the window shows of the project."""
    assert window.workspace
    return window.workspace


@pytest.fixture
def sample_desk(qtbot: QtBot, sample: Project, settings: Settings) -> Workspace:
    """What the window shows of the sample project."""
    desk = window_on(sample, settings, qtbot).workspace
    assert desk
    return desk


@pytest.fixture
def told(desk: Workspace) -> Sequence[str]:
    """Every sentence that the commands told."""
    sentences: list[str] = []
    for commands in desk.commands:
        if hasattr(commands, "told"):
            commands.told.connect(sentences.append)
    desk.session.failed.connect(sentences.append)
    return sentences


class At:
    """Where words of the open article stand, and what is marked there."""

    def __init__(self, desk: Workspace) -> None:
        self._desk = desk

    def span(self, words: str) -> tuple[int, int]:
        start = self._desk.opened.article.text.index(words)
        return start, start + len(words)

    def select(self, words: str) -> None:
        self._desk.reader.select(*self.span(words))

    def caret(self, words: str) -> None:
        start, _ = self.span(words)
        self._desk.reader.select(start, start)

    def mark(self, words: str, layer: str = "entity") -> Mark:
        return next(m for m in self._desk.opened.marks if m.annotation.quote == words and m.layer.name == layer)

    def focus(self, words: str, layer: str = "entity") -> Mark:
        self._desk.opened.focus(self.mark(words, layer).id)
        return self.mark(words, layer)

    @property
    def focused(self) -> Annotation | None:
        """The annotation that has the focus."""
        found = self._desk.opened.focused
        return found and found.annotation

    @property
    def hints(self) -> dict[str, Mark]:
        """The letters that can be typed, and the marks that they stand for."""
        return {typed: one.mark for typed, one in self._desk.reader._hints.left().items()}  # noqa: SLF001

    @property
    def linked(self) -> list[str]:
        """The quotes of the marks that are drawn as linked to by the focused one."""
        links = linked(self._desk.opened.focused)
        return sorted(mark.annotation.quote for mark in self._desk.opened.marks if role_of(mark, links))

    def hint(self, words: str) -> str:
        """The letters that stand on a mark."""
        return next(typed for typed, mark in self.hints.items() if mark.annotation.quote == words)

    @property
    def quotes(self) -> list[str]:
        """The quotes of one's own entities and claims that stand."""
        return [m.annotation.quote for m in self._desk.opened.marks if not m.suggested and not m.rejected]


@pytest.fixture
def at(desk: Workspace) -> At:
    return At(desk)


@pytest.fixture
def press(desk: Workspace, qtbot: QtBot) -> Callable[[str], None]:
    """Press the keys of a string like "Space A 2", one after the other, where the keyboard is."""

    def pressed(keys: str) -> None:
        for name in keys.split():
            chord = QKeySequence("Return" if name == "Enter" else name)[0]
            qtbot.keyClick(QApplication.focusWidget() or desk, chord.key(), chord.keyboardModifiers())

    return pressed


@pytest.fixture
def suggested_claim(desk: Workspace) -> AnnotationId:
    """A claim that a machine suggests: the last sentence."""
    machine = add_annotator(desk.session.project, "claims", "machine", "1")
    start, end = At(desk).span("Nobody else was asked")
    found = [(desk.opened.article, [Suggestion("claim", start, end)])]
    return desk.session.run(save_suggestions, machine, found).added[0]
