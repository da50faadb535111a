"""What can be read of a damaged project is rescued into a new one, and what is lost is counted."""

import os
import random
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ClaimdeskError, ProjectUnavailable
from annotations.model import Article, ArticleId, Link
from annotations.operations.annotating import add_annotation, annotations_of, set_field, set_link
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings_in
from annotations.operations.exporting import records
from annotations.operations.progress import set_status
from annotations.project import Project, open_project
from annotations.repairing import repair

ROUNDS = int(os.environ.get("CLAIMDESK_DAMAGE_ROUNDS", "12"))


@pytest.fixture
def worked(project: Project) -> Path:
    """A project with marks, links and states in many articles, closed."""
    add_articles(project, [Article(ArticleId(f"a{n}"), text=f"Story {n}. " + "Ana said no. " * 90) for n in range(40)])
    for article in list(articles(project)):
        entity = add_annotation(project, article.id, "entity", 9, 12, "PERSON").added[0]
        claim = add_annotation(project, article.id, "claim", 0, 30).added[0]
        set_link(project, claim, "claimer", Link("Ana", entity))
        set_field(project, claim, "stance", "oppose")
        set_status(project, article.id, "done")
    project.undo()
    project.close()
    return project.path


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def _everything(path: Path) -> list[object]:
    with closing(open_project(path)) as project:
        return [record._replace(scheme=("", 0)) for record in records(project)]


def test_a_sound_project_is_the_same_afterwards_and_can_still_be_undone(worked: Path, tmp_path: Path) -> None:
    before, content = _everything(worked), worked.read_bytes()
    done = repair(worked, tmp_path / "new.claimdesk")
    assert (done.whole, done.undo, done.lost, done.mended) == (True, True, {}, {})
    assert done.rescued | {"changes": 0} == {
        "changes": 0, "schemes": 1, "annotators": 1, "articles": 40, "annotations": 80, "progress": 39,
        "machines": 0, "problems": 0,
    }  # fmt: skip
    assert _everything(tmp_path / "new.claimdesk") == before
    assert findings_in(tmp_path / "new.claimdesk") == []
    assert worked.read_bytes() == content
    with closing(open_project(tmp_path / "new.claimdesk")) as project:
        act_as(project, "Ana")
        assert project.undo_detail
        project.redo()
        project.undo()
        project.undo()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM annotation_terms",
        "UPDATE article_terms SET bits = 5",
        "DELETE FROM terms",
        "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')",
        "DELETE FROM articles_fts_data",
        "UPDATE terms_fts_config SET v = 99",
        "DROP INDEX marked",
        "DROP TABLE terms_fts",
        "CREATE VIEW spy AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
        "CREATE TRIGGER spy AFTER INSERT ON annotators BEGIN DELETE FROM annotations; END",
    ],
)
def test_what_is_derived_is_made_from_scratch(worked: Path, tmp_path: Path, damage: str) -> None:
    before = _everything(worked)
    _change(worked, damage)
    assert findings_in(worked)
    done = repair(worked, tmp_path / "new.claimdesk")
    assert (done.whole, done.undo) == (True, True)
    assert findings_in(tmp_path / "new.claimdesk") == []
    assert _everything(tmp_path / "new.claimdesk") == before


@pytest.mark.parametrize(
    ("damage", "lost", "mended"),
    [
        ("DELETE FROM annotations WHERE article IN (2, 3)", {"annotations": 4}, {}),
        ("DELETE FROM progress", {"progress": 39}, {}),
        ("DELETE FROM annotators", {}, {"annotators": 1}),
        ("UPDATE annotations SET start = 'abc' WHERE article = 2", {"annotations": 2}, {}),
        ("UPDATE annotations SET fields = '{', links = x'ff' WHERE article = 2", {}, {"annotations": 2}),
        ("UPDATE annotations SET id = x'00' WHERE number = 1", {"annotations": 1}, {"annotations": 1}),
        ("UPDATE articles SET meta = '{', source = x'ff' WHERE id = 'a1'", {}, {"articles": 1}),
        ("UPDATE articles SET sha256 = 'wrong' WHERE id = 'a1'", {}, {"articles": 1}),
        ("DELETE FROM articles WHERE id = 'a1'", {"articles": 1, "annotations": 2, "progress": 1}, {}),
        ("DELETE FROM schemes", {}, {"schemes": 1}),
        ("UPDATE schemes SET content = '{}'", {}, {"schemes": 1}),
    ],
)
def test_what_the_history_knows_is_not_lost(
    worked: Path, tmp_path: Path, damage: str, lost: dict[str, int], mended: dict[str, int]
) -> None:
    _change(worked, damage)
    done = repair(worked, tmp_path / "new.claimdesk")
    assert (done.lost, done.mended, done.undo) == (lost, mended, not (lost or mended))
    assert findings_in(tmp_path / "new.claimdesk") == []


