"""The copy of an older project: whole, as private as the project, and never in the way of opening it."""

import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectUnavailable
from annotations.model import Article
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.checking import findings
from annotations.project import Project, open_project

Older = Callable[[int], Path]


@pytest.fixture
def old(project: Project, story: Article, older: Older) -> Path:
    """A project of version 3 with one mark."""
    add_annotation(project, story.id, "claim", 0, 8)
    return older(3)


def _names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def _opens(path: Path) -> None:
    with closing(open_project(path)) as project:
        assert list(findings(project)) == []
        assert project.database.number("SELECT count(*) FROM annotations") == 1


def test_a_copy_that_is_left_half_written_is_not_in_the_way(old: Path) -> None:
    content = old.read_bytes()
    for left in (b"", content[:5000], content[:-4096]):
        (old.parent / "border.version-3.claimdesk").write_bytes(left)
        old.write_bytes(content)
        _opens(old)
        assert (old.parent / "border.version-3.claimdesk").read_bytes() == left
        _opens(old.parent / "border.version-3-2.claimdesk")
        for more in old.parent.glob("border.version-3-2*"):
            more.unlink()


def test_a_copy_of_this_very_state_is_kept_and_no_other_made(old: Path) -> None:
    content = old.read_bytes()
    _opens(old)
    copy = (old.parent / "border.version-3.claimdesk").read_bytes()
    old.write_bytes(content)  # as if the program had been killed before it was up to date
    _opens(old)
    assert _names(old) == ["border.claimdesk", "border.version-3.claimdesk"]
    assert (old.parent / "border.version-3.claimdesk").read_bytes() == copy


def test_other_files_of_that_name_are_kept_and_the_copy_has_a_number(old: Path) -> None:
    (old.parent / "border.version-3.claimdesk").write_text("mine")
    (old.parent / "border.version-3-2.claimdesk").mkdir()
    (old.parent / "border.version-3-3.claimdesk-wal").write_text("a log that is left")
    _opens(old)
    assert (old.parent / "border.version-3.claimdesk").read_text() == "mine"
    _opens(old.parent / "border.version-3-4.claimdesk")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_copy_is_as_private_as_the_project_before_it_holds_anything(
    old: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.store import copies

    modes: list[int] = []
    fill = copies.fill

    def watched(database: object, part: Path) -> None:
        modes.append(stat.S_IMODE(part.stat().st_mode))
        assert part.stat().st_size == 0
        fill(database, part)

    monkeypatch.setattr(copies, "fill", watched)
    old.chmod(mode)
    _opens(old)
    assert modes
    assert not any(made & ~mode for made in modes)
    assert stat.S_IMODE(old.stat().st_mode) == mode
    assert stat.S_IMODE((old.parent / "border.version-3.claimdesk").stat().st_mode) == mode


def test_what_is_left_of_copies_that_were_never_finished_is_deleted(old: Path) -> None:
    (old.parent / ".border.version-3.claimdesk.4711.part").write_bytes(b"half")
    (old.parent / ".other.version-3.claimdesk.4711.part").write_bytes(b"half")
    _opens(old)
    assert [name for name in _names(old) if name.endswith(".part")] == [".other.version-3.claimdesk.4711.part"]


@pytest.mark.parametrize("name", ["b[o]rder*?.claimdesk", "border.version-3.claimdesk", "border", ".claimdesk"])
def test_a_project_may_have_any_name(old: Path, name: str) -> None:
    _opens(old.rename(old.with_name(name)))


def test_a_full_disk_is_reported_and_the_file_stays_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotations.store import copies

    def full(database: object, part: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(copies, "fill", full)
        with pytest.raises(ProjectUnavailable, match="not enough room on the disk to bring .*border.claimdesk up"):
            open_project(old)
    assert _names(old) == ["border.claimdesk"]
    with closing(sqlite3.connect(old)) as reader:
        assert reader.execute("PRAGMA user_version").fetchone() == (3,)
    _opens(old)


@pytest.mark.parametrize("version", range(1, 7))
def test_every_older_version_is_brought_up_to_date(
    project: Project, story: Article, older: Older, version: int
) -> None:
    made = add_annotation(project, story.id, "claim", 0, 8, fields={"stance": "oppose"}).added
    path = older(version)
    with closing(open_project(path)) as after:
        assert [mark.id for mark in annotations_of(after, story.id)] == list(made)
        assert list(findings(after)) == []
    _opens(path.with_name(f"border.version-{version}.claimdesk"))
