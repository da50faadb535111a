"""No look into an open project by other means than SQLite: it would take away the locks that keep others from it."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError, ExportFailed, PipelineUnavailable, SchemeError
from annotations.exchange.files import folder_written_whole, written_whole
from annotations.exchange.mapping.rules import load_rules
from annotations.files.held_files import is_held, refuse_held
from annotations.highlight.pipeline_choice import fingerprint
from annotations.importing import found_in, input_files, read_files
from annotations.merging import merge_files
from annotations.operations.annotators import act_as
from annotations.project import Project, open_project

Locks = Callable[[Path], int]
WAYS = ("itself", "symbolic link", "hard link", "log", "index of the log")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, project: Project, tmp_path: Path) -> Path:
    """A path that leads to the open project or to what belongs to it."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    name = project.path.name
    if request.param == "symbolic link":
        (elsewhere / "story.txt").symlink_to(project.path)
        return elsewhere / "story.txt"
    if request.param == "hard link":
        os.link(project.path, elsewhere / "story.txt")
        return elsewhere / "story.txt"
    suffix = {"log": "-wal", "index of the log": "-shm"}.get(request.param, "")
    return project.path.with_name(name + suffix)


def test_files_of_an_open_project_are_held_until_it_is_closed(way: Path, project: Project) -> None:
    assert is_held(way)
    with closing(open_project(project.path, readonly=True)):
        pass
    assert is_held(way)
    with pytest.raises(ClaimdeskError, match="belongs to the project that is open. Choose another file."):
        refuse_held(way)
    project.close()
    assert not is_held(way)


def test_other_files_are_not_held(project: Project, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("An article.")
    assert not is_held(tmp_path / "other.txt")
    assert not is_held(tmp_path / "nothing")
    assert not is_held(tmp_path)


def test_an_import_of_it_is_refused_and_leaves_the_locks(way: Path, project: Project, locks: Locks) -> None:
    before = locks(project.path)
    assert before > 0
    (remark,) = read_files([way])
    assert "belongs to the project that is open" in remark.sentence
    (remark,) = found_in([way], "text")
    assert "belongs to the project that is open" in remark.sentence
    assert locks(project.path) == before


def test_a_folder_with_it_is_imported_without_it(way: Path, project: Project, locks: Locks) -> None:
    before = locks(project.path)
    (way.parent / "other.txt").write_text("Another article.")
    paths = input_files([str(way.parent)])
    assert way not in paths
    assert way.parent / "other.txt" in paths
    assert all(not hasattr(found, "sentence") for found in read_files(paths))
    assert locks(project.path) == before


def test_nothing_is_written_over_it(way: Path, project: Project, locks: Locks) -> None:
    before = locks(project.path)
    with pytest.raises(ExportFailed, match="belongs to the project that is open"), written_whole(way) as file:
        file.write(b"lost")
    assert locks(project.path) == before


def test_a_folder_with_it_is_not_replaced(project: Project, locks: Locks) -> None:
    before = locks(project.path)
    (project.path.parent / ".claimdesk-export").touch()
    with pytest.raises(ExportFailed, match="contains the open project"), folder_written_whole(project.path.parent):
        pass
    assert locks(project.path) == before
    assert project.path.is_file()


def test_it_is_no_mapping_and_no_pipeline(way: Path, project: Project, locks: Locks) -> None:
    before = locks(project.path)
    with pytest.raises(SchemeError, match="belongs to the project that is open"):
        load_rules(way)
    with pytest.raises(PipelineUnavailable, match="belongs to the project that is open"):
        fingerprint(str(way.parent))
    assert locks(project.path) == before


def test_merging_and_reading_it_a_second_time_leave_the_locks(
    project: Project, new_project: Callable[[str], Project], locks: Locks
) -> None:
    other = new_project("other")
    before = locks(project.path), locks(other.path)
    with pytest.raises(ClaimdeskError, match="is this project itself"):
        merge_files(project, [project.path])
    merge_files(project, [other.path])  # which is open here too
    with closing(open_project(project.path)) as again:
        act_as(again, "Ben")
    assert (locks(project.path), locks(other.path)) == before


def test_a_format_that_is_a_folder_is_not_read_whole_when_it_links_to_it(
    project: Project, tmp_path: Path, locks: Locks
) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text("Ana")
    (folder / "a.ann").write_text("T1\tPERSON 0 3\tAna\n")
    (folder / "b.txt").write_text("Ben")
    (folder / "b.ann").symlink_to(project.path)
    before = locks(project.path)
    paths = input_files([str(folder)])
    assert folder / "b.ann" not in paths
    list(read_files(paths))
    assert locks(project.path) == before


def test_a_copy_is_another_file(project: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy.claimdesk"
    project.save_open_as(copy)
    assert not is_held(copy)
