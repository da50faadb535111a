"""What goes wrong with a file is told in one sentence, and leaves the file as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectTooNew, ProjectUnavailable, UserCancelled
from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.operations.queue import QueueFilter, queue_numbers
from annotations.project import Project, create_project, open_project
from annotations.store.database import USER_VERSION
from annotations.store.failures import sentences_for


def _drafts(*texts: str) -> list[Article]:
    return [Article(text=text) for text in texts]


def test_a_project_is_an_sqlite_database_that_says_what_it_is(project: Project) -> None:
    project.close()
    with closing(sqlite3.connect(project.path)) as connection:
        pragmas = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        assert [*pragmas, connection.execute("PRAGMA journal_mode").fetchone()[0]] == [0x436C6D64, USER_VERSION, "wal"]


def test_rows_that_point_to_nothing_are_refused(project: Project) -> None:
    assert project.database.number("PRAGMA foreign_keys") == 1
    assert project.database.number("PRAGMA synchronous") == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a Claimdesk project"),
        (b"This is a letter, not a database.\n" * 200, "is not a Claimdesk project"),
        (os.urandom(5000), "is not a Claimdesk project"),
        (b"SQLite format 3\0", "is not a Claimdesk project|is damaged"),
    ],
    ids=["empty", "text", "noise", "header"],
)
def test_a_file_that_is_no_project_is_refused_and_left_alone(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "letter.claimdesk"
    path.write_bytes(content)
    with pytest.raises(ProjectUnavailable, match=sentence):
        open_project(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (id TEXT)")
    content = path.read_bytes()
    with pytest.raises(ProjectUnavailable, match="is not a Claimdesk project"):
        open_project(path)
    assert path.read_bytes() == content


def test_a_missing_file_a_folder_and_a_folder_that_is_missing_are_told_apart(tmp_path: Path, project: Project) -> None:
    for path in (tmp_path / "none.claimdesk", tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(ProjectUnavailable, match="There is no file"):
            open_project(path)
    with pytest.raises(ProjectUnavailable, match="cannot be created: No such file"):
        create_project(tmp_path / "no" / "such.claimdesk", project.scheme)
    with pytest.raises(ProjectUnavailable, match="is already there"):
        create_project(project.path, project.scheme)


def test_a_newer_project_is_refused(project: Project) -> None:
    project.database.connection.execute(f"PRAGMA user_version = {USER_VERSION + 1}")
    with pytest.raises(ProjectTooNew, match="newer version of Claimdesk"):
        open_project(project.path)


def test_damaged_bytes_are_told_and_found(project: Project) -> None:
    add_articles(project, _drafts(*(f"Story {number}. " * 300 for number in range(60))))
    project.close()
    content = bytearray(project.path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40_000] = os.urandom(40_000)
    project.path.write_bytes(content)
    with closing(open_project(project.path)) as damaged:
        assert list(findings(damaged))
        with pytest.raises(ProjectUnavailable, match="is damaged"):
            list(articles(damaged))


def test_a_locked_project_says_so_and_can_be_written_later(project: Project) -> None:
    project.database.connection.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProjectUnavailable, match="is being written by another program. Try again"):
            add_articles(project, _drafts("One."))
        other.execute("ROLLBACK")
    add_articles(project, _drafts("One."))
    assert len(list(articles(project))) == 1


def test_on_a_full_disk_the_action_fails_and_the_file_stays_sound(project: Project, story: Article) -> None:
    pages = project.database.number("PRAGMA page_count")
    project.database.connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(ProjectUnavailable, match="The disk is full, so nothing was written"):
        add_articles(project, _drafts("A long story. " * 10_000))
    assert [found.id for found in articles(project)] == [story.id]
    assert list(findings(project)) == []
    project.database.connection.execute(f"PRAGMA max_page_count = {pages + 500}")
    add_articles(project, _drafts("A short story."))


def test_a_project_that_cannot_be_made_leaves_no_file(tmp_path: Path, project: Project) -> None:
    broken = project.scheme._replace(title="\ud800")
    with pytest.raises(UnicodeEncodeError):
        create_project(tmp_path / "new.claimdesk", broken)
    assert not (tmp_path / "new.claimdesk").exists()


def test_a_project_opened_for_reading_refuses_to_write(project: Project, story: Article) -> None:
    with closing(open_project(project.path, readonly=True)) as reading:
        assert reading.readonly
        assert [found.id for found in articles(reading)] == [story.id]
        with pytest.raises(ProjectUnavailable, match="is read-only here. Copy it"):
            add_articles(reading, _drafts("One."))


# Everything is imported before it becomes nobody, who may not be allowed to read this Python's library.
READ = """
import hashlib, os, sys, urllib.parse
from pathlib import Path
from annotations.operations.articles import articles
from annotations.operations.checking import findings
from annotations.project import open_project
if os.getuid() == 0:
    os.setuid(65534)
project = open_project(Path(sys.argv[1]))
print(project.readonly, len(list(articles(project))), list(findings(project)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o555, 0o755], ids=["folder and file", "file"])
def test_a_read_only_project_is_opened_for_reading(project: Project, story: Article, mode: int) -> None:
    project.close()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(project.path, folder))
        path.chmod(0o444)
        Path(folder).chmod(mode)
        done = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, text=True, check=False)
        Path(folder).chmod(0o755)
    assert (done.stdout, done.stderr) == ("True 1 []\n", "")


def test_words_are_found_whatever_their_accents_and_capitals(project: Project) -> None:
    add_articles(project, _drafts("Tropas en la frontera. José dijo.", "The café is “closed”."))
    typed = ("frontera JOSE", "cafe", "quito")
    found = [len(queue_numbers(project, QueueFilter(words=words))) for words in typed]
    assert found == [1, 1, 0]


def test_a_deleted_article_is_not_found_any_more(project: Project, story: Article) -> None:
    assert len(queue_numbers(project, QueueFilter(words="Lima"))) == 1
    project.undo()
    assert len(queue_numbers(project, QueueFilter(words="Lima"))) == 0
    assert list(findings(project)) == []
    assert story.id == ArticleId("story")


def test_a_query_that_is_interrupted_while_a_list_is_read_is_cancelled(tmp_path):
    with pytest.raises(UserCancelled), sentences_for(tmp_path / "p.claimdesk"):
        raise sqlite3.OperationalError("vtable constructor failed: json_each")
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), sentences_for(tmp_path / "p.claimdesk"):
        raise sqlite3.OperationalError('near "SELEKT": syntax error')


def test_records_that_nobody_reads_to_the_end_do_not_outlive_the_project(project: Project, story: Article) -> None:
    add_articles(project, _drafts("Two.", "Three."))
    found = articles(project)
    next(found)
    project.close()
    found.close()
