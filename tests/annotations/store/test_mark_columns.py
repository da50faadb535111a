"""Many annotations are inserted in another way than a few, and nothing in the file shows which way it was."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.changes import Changes, Kind, Op
from annotations.model import Annotation, AnnotationId, Article, ArticleId, Link
from annotations.operations.articles import add_articles
from annotations.project import Project
from annotations.store import annotations as store
from annotations.store.index_checks import misfits
from annotations.store.journal import Journal

TEXT = "The quay 🚢 is open,\x00 said Ana Ruiz of Łódź. É is not É."
TIMES = st.sampled_from(["", "2026-01-31T12:00:00.000Z", "2026-01-31T12:00:00.001Z", "2026-01-31 noon", "1969-12-31"])
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda span: span[0] < span[1])
VALUES = st.sampled_from(["oppose", True, False, 1.5, 2, "é"])
LINKS = st.builds(Link, st.sampled_from(["Ana", "“x”"]), st.sampled_from([None, "abc", "0" * 32]))


@st.composite
def marks(draw: st.DrawFn) -> Annotation:
    start, end = draw(st.one_of(SPANS, st.just((None, None))))
    quote = "" if start is None else TEXT[start:end]
    return Annotation(
        AnnotationId(draw(st.uuids().map(lambda one: one.hex) | st.uuids().map(str))), ArticleId("a"),
        draw(st.just("")), draw(st.sampled_from(["entity", "claim"])), start, end,
        draw(st.sampled_from([quote, quote, "something else"])), draw(st.sampled_from(["", "PERSON"])),
        draw(st.dictionaries(st.sampled_from(["stance", "x"]), VALUES)),
        draw(st.dictionaries(st.just("claimer"), LINKS)), draw(st.sampled_from([None, "accepted", "rejected"])),
        draw(st.sampled_from(["", "implicit"])), draw(st.sampled_from([None, "a0" * 16, "elsewhere"])),
        draw(st.sampled_from([None, 0.5, 1])), draw(TIMES), draw(TIMES), draw(st.sampled_from([0.0, 2.5])),
    )  # fmt: skip


def _written(project: Project, name: str, found: list[Annotation], at_once: int) -> tuple[list[Any], Changes]:
    add_articles(project, [Article(id=ArticleId(name), text=f"{TEXT} {name}")])
    own = [mark._replace(id=AnnotationId(f"{name} {n}") if n % 2 else mark.id, article=ArticleId(name),
                         annotator=project.acting) for n, mark in enumerate(found)]  # fmt: skip

    def write(journal: Journal) -> None:
        journal.at = "2026-05-01T00:00:00.000Z"
        for begin in range(0, len(own), at_once):
            store.insert(journal, *own[begin : begin + at_once])

    changes = project.transact(Op.IMPORT, write, "")
    columns = 'layer, start, "end", words, label, fields, links, verdict, how, derived_from, score, created, updated'
    sql = f"SELECT {columns}, seconds FROM annotations WHERE article = ?"
    # Some come back under the number that they had: their order differs.
    rows = sorted(map(repr, project.database.rows(sql, (project.database.numbers.article(name),))))
    for mark in own:
        project.transact(Op.IMPORT, lambda journal, mark=mark: store.delete(journal, mark.id), "")
    return rows, changes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(marks(), min_size=4, max_size=9, unique_by=lambda mark: mark.id))
def test_one_by_one_and_all_at_once_are_the_same(new_project: Callable[[str], Project], found: list[Annotation]):
    project = new_project(uuid4().hex)
    one, few = _written(project, "one", found, 1)
    every, many = _written(project, "all", found, len(found))
    assert one == every
    assert few.effects == many.effects
    assert [len(few.added), len(few.touched[Kind.ANNOTATION])] == [len(many.added), len(many.touched[Kind.ANNOTATION])]
    assert list(misfits(project.database)) == []
    project.close()
