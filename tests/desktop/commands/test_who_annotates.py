"""Who annotates is asked once; who does not answer leaves nothing in the project."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog

from annotations.model import Article, ArticleId
from annotations.operations.annotators import annotators
from annotations.operations.articles import add_articles
from annotations.project import create_project
from annotations.scheme import load_scheme
from desktop.settings import Settings
from desktop.window import Window


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = create_project(tmp_path / "mine.claimdesk", load_scheme("news-claims"))
    add_articles(project, [Article(id=ArticleId("a"), text="The quay is open. Nobody else was asked.")])
    project.close()
    return project.path


def answer(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, bool]) -> list[str]:
    asked, left = [], list(answers)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **said: asked.append(said["text"]) or left.pop(0))
    return asked


def test_a_cancelled_name_leaves_nobody_in_the_project(
    window: Window, settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.annotator = ""
    asked = answer(monkeypatch, ("root", False), ("  Ida ", True))
    window.projects.open_file(file)
    page = window.workspace
    assert page is not None
    assert (page.session.project.annotator, annotators(page.session.project)) == (None, [])
    assert settings.annotator == ""
    page.reader.select(0, 8)
    page.commands.marking.mark(page.session.project.scheme.layer("claim"))
    assert "Choose or add an annotator first" in page.notice.text()
    assert annotators(page.session.project) == []
    window.projects.open_file(file)
    assert [one.name for one in annotators(window.workspace.session.project)] == ["Ida"]
    assert (settings.annotator, len(asked)) == ("Ida", 2)


def test_a_file_that_can_only_be_read_does_not_ask(
    window: Window, settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.annotator = ""
    asked = answer(monkeypatch)
    monkeypatch.setattr("desktop.commands.projects.open_project", _read_only)
    window.projects.open_file(file)
    assert window.workspace is not None
    assert window.workspace.session.project.readonly
    assert asked == []


def _read_only(path: Path):
    from annotations.project import open_project

    return open_project(path, readonly=True)
