"""A project file that is replaced, renamed or deleted while open: nothing is lost, and no other file is touched."""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectMoved, ProjectUnavailable
from annotations.model import Article
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.checking import findings
from annotations.project import Project, open_project
from annotations.store.database import Database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open project be replaced")


@pytest.fixture
def stranger(new_project: Callable[[str], Project]) -> Path:
    """Another project, closed."""
    with closing(new_project("stranger")) as project:
        return project.path


def _replace(path: Path, stranger: Path) -> None:
    os.replace(shutil.copy(stranger, path.with_name("arriving")), path)


def _rename(path: Path, stranger: Path) -> None:
    path.rename(path.with_name("renamed.claimdesk"))


def _delete(path: Path, stranger: Path) -> None:
    path.unlink()


def _replace_log(path: Path, stranger: Path) -> None:
    arriving = path.with_name("arriving")
    arriving.write_bytes(b"another log")
    os.replace(arriving, f"{path}-wal")


def _delete_log(path: Path, stranger: Path) -> None:
    os.unlink(f"{path}-wal")


WAYS = [
    (_replace, "Another file has taken the place of .*border.claimdesk"),
    (_rename, "border.claimdesk was renamed, moved or deleted"),
    (_delete, "border.claimdesk was renamed, moved or deleted"),
    (_replace_log, "Another program has deleted or replaced .*border.claimdesk-wal"),
    (_delete_log, "Another program has deleted or replaced .*border.claimdesk-wal"),
]
Happen = Callable[[Path, Path], None]


@pytest.mark.parametrize(("happen", "sentence"), WAYS)
def test_a_project_that_lost_its_place_writes_nothing_and_can_be_saved_elsewhere(
    project: Project, story: Article, stranger: Path, tmp_path: Path, happen: Happen, sentence: str
) -> None:
    made = add_annotation(project, story.id, "claim", 0, 8).added[0]
    assert project.still_in_place()
    happen(project.path, stranger)
    with pytest.raises(ProjectMoved, match=sentence):
        add_annotation(project, story.id, "claim", 9, 12)
    with pytest.raises(ProjectMoved, match="Save what is open under another name"):
        project.external_changes()
    assert (project.still_in_place(), project.readonly) == (False, True)
    assert [mark.id for mark in annotations_of(project, story.id)] == [made]
    project.save_open_as(tmp_path / "saved.claimdesk")
    with closing(open_project(tmp_path / "saved.claimdesk")) as saved:
        assert [mark.id for mark in annotations_of(saved, story.id)] == [made]
        assert list(findings(saved)) == []


def test_the_file_that_came_instead_is_left_as_it_is(project: Project, story: Article, stranger: Path) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    content = stranger.read_bytes()
    _replace(project.path, stranger)
    project.close()
    assert project.path.read_bytes() == content
    with closing(open_project(project.path)) as other:
        assert list(findings(other)) == []
        assert other.database.number("SELECT count(*) FROM annotations") == 0


def test_a_renamed_project_has_all_that_was_done_before(project: Project, story: Article, stranger: Path) -> None:
    made = add_annotation(project, story.id, "claim", 0, 8).added[0]
    _rename(project.path, stranger)
    project.close()
    with closing(open_project(project.path.with_name("renamed.claimdesk"))) as renamed:
        assert [mark.id for mark in annotations_of(renamed, story.id)] == [made]
        assert list(findings(renamed)) == []
    assert sorted(path.name for path in project.path.parent.iterdir()) == ["renamed.claimdesk", "stranger.claimdesk"]


@pytest.mark.parametrize("folded", [False, True], ids=["in the log", "in the file too"])
def test_another_log_is_neither_deleted_nor_written_over(
    project: Project, story: Article, stranger: Path, folded: bool
) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    if folded:
        project.database.connection.execute("PRAGMA wal_checkpoint")
    content = project.path.read_bytes()
    _replace_log(project.path, stranger)
    project.close()
    assert project.path.read_bytes() == content
    assert Path(f"{project.path}-wal").read_bytes() == b"another log"


def test_a_loss_in_the_middle_of_an_action_takes_the_action_back(
    project: Project, story: Article, stranger: Path
) -> None:
    def write() -> None:
        with project.database.atomic():
            sql = "INSERT INTO steps (op, detail, at, state) VALUES ('x', '', '', 'done')"
            project.database.connection.execute(sql)
            _delete(project.path, stranger)

    with pytest.raises(ProjectMoved):
        write()
    assert project.database.number("SELECT count(*) FROM steps WHERE op = 'x'") == 0


def test_closing_twice_leaves_what_came_in_between(project: Project, stranger: Path) -> None:
    project.close()
    _replace(project.path, stranger)
    with closing(open_project(project.path)) as other:
        log = os.stat(f"{other.path}-wal").st_ino
        project.close()
        assert os.stat(f"{other.path}-wal").st_ino == log


def test_what_is_open_is_saved_with_the_permissions_of_the_project(
    project: Project, story: Article, tmp_path: Path
) -> None:
    project.path.chmod(0o640)
    with closing(open_project(project.path)) as opened:
        opened.save_open_as(tmp_path / "saved.claimdesk")
    assert stat.S_IMODE((tmp_path / "saved.claimdesk").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["saved.claimdesk", "saved.claimdesk-wal", "saved.claimdesk-journal"])
def test_what_is_open_is_never_saved_over_anything(project: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(ProjectUnavailable, match=f"{name} is already there. Choose another name"):
        project.save_open_as(tmp_path / "saved.claimdesk")
    assert (tmp_path / name).read_text() == "mine"
    with pytest.raises(ProjectUnavailable, match="cannot be written: No such file or directory"):
        project.save_open_as(tmp_path / "no" / "saved.claimdesk")
    assert sorted(path.suffix for path in tmp_path.iterdir() if "saved" in path.name) == [Path(name).suffix]


def test_a_copy_is_whole_while_others_write(project: Project, story: Article, tmp_path: Path) -> None:
    with closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        project.save_open_as(tmp_path / "saved.claimdesk")
        other.execute("ROLLBACK")
    with closing(open_project(tmp_path / "saved.claimdesk")) as saved:
        assert list(findings(saved)) == []


@pytest.mark.parametrize("readonly", [True, False])
def test_opening_what_has_just_gone_makes_no_file(tmp_path: Path, readonly: bool) -> None:
    """Else an empty file took the place of a project that was renamed while a thread was about to read it."""
    path = tmp_path / "gone.claimdesk"
    with pytest.raises(ProjectUnavailable):
        Database(path, readonly=readonly)
    assert list(tmp_path.iterdir()) == []
