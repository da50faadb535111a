"""A file gives the disk back what it no longer needs, and says the same as before."""

from collections.abc import Callable
from contextlib import closing

import pytest

from annotations.errors import ProjectUnavailable
from annotations.exchange.jsonl import line
from annotations.model import Article, ArticleId
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.checking import findings
from annotations.operations.exporting import records
from annotations.operations.history import history_of
from annotations.operations.queue import QueueFilter, queue_numbers
from annotations.project import Project, open_project
from annotations.store import compacting

LONG = "“We will keep the bridge open,” said the mayor. "


def _said(project: Project) -> tuple[object, ...]:
    exported = [line(record) for record in records(project)]
    return exported, history_of(project), [*queue_numbers(project, QueueFilter(words="bridge"))]


def _with_room(project: Project) -> None:
    """Leave free pages in a file: articles that were added and taken away with nothing to remember."""
    add_articles(project, [Article(id=ArticleId(f"a{n}"), text=f"{LONG * 40} {n}") for n in range(20)])
    project.database.connection.execute("CREATE TABLE ballast AS SELECT hex(randomblob(2000000)) AS content")
    project.database.connection.execute("DROP TABLE ballast")


def test_it_is_smaller_and_says_the_same(project: Project) -> None:
    _with_room(project)
    said = _said(project)
    before, after = project.compact()
    assert after < before / 2
    assert _said(project) == said
    assert list(findings(project)) == []
    project.undo()
    assert [*queue_numbers(project, QueueFilter(words="bridge"))] == []


def test_another_window_goes_on(project: Project) -> None:
    _with_room(project)
    with closing(open_project(project.database.path)) as other:
        said = _said(other)
        project.compact()
        assert _said(other) == said
        act_as(other, "Ben")
        assert other.still_in_place()
    assert project.still_in_place()


def test_closing_does_it_where_much_is_gained(new_project: Callable[[str], Project]) -> None:
    project = new_project("roomy")
    _with_room(project)
    before = compacting.size_of(project.database)
    project.close()
    assert project.database.path.stat().st_size < before / 2


def test_closing_leaves_large_files_and_little_gain_alone(
    new_project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "_MOST", 1_000_000)
    large, full = new_project("large"), new_project("full")
    _with_room(large)
    for project in (large, full):
        before = compacting.size_of(project.database)
        project.close()
        assert project.database.path.stat().st_size == before


def test_what_can_only_be_read_is_left_as_it_is(project: Project) -> None:
    with closing(open_project(project.database.path, readonly=True)) as reader, pytest.raises(ProjectUnavailable):
        reader.compact()
