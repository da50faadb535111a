"""No query of a hostile file goes on for ever, or takes all the memory there is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotations.errors import ProjectDamaged, ProjectUnavailable, UserCancelled
from annotations.exchange.jsonl import write
from annotations.model import Article
from annotations.operations.annotating import add_annotation
from annotations.operations.articles import add_articles, articles
from annotations.operations.exporting import records
from annotations.project import Project, open_project

FOREVER = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT {} FROM c"


def test_a_query_that_never_ends_is_broken_off(project: Project) -> None:
    with pytest.raises(ProjectDamaged, match="border.claimdesk is damaged"):
        project.database.number(FOREVER.format("count(*)"))


def test_a_query_with_rows_without_end_is_broken_off(project: Project) -> None:
    with pytest.raises(ProjectDamaged, match="border.claimdesk is damaged"):
        project.database.rows(FOREVER.format("n"))
    with pytest.raises(ProjectDamaged, match="border.claimdesk is damaged"):
        list(project.database.stream(FOREVER.format("n")))


def test_an_interruption_is_not_taken_for_damage(project: Project) -> None:
    calls = iter(range(1000))

    def interrupt() -> bool:
        return next(calls) == 3

    project.database.connection.set_progress_handler(interrupt, 10_000)
    with pytest.raises(UserCancelled):
        project.database.number(FOREVER.format("count(*)"))


def test_what_takes_longer_than_it_may_is_broken_off_and_is_no_damage(project: Project) -> None:
    with pytest.raises(UserCancelled), project.within(0.01):
        project.database.number(FOREVER.format("count(*)"))
    with pytest.raises(UserCancelled), project.within(-1):
        project.database.number("SELECT 1")
    with project.within(60):
        assert project.database.number("SELECT 1") == 1
    assert project.database.number("SELECT 2") == 2


def test_writing_takes_as_long_as_it_takes(project: Project) -> None:
    """Much more than a query of this file may take is written in one transaction."""
    numbers = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 30000000) SELECT count(*) FROM c"
    with project.database.atomic():
        assert project.database.connection.execute(numbers).fetchone() == (30_000_000,)


def test_a_value_that_claims_to_be_enormous_is_damage(project: Project, story: Article) -> None:
    with pytest.raises(ProjectDamaged):
        project.database.row("SELECT zeroblob(500000000) FROM articles")
    with pytest.raises(ProjectUnavailable, match="too long to be kept"), project.database.atomic():
        project.database.connection.execute("UPDATE steps SET detail = zeroblob(500000000)")


def test_pages_that_lead_to_each_other_end_in_a_sentence(project: Project, tmp_path: Path) -> None:
    add_articles(project, [Article(text=f"{number} " + "word " * 300) for number in range(300)])
    root = project.database.number("SELECT rootpage FROM sqlite_master WHERE name = 'articles'")
    size = project.database.number("PRAGMA page_size")
    project.close()
    content = bytearray(project.path.read_bytes())
    page = (root - 1) * size
    assert content[page] == 5  # a page that only leads to others
    count = int.from_bytes(content[page + 3 : page + 5], "big")
    for cell in range(count):  # all of them to the page itself
        place = int.from_bytes(content[page + 12 + 2 * cell : page + 14 + 2 * cell], "big")
        content[page + place : page + place + 4] = root.to_bytes(4, "big")
    content[page + 8 : page + 12] = root.to_bytes(4, "big")
    project.path.write_bytes(content)
    with closing(open_project(project.path)) as after, pytest.raises(ProjectUnavailable, match="is damaged"):
        write(tmp_path / "out.jsonl", records(after))
    with closing(open_project(project.path)) as after, pytest.raises(ProjectUnavailable, match="is damaged"):
        list(articles(after))


def _mounted(folder: Path, size: str) -> bool:
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, which only root can make."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.getuid() != 0 or not _mounted(folder, "2m"):
        pytest.skip("only root on Linux can mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _fill(folder: Path) -> None:
    with suppress(OSError), (folder / "fill").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def test_on_a_full_disk_a_project_can_be_read_and_says_why_it_cannot_be_written(
    project: Project, story: Article, small_disk: Path, tmp_path: Path
) -> None:
    project.close()
    path = Path(shutil.copy(project.path, small_disk))
    _fill(small_disk)
    with closing(open_project(path)) as after:
        assert after.readonly
        assert write(tmp_path / "out.jsonl", records(after)) == 1
        with pytest.raises(ProjectUnavailable, match="The disk is full, so .* can only be read. Free some space"):
            add_articles(after, [Article(text="More.")])


def test_a_full_disk_is_told_when_there_is_work_in_the_log(project: Project, story: Article, small_disk: Path) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    path = Path(shutil.copy(project.path, small_disk))
    shutil.copy(f"{project.path}-wal", small_disk)
    _fill(small_disk)
    with pytest.raises(ProjectUnavailable, match="The disk is full, so .* could not be opened"):
        open_project(path)
