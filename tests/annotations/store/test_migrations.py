"""Older files are brought up to date, with a copy kept beside them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
from sqlite_utils import Migrations

from annotations.changes import Op
from annotations.errors import ProjectUnavailable
from annotations.model import Article
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import get_or_add_annotator
from annotations.operations.history import history_of
from annotations.operations.progress import set_status
from annotations.project import Project, open_project
from annotations.store import machines
from annotations.store.database import USER_VERSION, Database
from annotations.store.earlier.migrations import migrations as earlier
from annotations.store.index_checks import misfits
from annotations.store.integrity import file_findings
from annotations.store.migrations import migrations

Older = Callable[[int], Path]


def _made(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def _in_memory() -> sqlite_utils.Database:
    return sqlite_utils.Database(sqlite3.connect(":memory:"))


def _next_version() -> Migrations:
    """The migrations of this version and one more, as the next version will have them."""
    later = Migrations("claimdesk")
    with closing(_in_memory()) as database:
        known_steps = migrations.pending(database)
    for known in known_steps:
        later(name=known.name)(known.fn)
    later(name="m999_next")(lambda db: db.execute("ALTER TABLE articles ADD COLUMN place TEXT NOT NULL DEFAULT ''"))
    return later


def test_m001_first_tables_makes_every_table_and_the_full_text_index(project: Project, older: Older) -> None:
    assert {
        "schemes",
        "annotators",
        "articles",
        "annotations",
        "progress",
        "steps",
        "changes",
        "articles_fts",
    } <= _made(older(1))


def test_m002_index_of_terms_is_filled_from_what_is_there(project: Project, story: Article, older: Older) -> None:
    add_annotation(project, story.id, "entity", 9, 17, "PERSON")
    set_status(project, story.id, "done")
    with closing(open_project(older(1))) as after:
        assert after.database.number("SELECT count(*) FROM annotation_terms") == 1
        assert list(misfits(after.database)) == []


def test_m003_times_of_changes_leaves_the_times_of_older_changes_empty(
    project: Project, story: Article, older: Older
) -> None:
    add_annotation(project, story.id, "entity", 9, 17, "PERSON")
    with closing(open_project(older(2))) as after:
        assert set(after.database.rows("SELECT at FROM changes")) == {(None,)}


def test_m004_history_of_articles_finds_what_was_changed_before(project: Project, story: Article, older: Older) -> None:
    add_annotation(project, story.id, "entity", 9, 17, "PERSON")
    before = history_of(project, story.id)
    with closing(open_project(older(3))) as after:
        after.annotator = project.annotator
        assert history_of(after, story.id) == before
    assert [entry.op for entry in before] == [Op.ADD_ANNOTATION, Op.ADD_ARTICLES]


def test_m005_machines_makes_their_tables_and_the_index_of_refusals(project: Project, older: Older) -> None:
    assert {"machines", "problems", "refused"} <= _made(older(5))


def test_m006_machines_in_the_journal_keeps_what_was_known_and_notes_it(
    project: Project, story: Article, older: Older
) -> None:
    machine = get_or_add_annotator(project, "rules", "machine").id
    path = older(5)
    with closing(sqlite3.connect(path)) as old:
        old.execute("INSERT INTO machines VALUES (?, 'MIT', 'abc', 'GPE ORG', 0, 0.5)", (machine,))
        old.execute("INSERT INTO problems VALUES (?, ?, 'It stopped.')", (story.id, machine))
        old.commit()
    with closing(open_project(path)) as after:
        assert machines.machine(after.database, machine) == ("MIT", "abc", ("GPE", "ORG"), False, 0.5)
        assert machines.problems(after.database, story.id) == [(machine, "It stopped.")]
        assert list(file_findings(after.database)) == []


def test_m007_marked_names_makes_the_index_by_which_names_were_found(project: Project, older: Older) -> None:
    with closing(_in_memory()) as old:
        earlier.apply(old)
        assert "marked" in {index.name for index in old.table("annotations").indexes}


def test_m008_numbers_inside_makes_what_a_new_project_has(project: Project) -> None:
    with closing(_in_memory()) as database:
        migrations.apply(database)
        made = {name for (name,) in database.conn.execute("SELECT name FROM sqlite_master")}
    assert made == _made(project.path)
    assert {"removed", "changes_of_article"} <= made


def test_every_migration_has_a_test_and_the_version_counts_them() -> None:
    with closing(_in_memory()) as database:
        names = [step.name for step in (*earlier.pending(database), *migrations.pending(database))]
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in names if f"def test_{name}" not in tests] == []
    assert len(names) == USER_VERSION


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """Let the program be of the next version, which has one migration more."""
    later = _next_version()
    monkeypatch.setattr("annotations.store.migrations.migrations", later)
    monkeypatch.setattr("annotations.project.USER_VERSION", USER_VERSION + 1)
    return later


def test_an_older_file_is_brought_up_to_date_and_a_copy_stays_beside_it(
    project: Project, story: Article, next_version: Migrations
) -> None:
    project.close()
    with closing(open_project(project.path)) as after:
        assert after.database.number("PRAGMA user_version") == USER_VERSION + 1
        assert after.database.rows("SELECT place, text FROM articles") == [("", story.text)]
    with closing(Database(project.path.with_name(f"border.version-{USER_VERSION}.claimdesk"))) as copy:
        assert copy.number("PRAGMA user_version") == USER_VERSION
        assert copy.rows("SELECT text FROM articles") == [(story.text,)]


def test_an_older_file_is_not_opened_for_reading_only(project: Project, next_version: Migrations) -> None:
    with pytest.raises(ProjectUnavailable, match="older version and read-only. Copy it"):
        open_project(project.path, readonly=True)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    project: Project, story: Article, next_version: Migrations
) -> None:
    next_version(name="m1000_wrong")(lambda db: db.execute("SELEKT 1"))
    project.close()
    with pytest.raises(sqlite3.OperationalError):
        open_project(project.path)
    with closing(Database(project.path)) as database:
        assert database.number("PRAGMA user_version") == USER_VERSION
        assert "place" not in {column[1] for column in database.rows("PRAGMA table_info(articles)")}
