"""A copy of the open project, and its place in the file manager."""

from contextlib import closing
from pathlib import Path

import pytest

from annotations.operations.articles import articles
from annotations.project import open_project
from desktop import file_dialogs
from desktop.commands import projects
from desktop.window import Window
from desktop.workspace import Workspace


def test_a_copy_is_saved_and_work_goes_on_in_the_project(
    window: Window, desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, told = desk.session.project.path, []
    window.jobs.reported.connect(told.append)
    window.projects.failed.connect(told.append)
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(tmp_path / "copy"))
    window.actions_by_name["save_copy"].trigger()
    assert desk.session.project.path == before
    with closing(open_project(tmp_path / "copy.claimdesk", readonly=True)) as copy:
        assert [one.id for one in articles(copy)] == [one.id for one in articles(desk.session.project)]
    window.actions_by_name["save_copy"].trigger()
    assert told[0] == f"Saved a copy as {tmp_path / 'copy.claimdesk'}."
    assert "is already there" in told[1]


@pytest.mark.parametrize("works", [True, False])
def test_the_folder_is_shown_or_named(
    window: Window, desk: Workspace, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    asked, told = [], []
    window.projects.failed.connect(told.append)
    monkeypatch.setattr(projects, "shown_in_folder", lambda path: asked.append(path) or works)
    window.actions_by_name["show_in_folder"].trigger()
    assert asked == [desk.session.project.path.absolute()]
    assert [str(asked[0]) in sentence for sentence in told] == ([] if works else [True])
