"""Fresh projects on the disk, with the default scheme, for every test of the domain."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import orjson
import pytest
import sqlite_utils

from annotations.changes import Kind
from annotations.model import Article, ArticleId
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, article
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme
from annotations.store import rewinding, rows
from annotations.store.codecs import shown_time
from annotations.store.database import APPLICATION_ID, Database
from annotations.store.earlier.migrations import migrations

SCHEME = load_scheme("news-claims")
TEXT = "Minister Ana Ruiz said on Monday that Peru “closed” the border. 😀 The embassy in Lima denied it.\nMore soon."


@pytest.fixture
def new_project(tmp_path: Path) -> Iterator[Callable[[str], Project]]:
    """Make projects by name; the person who acts in them is Ana. They are closed at the end."""
    with ExitStack() as stack:

        def make(name: str) -> Project:
            project = stack.enter_context(closing(create_project(tmp_path / f"{name}.claimdesk", SCHEME)))
            act_as(project, "Ana")
            return project

        yield make


@pytest.fixture
def project(new_project: Callable[[str], Project]) -> Project:
    return new_project("border")


@pytest.fixture
def story(project: Project) -> Article:
    """An article in the project."""
    add_articles(project, [Article(id=ArticleId("story"), text=TEXT)])
    return article(project, ArticleId("story"))


@pytest.fixture
def older(project: Project, tmp_path: Path) -> Callable[..., Path]:
    """Make a file of an older version with what is in the project."""

    def make(version: int, source: Project = project) -> Path:
        path = tmp_path / "older" / "border.claimdesk"
        path.parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            old = sqlite_utils.Database(connection)
            names = [step.name for step in migrations.pending(old)]
            migrations.apply(old, stop_before=names[version : version + 1])
            _fill(old, source.database)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version}")
            connection.commit()
            connection.execute("PRAGMA journal_mode = WAL")
        return path

    return make


@pytest.fixture
def second_window(project: Project) -> Iterator[Project]:
    """The same project opened a second time; Ben acts there."""
    with closing(open_project(project.path)) as other:
        act_as(other, "Ben")
        project.external_changes()
        yield other


def _fill(old: sqlite_utils.Database, database: Database) -> None:
    """Write what is in a project into the tables of an older version, where the history has whole rows."""
    for kind in Kind:
        if old.table(kind).exists() and "id" in old.table(kind).columns_dict:
            old.table(kind).insert_all({"number": number, **row} for number, row in rows.read(database, kind, ""))
    names = database.numbers
    for step, op, detail, by, at, state, reverses in database.rows(
        "SELECT id, op, detail, annotator, at, state, reverses FROM steps ORDER BY id"
    ):
        whose = by and names.annotator_id(by)
        row = {"op": op, "detail": detail, "annotator": whose, "at": shown_time(at), "state": state}
        old.table("steps").insert({"id": step, **row, "reverses": reverses})
    changes = [*rewinding.rewound(database, rewinding.records(database, "true", ()))][::-1]
    for number, change in enumerate(changes, 1):
        before, after = (row and orjson.dumps(row).decode() for row in (change.before, change.after))
        row = {"id": number, "step": change.step, "kind": change.kind, "row": change.row, "at": change.at}
        there = old.table("changes").columns_dict
        old.table("changes").insert({k: v for k, v in {**row, "before": before, "after": after}.items() if k in there})
