"""Projects, sessions and workspaces for tests of the window's parts; each test must leave no thread and no timer."""

import gc
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the window needs PySide6")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotations.annotators import act_as, add_annotator
from annotations.articles import add_articles, article
from annotations.highlighting import save_suggestions
from annotations.model import Article, ArticleId, Suggestion
from annotations.project import Project, create_project
from annotations.sample import make_sample
from annotations.scheme import load_scheme
from desktop.session import Session
from desktop.settings import Settings
from desktop.workspace import Workspace

TEXT = (
    "Port talks\n\n"
    "Mayor Ida Lund said on Friday that Oslo had shut the quay. "
    "“The quay is open and Oslo knows it,” replied Per Moe. "
    "Nobody else was asked.\n\n"
    "Share\n"
)


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a thread or a running timer behind."""
    threads = set(threading.enumerate())
    yield
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
    return made


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    project = make_sample(tmp_path)
    yield project
    project.close()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project of news-claims with one article, on which a machine has been, and Ana to annotate it."""
    made = create_project(tmp_path / "port.claimdesk", load_scheme("news-claims"))
    act_as(made, "Ana")
    add_articles(made, [Article(ArticleId("port"), text=TEXT)])
    suggest(made, ("Ida Lund", "PERSON"), ("Friday", "DATE"), ("Oslo", "GPE"), ("Per Moe", "ORG"))
    yield made
    made.close()


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
def desk(qtbot: QtBot, session: Session) -> Workspace:
    """A workspace on the one article of `project`, shown and with the keyboard in the article."""
    made = Workspace(session)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.open(None)
    with qtbot.waitActive(made):
        made.show()
    made.reader.setFocus()
    return made


@pytest.fixture
def told(desk: Workspace) -> Sequence[str]:
    """Every sentence that the commands told."""
    sentences: list[str] = []
    desk.marking.told.connect(sentences.append)
    desk.tagging.told.connect(sentences.append)
    desk.session.failed.connect(sentences.append)
    return sentences
