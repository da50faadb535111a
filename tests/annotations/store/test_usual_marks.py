"""Reading many annotations at once gives what reading them one by one gives, also when some are damaged."""

import sqlite3
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import ProjectDamaged
from annotations.model import Article, Link
from annotations.operations.annotating import add_annotation
from annotations.project import Project
from annotations.store import annotations as store

COLUMNS = st.sampled_from(
    ["layer", "start", "end", "words", "label", "fields", "links", "verdict", "how", "derived_from", "score", "created"]
    + ["updated", "seconds", "annotator", "id"]
)
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, "", "x", 0, 1, -1, 3, 10_000, 1.5, b"\xff", b"1" * 16, '{"stance": "oppose"}', "[", "accepted", "{}"]
    + ['{"claimer": {"text": "Ana"}}', 1_767_225_600_000, "2026-01-01"]
)


def _all(read: Any) -> Any:
    try:
        return read()
    except ProjectDamaged as error:
        return str(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(COLUMNS, VALUES, st.integers(0, 3)), max_size=3))
def test_at_once_and_one_by_one_are_the_same(
    project: Project, story: Article, damage: list[tuple[str, Any, int]]
) -> None:
    for start in (0, 5, 5, 9) if not store.annotations_of(project.database, story.id) else ():
        add_annotation(project, story.id, "claim", start, start + 9 - start // 5, links={"claimer": Link("Ana")})
    execute = project.database.connection.execute
    execute("BEGIN")
    try:
        for column, value, row in damage:
            with suppress(sqlite3.IntegrityError):  # the table itself refuses it
                execute(f'UPDATE annotations SET "{column}" = ? WHERE number % 4 = ?', (value, row))
        one = _all(lambda: store.records(project.database, story.id, store.rows_of(project.database, story.id)))
        assert _all(lambda: store.annotations_of(project.database, story.id)) == one
    finally:
        execute("ROLLBACK")
        project.database.numbers.forget()


@pytest.mark.parametrize("count", [0, 1, 60])
def test_they_come_in_reading_order(project: Project, story: Article, count: int) -> None:
    for number in range(count):
        start = (number * 7) % 40
        add_annotation(project, story.id, "claim", start, start + 1 + number % 5)
    found = store.annotations_of(project.database, story.id)
    assert len(found) == count
    assert [(mark.start, -(mark.end or 0)) for mark in found] == sorted((m.start, -(m.end or 0)) for m in found)
    assert found == store.records(project.database, story.id, store.rows_of(project.database, story.id))
