"""A project file that a stranger has changed is not opened, and nothing in it is run; our own files always are."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from annotations.errors import ProjectDamaged, ProjectForeign, ProjectUnavailable
from annotations.merging import merge_files
from annotations.model import Article
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.project import Project, open_project
from annotations.store.database import FIRST_VERSION, USER_VERSION
from annotations.store.earlier.migrations import migrations as earlier
from annotations.store.migrations import migrations
from annotations.store.schema import SCHEMA, SHADOW, digest, plain, whole
from annotations.store.schema_objects import LATEST, OBJECTS, WHOLE, Object

FOREIGN = {
    "trigger": "CREATE TRIGGER spy AFTER INSERT ON annotators BEGIN DELETE FROM annotations; END",
    "trigger of a view": (
        "CREATE VIEW seen AS SELECT 1 AS one;"
        " CREATE TRIGGER spy INSTEAD OF INSERT ON seen BEGIN SELECT load_extension('/tmp/no.so'); END"
    ),
    "view": "CREATE VIEW spy AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
    "table": "CREATE TABLE spy (text TEXT)",
    "index": "CREATE INDEX spy ON articles (length(text))",
    "virtual table": "CREATE VIRTUAL TABLE spy USING fts5 (text)",
    "column": "ALTER TABLE articles ADD COLUMN spy TEXT GENERATED ALWAYS AS (zeroblob(1000000)) VIRTUAL",
    "check": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'title TEXT NOT NULL',"
        " 'title TEXT NOT NULL CHECK (length(title) < 1000)') WHERE name = 'articles'"
    ),
    "default": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'version TEXT NOT NULL',"
        " 'version TEXT NOT NULL DEFAULT (hex(randomblob(9)))') WHERE name = 'annotators'"
    ),
    "trigger of an earlier version": (
        "CREATE TRIGGER annotation_added AFTER INSERT ON annotations BEGIN DELETE FROM changes; END"
    ),
    "view of an earlier version": "CREATE VIEW said_of_articles AS SELECT 1",
    "view instead of a table": "DROP TABLE problems; CREATE VIEW problems AS SELECT 1 AS number",
    "table of the index of words": (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql ="
        " 'CREATE TABLE ''terms_fts_docsize''(id INTEGER PRIMARY KEY, sz BLOB AS (zeroblob(9)))'"
        " WHERE name = 'terms_fts_docsize'"
    ),
}


def _change(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(script)


def _tables(path: Path) -> list[tuple[str, int]]:
    tables = ("articles", "annotations", "annotators", "changes")
    with closing(sqlite3.connect(path)) as connection:
        return [(table, connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in tables]


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize("readonly", [False, True])
def test_a_file_that_a_stranger_changed_is_refused(
    project: Project, story: Article, script: str, readonly: bool
) -> None:
    project.close()
    _change(project.path, script)
    before = project.path.read_bytes()
    with pytest.raises(ProjectForeign, match="border.claimdesk was not opened: .* not made by Claimdesk"):
        open_project(project.path, readonly=readonly)
    assert project.path.read_bytes() == before


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN.keys())
def test_nor_is_it_merged(project: Project, story: Article, new_project: Callable[[str], Project], script: str) -> None:
    mine = new_project("mine")
    project.close()
    _change(project.path, script)
    with pytest.raises(ProjectForeign):
        merge_files(mine, [project.path])
    assert mine.database.number("SELECT count(*) FROM articles") == 0


@pytest.mark.parametrize("version", range(1, USER_VERSION))
@pytest.mark.parametrize("way", ["open", "merge"])
def test_an_older_file_is_refused_before_it_is_brought_up_to_date(
    project: Project,
    story: Article,
    older: Callable[[int], Path],
    new_project: Callable[[str], Project],
    version: int,
    way: str,
) -> None:
    path = older(version)
    _change(path, "CREATE TRIGGER spy AFTER INSERT ON changes BEGIN DELETE FROM articles; END")
    before = path.read_bytes()
    with pytest.raises(ProjectForeign, match="a trigger “spy”"):
        open_project(path) if way == "open" else merge_files(new_project("mine"), [path])
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir() if "version" in found.name] == []


def test_what_a_name_holds_is_shown_safely(project: Project) -> None:
    project.close()
    _change(project.path, f'CREATE TABLE "\x1b[31m{"long " * 1000}" (a)')
    with pytest.raises(ProjectForeign) as caught:
        open_project(project.path)
    sentence = str(caught.value)
    assert "\x1b" not in sentence
    assert len(sentence) < len(str(project.path)) + 150


@pytest.mark.parametrize(
    ("script", "lost"),
    [
        ("DROP TABLE problems", "table “problems”"),
        ("DROP TABLE articles_fts", "table “articles_fts”"),
        ("DROP INDEX marked", "index “marked”"),
        ("DROP TABLE removed", "table “removed”"),
    ],
)
def test_a_file_that_has_lost_a_part_is_damaged(project: Project, script: str, lost: str) -> None:
    project.close()
    _change(project.path, script)
    with pytest.raises(ProjectDamaged, match=f"is damaged: it has lost its {lost}. Restore a backup"):
        open_project(project.path)


@pytest.mark.parametrize(
    "script",
    [
        "ANALYZE",
        "VACUUM",
        "REINDEX",
        "INSERT INTO articles_fts (articles_fts) VALUES ('optimize')",
        "INSERT INTO terms_fts (terms_fts) VALUES ('rebuild')",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA page_size = 8192; VACUUM",
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(replace(sql, '  ', ' '), ' (', '(')"
            " WHERE type = 'table' AND name NOT LIKE '%fts%'"
        ),
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '\"', '') WHERE type = 'table'"
            " AND name LIKE '\\_sqlite%' ESCAPE '\\'"
        ),
    ],
)
def test_what_sqlite_does_to_a_file_by_itself_is_no_strangers_work(
    project: Project, story: Article, script: str
) -> None:
    project.close()
    _change(project.path, script)
    with closing(open_project(project.path)) as after:
        add_annotation(after, story.id, "claim", 0, 8) if after.annotator else None
        assert after.database.number("SELECT count(*) FROM articles") == 1


def test_a_file_says_that_it_is_ours_and_is_not(tmp_path: Path) -> None:
    path = tmp_path / "enemy.claimdesk"
    for version in (0, 1, USER_VERSION, -1, -(2**31)):
        _change(path, f"PRAGMA application_id = {0x436C6D64}; PRAGMA user_version = {version}")
        with pytest.raises(ProjectUnavailable):
            open_project(path)


def _versions() -> dict[int, list[tuple[str, str, str, str]]]:
    """What the migrations make, version by version."""
    found = {}
    for version in range(1, USER_VERSION + 1):
        made, number = (earlier, version) if version < FIRST_VERSION else (migrations, version - FIRST_VERSION + 1)
        with closing(sqlite3.connect(":memory:")) as connection:
            database = sqlite_utils.Database(connection)
            names = [step.name for step in made.pending(database)]
            made.apply(database, stop_before=names[number : number + 1])
            found[version] = connection.execute(SCHEMA).fetchall()
    return found


def test_the_table_of_objects_is_what_the_migrations_make() -> None:
    made: dict[tuple[str, str, str], list[int]] = {}
    versions = _versions()
    for version, found in versions.items():
        for kind, name, table, sql in found:
            if sql and not name.startswith("sqlite_"):
                code = "-" if SHADOW.fullmatch(name) else digest(kind, table, sql)
                made.setdefault((kind, name, code), []).append(version)
    objects = {
        Object(kind, name, when[0], LATEST if when[-1] == USER_VERSION else when[-1], code)
        for (kind, name, code), when in made.items()
    }
    assert objects - set(OBJECTS) == set(), "add these to schema_objects.py"
    assert set(OBJECTS) - objects == set(), "these are not made: take them out, or correct their last version"
    assert whole(versions[USER_VERSION]) == WHOLE, "put this into WHOLE in schema_objects.py"


def test_sql_is_compared_without_its_blanks_and_needless_quotes_and_with_all_the_rest() -> None:
    assert plain('CREATE  TABLE "a"\n(b)') == plain("CREATE TABLE a ( b )")
    assert plain("SELECT 'a b'") != plain("SELECT 'a  b'")
    assert plain("SELECT 'a'") != plain('SELECT "a"')
    assert plain('SELECT "true"') != plain("SELECT true")
    assert plain("SELECT [a b]") != plain("SELECT a b")


@pytest.mark.parametrize(("readonly", "since"), [(True, (3, 41)), (False, (3, 44))])
def test_a_schema_is_not_trusted_where_sqlite_can_do_without(
    project: Project, story: Article, readonly: bool, since: tuple[int, int]
) -> None:
    """SECURITY.md names these versions."""
    add_annotation(project, story.id, "claim", 0, 8)
    with closing(open_project(project.path, readonly=readonly)) as again:
        trusted = again.database.number("PRAGMA trusted_schema")
        assert trusted == (sqlite3.sqlite_version_info < since)
        assert [mark.quote for mark in annotations_of(again, story.id)] == [story.text[:8]]
