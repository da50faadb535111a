"""The index of terms says what is in the file, whatever is done and undone."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.changes import Kind, Op
from annotations.errors import ClaimdeskError
from annotations.model import Article, Link
from annotations.operations.annotating import (
    add_annotation,
    annotations_of,
    delete_annotation,
    set_field,
    set_label,
    set_link,
)
from annotations.operations.progress import set_status
from annotations.project import Project
from annotations.store.index_checks import misfits

SPANS = [(start, start + 3) for start in range(0, 12, 3)]


def _add_entity(project: Project, story: Article, number: int) -> None:
    add_annotation(project, story.id, "entity", *SPANS[number], ("PERSON", "ORG")[number % 2])


def _add_claim(project: Project, story: Article, number: int) -> None:
    fields = {"stance": "oppose", "disputed": True}
    add_annotation(project, story.id, "claim", *SPANS[number], fields=fields, links={"claimer": Link("Ana")})


def _change(project: Project, story: Article, number: int) -> None:
    marks = [mark for mark in annotations_of(project, story.id) if mark.layer == "claim"]
    if marks:
        mark = marks[number % len(marks)].id
        set_field(project, mark, "stance", ("support", "oppose", None)[number % 3])
        set_link(project, mark, "claimer", (Link("Ben"), Link("Ana"), None)[number % 3])


def _relabel(project: Project, story: Article, number: int) -> None:
    for mark in annotations_of(project, story.id)[number : number + 1]:
        set_label(project, mark.id, "GPE")


def _delete(project: Project, story: Article, number: int) -> None:
    for mark in annotations_of(project, story.id)[number : number + 1]:
        delete_annotation(project, mark.id)


def _status(project: Project, story: Article, number: int) -> None:
    set_status(project, story.id, ("todo", "done", "skip")[number % 3])


def _undo(project: Project, story: Article, number: int) -> None:
    project.undo()


def _redo(project: Project, story: Article, number: int) -> None:
    project.redo()


ACTIONS = st.sampled_from((_add_entity, _add_claim, _change, _relabel, _delete, _status, _undo, _redo))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ACTIONS, st.integers(0, 3)), max_size=12))
def test_the_index_follows_every_action(project: Project, story: Article, actions) -> None:
    for act, number in actions:
        try:
            act(project, story, number)
        except ClaimdeskError:
            continue
    assert list(misfits(project.database)) == []
    kept = project.database.number("SELECT count(*) FROM annotation_terms WHERE bits = 0")
    assert kept == 0


def test_an_index_that_does_not_fit_is_told(project: Project, story: Article) -> None:
    _add_claim(project, story, 0)
    project.database.connection.execute(
        "DELETE FROM annotation_terms WHERE term = (SELECT max(term) FROM annotation_terms)"
    )
    project.database.connection.execute("UPDATE article_terms SET bits = 6 WHERE bits = 2")
    assert len(list(misfits(project.database))) == 2


def test_rejected_annotations_say_nothing_and_long_values_are_cut(project: Project, story: Article) -> None:
    add_annotation(project, story.id, "document", fields={"event": "x" * 300})
    assert project.database.number("SELECT max(length(value)) FROM terms") == 200
    (mark,) = annotations_of(project, story.id)
    said = project.database.number("SELECT count(*) FROM annotation_terms")
    for verdict, count in (("rejected", 0), ("accepted", said)):
        values = {"verdict": verdict}
        project.transact(Op.REJECT, lambda journal, values=values: journal.update(Kind.ANNOTATION, mark.id, values))
        assert project.database.number("SELECT count(*) FROM annotation_terms") == count
    assert list(misfits(project.database)) == []