def test_without_the_history_the_rows_are_kept_and_nothing_can_be_undone(worked: Path, tmp_path: Path) -> None:
    before = _everything(worked)
    _change(
        worked, "DELETE FROM changes", "DELETE FROM steps", "UPDATE annotations SET label = 'TOWN' WHERE label <> ''"
    )
    done = repair(worked, tmp_path / "new.claimdesk")
    assert done.lost["changes"] > 200
    assert (done.rescued["annotations"], done.lost["annotations"], done.undo) == (40, 40, False)
    assert findings_in(tmp_path / "new.claimdesk") == []
    assert len(_everything(tmp_path / "new.claimdesk")) == len(before)
    with closing(open_project(tmp_path / "new.claimdesk")) as project:
        act_as(project, "Ana")
        assert project.undo_detail is None


def test_marks_stand_where_their_words_are(worked: Path, tmp_path: Path) -> None:
    _change(worked, "DELETE FROM changes", "UPDATE annotations SET start = 10, \"end\" = 13 WHERE layer = 'entity'")
    repair(worked, tmp_path / "new.claimdesk")
    with closing(open_project(tmp_path / "new.claimdesk")) as project:
        marks = [mark for mark in annotations_of(project, ArticleId("a3")) if mark.layer == "entity"]
        assert [(mark.start, mark.end, mark.quote) for mark in marks] == [(9, 12, "Ana")]


def test_people_of_whom_only_the_work_is_left_are_kept(worked: Path, tmp_path: Path) -> None:
    _change(worked, "DELETE FROM changes", "DELETE FROM annotators")
    done = repair(worked, tmp_path / "new.claimdesk")
    assert (done.rescued["annotations"], done.mended["annotators"]) == (80, 1)
    assert findings_in(tmp_path / "new.claimdesk") == []


def test_an_older_project_is_rescued_too(
    project: Project, story: Article, older: Callable[[int], Path], tmp_path: Path
) -> None:
    add_annotation(project, story.id, "claim", 0, 8)
    for version in (1, 3, 6):
        path = older(version)
        done = repair(path, tmp_path / f"new-{version}.claimdesk")
        assert (done.rescued["articles"], done.rescued["annotations"], done.whole) == (1, 1, True)
        assert findings_in(tmp_path / f"new-{version}.claimdesk") == []
        shutil.rmtree(path.parent)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_of_a_file_with_damaged_pages_most_is_rescued(worked: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    content = bytearray(worked.read_bytes())
    for _ in range(3):
        page = 4096 * dice.randrange(30, len(content) // 4096)
        content[page : page + 4096] = dice.randbytes(4096)
    worked.write_bytes(content)
    done = repair(worked, tmp_path / "new.claimdesk")
    assert done.rescued["articles"] + done.lost.get("articles", 0) >= 35
    assert findings_in(tmp_path / "new.claimdesk") == []


def test_nothing_is_written_over_and_nothing_is_left_when_nothing_can_be_rescued(worked: Path, tmp_path: Path) -> None:
    before = [worked.name]
    with pytest.raises(ProjectUnavailable, match="is already there. Choose another name"):
        repair(worked, worked)
    with pytest.raises(ProjectUnavailable, match="There is no file"):
        repair(tmp_path / "none.claimdesk", tmp_path / "new.claimdesk")
    for content in (b"", b"a letter" * 1000, worked.read_bytes()[:100]):
        (tmp_path / "letter").write_bytes(content)
        with pytest.raises(ClaimdeskError):
            repair(tmp_path / "letter", tmp_path / "new.claimdesk")
        (tmp_path / "letter").unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_new_file_is_as_private_as_the_old_one(worked: Path, tmp_path: Path) -> None:
    worked.chmod(0o600)
    repair(worked, tmp_path / "new.claimdesk")
    assert stat.S_IMODE((tmp_path / "new.claimdesk").stat().st_mode) == 0o600
