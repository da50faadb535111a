"""A file that is copied over the open one is recognised, though name and number stay, and nothing is written to it."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectDamaged, ProjectMoved
from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.checking import findings
from annotations.project import Project, open_project


def _folded(project: Project) -> None:
    """Bring everything from the log into the file, and begin the log again."""
    project.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _copied(source: Path, project: Project) -> bytes:
    """Copy a file over the open one, which stays the same file; return what it has then."""
    before = os.stat(project.path).st_ino
    shutil.copyfile(source, project.path)
    assert os.stat(project.path).st_ino == before
    return project.path.read_bytes()


@pytest.fixture
def another(new_project: Callable[[str], Project]) -> Path:
    """Another project, with more in it than ours."""
    with closing(new_project("another")) as made:
        add_articles(made, [Article(ArticleId(f"a{n}"), text=f"Nothing of ours. {n}") for n in range(30)])
        return made.path


@pytest.fixture
def copy_of(project: Project, story: Article, tmp_path: Path) -> Callable[[str, int], Path]:
    """Make a copy of the open project in which somebody went on."""

    def made(name: str, marks: int) -> Path:
        path = tmp_path / f"copy-{name}.claimdesk"
        project.save_open_as(path)
        with closing(open_project(path)) as copy:
            act_as(copy, name)
            for number in range(marks):
                add_annotation(copy, story.id, "claim", number, number + 3)
        return path

    return made


def _refused(project: Project, story: Article, content: bytes) -> None:
    with pytest.raises(ProjectMoved, match=r"Another file was copied over .*border\.claimdesk"):
        add_annotation(project, story.id, "claim", 20, 30)
    with pytest.raises(ProjectMoved):
        project.external_changes()
    assert (project.still_in_place(), project.readonly) == (False, True)
    project.close()
    assert project.path.read_bytes() == content
    assert sorted(path.name for path in project.path.parent.glob("border.claimdesk*")) == ["border.claimdesk"]


@pytest.mark.parametrize("folded", [False, True], ids=["work in the log", "all in the file"])
def test_another_project(project: Project, story: Article, another: Path, folded: bool) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    if folded:
        _folded(project)
        assert project.still_in_place()
    _refused(project, story, _copied(another, project))
    with closing(open_project(project.path)) as stranger:
        assert list(findings(stranger)) == []


@pytest.mark.parametrize("marks", [0, 1, 2, 9])
@pytest.mark.parametrize("folded", [False, True], ids=["work in the log", "all in the file"])
def test_what_somebody_else_made_of_a_copy(
    project: Project, story: Article, copy_of: Callable[[str, int], Path], marks: int, folded: bool
) -> None:
    _folded(project)
    assert project.still_in_place()
    other = copy_of("Ben", marks)
    for number in range(3):
        add_annotation(project, story.id, "claim", number, number + 9)
    if folded:
        _folded(project)
        assert project.still_in_place()
    _refused(project, story, _copied(other, project))


@pytest.mark.parametrize("marks", [1, 9])
def test_a_copy_with_more_than_is_open(
    project: Project, story: Article, copy_of: Callable[[str, int], Path], marks: int
) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    other = copy_of("Ana", marks)
    _folded(project)
    assert project.still_in_place()
    _refused(project, story, _copied(other, project))


@pytest.mark.parametrize("content", [b"", b"What is this?\n" * 900, b"SQLite format 3\0"])
def test_something_else(project: Project, story: Article, tmp_path: Path, content: bytes) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    _folded(project)
    assert project.still_in_place()
    (tmp_path / "else").write_bytes(content)
    _refused(project, story, _copied(tmp_path / "else", project))


@pytest.mark.parametrize("in_memory", [False, True])
def test_what_is_open_is_saved_elsewhere_only_when_it_is_whole(
    project: Project, story: Article, another: Path, tmp_path: Path, in_memory: bool
) -> None:
    made = add_annotation(project, story.id, "claim", 0, 8).added
    _folded(project)
    if in_memory:
        assert list(findings(project)) == []  # which reads every page
    else:
        project.database.connection.execute("PRAGMA shrink_memory")
    _copied(another, project)
    assert not project.still_in_place()
    out = tmp_path / "saved.claimdesk"
    if not in_memory:
        with pytest.raises(ProjectDamaged, match="the file that was copied over it has replaced a part of your work"):
            project.save_open_as(out)
        assert not out.exists()
        return
    project.save_open_as(out)
    with closing(open_project(out)) as saved:
        assert list(findings(saved)) == []
        assert [mark.id for mark in annotations_of(saved, story.id)] == [*made]


def test_it_is_noticed_before_an_action_ends(project: Project, story: Article, another: Path) -> None:
    _folded(project)
    assert project.still_in_place()

    def write() -> None:
        with project.database.atomic():
            sql = "INSERT INTO steps (op, detail, at, state) VALUES ('x', '', '', 'done')"
            project.database.connection.execute(sql)
            _copied(another, project)

    with pytest.raises(ProjectMoved):
        write()
    content = another.read_bytes()
    project.close()
    assert project.path.read_bytes() == content


def test_checkpoints_of_any_window_are_nothing_strange(
    project: Project, story: Article, second_window: Project, locks: Callable[[Path], int]
) -> None:
    held = locks(project.path)
    for number in range(12):
        who, other = (project, second_window) if number % 3 else (second_window, project)
        add_annotation(who, story.id, "claim", number, number + 5)
        if number % 2:
            who.database.connection.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if number % 4 == 1 else 'PASSIVE'})")
        assert other.still_in_place()
        other.external_changes()
        assert who.still_in_place()
    project.undo()
    _folded(project)
    assert second_window.still_in_place()
    assert project.still_in_place()
    assert locks(project.path) == held
    assert len(annotations_of(project, story.id)) == 11


def test_a_file_that_was_only_touched_is_the_same(project: Project, story: Article) -> None:
    os.utime(project.path, (1, 1))
    assert project.still_in_place()
    assert add_annotation(project, story.id, "claim", 0, 8).added
