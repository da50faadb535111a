"""A project, a scheme and a window in which everything that other people wrote is nasty."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from annotations.highlight.source import Card
from annotations.model import Article, Link, Suggestion
from annotations.operations.annotating import add_annotation, set_field, set_link
from annotations.operations.annotators import act_as, add_annotator
from annotations.operations.articles import add_articles, article
from annotations.operations.highlighting import save_problem, save_suggestions
from annotations.operations.machines import describe_machine
from annotations.operations.progress import set_status
from annotations.project import Project, create_project
from annotations.scheme import NOTE, Scheme, load_scheme
from desktop.settings import Settings
from desktop.window import Window
from desktop.workspace import Workspace
from tests.journeys.foreign_words.nasty import ONE, TEXT, TWO, Nasty, hostile


@pytest.fixture
def nasty(tmp_path: Path) -> Nasty:
    folder = tmp_path / "canaries"
    folder.mkdir()
    made = Nasty(folder)
    made("a test of this test")
    (folder / "canary-atestofthistest.png").read_bytes()
    if not made.opened():
        pytest.skip("this file system does not note when files are read")
    os.utime(folder / "canary-atestofthistest.png", (1, 2))
    return made


@pytest.fixture
def path(tmp_path: Path, nasty: Nasty) -> Path:
    """A project in which everything that can be written by others is nasty."""
    folder = tmp_path / "R&D <b>&amp;<img src=x>"
    folder.mkdir()
    scheme: Scheme = hostile(load_scheme("news-claims"), nasty)
    with closing(create_project(folder / "A & B <i>&amp;.claimdesk", scheme)) as project:
        fill(project, nasty)
    return folder / "A & B <i>&amp;.claimdesk"


def fill(project: Project, nasty: Nasty) -> None:
    both = [
        Article(one, nasty(f"title {one}"), TEXT + one, nasty("source"), nasty("url"), "2024-01-01", "en",
                meta={nasty("key"): nasty("value")})
        for one in (ONE, TWO)
    ]  # fmt: skip
    add_articles(project, both)
    machine = add_annotator(project, nasty("machine"), "machine", nasty("version"))
    describe_machine(project, machine, Card(nasty("licence"), nasty("hash"), (nasty("label"),)))
    start = TEXT.index("Oslo")
    found = [Suggestion("entity", start, start + 4, "GPE"), Suggestion("claim", 0, 57)]
    save_suggestions(project, machine, [(article(project, ONE), found)])
    save_problem(project, machine, TWO, nasty("problem"))
    for who, stance in ((nasty("other"), "oppose"), ("Johnson & Sons", "support")):
        act_as(project, who)
        claim = add_annotation(project, ONE, "claim", 0, 57).added[0]
        name = add_annotation(project, ONE, "entity", 6, 14, "PERSON").added[0]
        set_link(project, claim, "claimer", Link(name))
        set_link(project, claim, "target", Link(text=nasty("target")))
        for field, value in (("stance", stance), ("full_name", ""), (NOTE, nasty("note"))):
            if value:
                set_field(project, claim, field, value)
        set_field(project, name, "full_name", nasty("full name"))
        set_status(project, ONE, "done")


@pytest.fixture
def window(path: Path, nasty: Nasty, tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    settings.annotator, settings.theme = "Johnson & Sons", "light"
    settings.highlight_opened = settings.offer_names = False
    settings.keep_filters(path, {nasty("filter"): {"words": "quay"}})
    made = Window(settings)
    qtbot.addWidget(made)
    made.projects.open_file(path)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
    made.complete()
    yield made
    made.jobs.stop()


@pytest.fixture
def desk(window: Window) -> Workspace:
    assert window.workspace
    return window.workspace
