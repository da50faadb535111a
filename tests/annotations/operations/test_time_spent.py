from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.changes import Op
from annotations.exchange import jsonl
from annotations.importing import import_records
from annotations.merging import merge_files
from annotations.model import AnnotationId, Article
from annotations.operations.annotating import add_annotation, annotation, delete_annotation, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import article
from annotations.operations.exporting import records
from annotations.operations.progress import progress_of, set_status
from annotations.operations.statistics import statistics
from annotations.operations.time_spent import add_time
from annotations.project import Project, open_project


def spent(project: Project, story: Article) -> float:
    return progress_of(project, story.id, project.acting).seconds


@pytest.fixture
def claim(project: Project, story: Article) -> AnnotationId:
    return add_annotation(project, story.id, "claim", 0, 8).added[0]


def test_time_adds_up_on_the_article_and_on_marks(project: Project, story: Article, claim: AnnotationId) -> None:
    add_time(project, story.id, 10.5, {claim: 4.25})
    changes = add_time(project, story.id, 2, {claim: 1.5, AnnotationId("gone"): 1})
    assert changes.op is Op.SPEND_TIME
    assert (spent(project, story), annotation(project, claim).seconds) == (12.5, 5.75)


def test_time_is_not_undone_and_stands_in_nobodys_way(project: Project, story: Article, claim: AnnotationId) -> None:
    set_field(project, claim, "stance", "oppose")
    updated = annotation(project, claim).updated
    add_time(project, story.id, 10, {claim: 4})
    assert annotation(project, claim).updated == updated
    assert project.undo_detail == "set Stance: Oppose"
    project.undo()
    assert "stance" not in annotation(project, claim).fields
    add_time(project, story.id, 5, {claim: 1})
    project.redo()
    found = annotation(project, claim)
    assert (found.fields["stance"], found.seconds, spent(project, story)) == ("oppose", 5, 15)


def test_what_is_deleted_and_comes_back_has_its_time_still(project: Project, story: Article, claim) -> None:
    add_time(project, story.id, 10, {claim: 4})
    delete_annotation(project, claim)
    project.undo()
    assert annotation(project, claim).seconds == 4


@pytest.mark.parametrize("time_first", [True, False])
def test_undoing_a_status_keeps_the_time(project: Project, story: Article, time_first: bool) -> None:
    steps = [lambda: set_status(project, story.id, "skip"), lambda: add_time(project, story.id, 10)]
    for step in reversed(steps) if time_first else steps:
        step()
    project.undo()
    assert progress_of(project, story.id, project.acting)[2:] == ("todo", 10)
    project.redo()
    assert progress_of(project, story.id, project.acting)[2:] == ("skip", 10)


def test_other_peoples_marks_get_no_time(project: Project, story: Article, claim: AnnotationId) -> None:
    act_as(project, "Ben")
    add_time(project, story.id, 3, {claim: 3})
    assert (spent(project, story), annotation(project, claim).seconds) == (3, 0)


def test_time_is_exported_imported_and_counted(
    new_project: Callable[[str], Project], project: Project, story: Article, claim: AnnotationId, tmp_path: Path
) -> None:
    add_time(project, story.id, 10.5, {claim: 4})
    assert statistics(project)["annotators"][0]["seconds"] == {"articles": 10.5, "annotations": {"claim": 4.0}}
    jsonl.write(tmp_path / "out.jsonl", records(project))
    other = new_project("other")
    import_records(other, jsonl.read(tmp_path / "out.jsonl"), strict=True)
    assert (spent(other, story), annotation(other, claim).seconds) == (10.5, 4)
    act_as(other, "Ana")
    other.annotator = None
    assert article(other, story.id) == story


def test_looking_at_an_article_does_not_keep_it_from_being_taken_out_again(project: Project, story: Article) -> None:
    add_time(project, story.id, 30)
    project.undo()
    assert project.database.rows("SELECT id FROM articles") == []
    project.redo()
    assert spent(project, story) == 30


def test_time_does_not_make_an_older_answer_the_newer_one_when_files_are_merged(
    project: Project, story: Article, claim: AnnotationId, tmp_path: Path
) -> None:
    set_field(project, claim, "stance", "oppose")
    project.save_open_as(tmp_path / "copy.claimdesk")
    with closing(open_project(tmp_path / "copy.claimdesk")) as other:
        act_as(other, "Ana")
        set_field(other, claim, "stance", "support")
    add_time(project, story.id, 10, {claim: 5})
    merge_files(project, [tmp_path / "copy.claimdesk"])
    assert annotation(project, claim).fields["stance"] == "support"
