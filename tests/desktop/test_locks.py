"""Whatever the window does with paths that the user gives it, the locks on its project stay."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from annotations.errors import ExportFailed
from annotations.model import ArticleId
from desktop.commands.importing import import_dialog
from desktop.exchange_choices import ExportChoice, ImportChoice
from desktop.views.agreement.chart_images import save_picture
from desktop.window import Window
from desktop.workspace import Workspace

Locks = Callable[[Path], int]


@pytest.fixture
def path(desk: Workspace) -> Path:
    return desk.session.project.path


@pytest.fixture(params=["itself", "link", "log"])
def way(request: pytest.FixtureRequest, path: Path) -> Path:
    """A path that leads to the project that the window has open."""
    if request.param == "link":
        link = path.with_name("story.jsonl")
        link.symlink_to(path)
        return link
    return path if request.param == "itself" else path.with_name(path.name + "-wal")


def told_by(window: Window, qtbot: QtBot, do: Callable[[], object]) -> str:
    with qtbot.waitSignal(window.jobs.reported, timeout=30_000) as blocker:
        do()
    window.jobs.stop()
    return blocker.args[0]


def test_an_import_of_the_project_itself(
    window: Window, desk: Workspace, way: Path, path: Path, locks: Locks, qtbot
) -> None:
    before = locks(path)
    assert before > 0
    dialog = import_dialog(desk.session, [str(way)], window)
    assert "belongs to the project that is open" in dialog.findChild(QTreeWidget).topLevelItem(0).text(1)
    dialog.deleteLater()
    told = told_by(window, qtbot, lambda: window.imports.import_files(desk.session, [str(way)]))
    assert "belongs to the project that is open" in told
    assert locks(path) == before


def test_an_import_of_the_folder_of_the_project(
    window: Window, desk: Workspace, path: Path, locks: Locks, qtbot
) -> None:
    (path.parent / "story.txt").write_text("A story.")
    (path.parent / "linked.txt").symlink_to(path)
    before = locks(path)
    told = told_by(window, qtbot, lambda: window.imports.import_files(desk.session, [str(path.parent)]))
    assert told.startswith("1 article added")
    assert locks(path) == before


def test_a_mapping_that_is_the_project(
    window: Window, desk: Workspace, way: Path, path: Path, locks: Locks, qtbot
) -> None:
    (path.parent / "other.txt").write_text("A story.")
    before = locks(path)
    choice = ImportChoice(mapping=str(way))
    told = told_by(window, qtbot, lambda: window.imports.import_files(desk.session, [str(path.parent)], choice))
    assert "belongs to the project that is open" in told
    assert locks(path) == before


def test_an_export_over_the_project(
    window: Window, desk: Workspace, way: Path, path: Path, locks: Locks, qtbot
) -> None:
    before = locks(path)
    told = told_by(window, qtbot, lambda: window.exports.export(desk.session, way, ExportChoice("jsonl")))
    assert "belongs to the project that is open" in told
    assert locks(path) == before
    assert desk.session.project.database.number("SELECT count(*) FROM articles") == 1


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_picture_over_the_project(desk: Workspace, path: Path, locks: Locks, suffix: str) -> None:
    link = path.with_name(f"chart{suffix}")
    link.symlink_to(path)
    before = locks(path)
    with pytest.raises(ExportFailed, match="belongs to the project that is open"):
        save_picture(QLabel("A chart"), link)
    assert locks(path) == before


def test_opening_it_again_and_dropping_it_on_the_window(
    window: Window, desk: Workspace, path: Path, locks: Locks
) -> None:
    before = locks(path)
    for _ in range(3):
        window.projects.open_file(path)
        assert locks(path) == before
    assert window.workspace
    window.workspace.opened.open(ArticleId("port"))
    QApplication.clipboard().setPixmap(window.grab())  # a picture of the window is none of the file
    assert locks(path) == before
