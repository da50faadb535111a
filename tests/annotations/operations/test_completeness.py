import pytest

from annotations.model import AnnotationId, Article, Link, Status, Suggestion
from annotations.operations import annotating, progress
from annotations.operations.annotating import add_annotation, annotations_of, delete_annotation, set_field, set_link
from annotations.operations.annotators import act_as
from annotations.operations.completeness import missing_among, missing_in
from annotations.operations.highlighting import save_suggestions
from annotations.operations.progress import progress_of, set_status
from annotations.operations.queue import QueueFilter, queue_counts, queue_numbers
from annotations.operations.statistics import statistics
from annotations.project import Project
from annotations.scheme import REASON

ANSWERS = {"stance": "oppose", "claim_type": "denial", "evidence": "named"}
LINKS = {"claimer": Link("AUTHOR"), "target": Link("the border")}


def status(project: Project, story: Article) -> Status:
    return progress_of(project, story.id, project.acting).status


def bare_claim(project: Project, story: Article) -> AnnotationId:
    return add_annotation(project, story.id, "claim", 0, 8).added[0]


def test_an_article_with_nothing_missing_is_done(project: Project, story: Article) -> None:
    add_annotation(project, story.id, "claim", 0, 8, fields=ANSWERS, links=LINKS)
    set_status(project, story.id, "done")
    assert (status(project, story), missing_in(project, story.id)) == ("done", [])


@pytest.mark.parametrize("wanted", ["done", "incomplete"])
def test_an_article_with_something_missing_is_incomplete(project: Project, story: Article, wanted: Status) -> None:
    bare_claim(project, story)
    set_status(project, story.id, wanted)
    assert status(project, story) == "incomplete"
    (one,) = missing_in(project, story.id)
    assert one.titles == ("Stance", "Type", "Evidence", "Speaker", "Target")
    assert one.annotation is not None
    assert one.annotation.quote == "Minister"


def test_it_is_done_as_soon_as_the_last_choice_is_made_in_one_step(project: Project, story: Article) -> None:
    claim = bare_claim(project, story)
    set_status(project, story.id, "done")
    for field, value in ANSWERS.items():
        set_field(project, claim, field, value)
    set_link(project, claim, "claimer", LINKS["claimer"])
    assert status(project, story) == "incomplete"
    set_link(project, claim, "target", LINKS["target"])
    assert status(project, story) == "done"
    project.undo()
    assert status(project, story) == "incomplete"
    assert "target" not in annotating.annotation(project, claim).links


def test_what_is_added_to_a_done_article_makes_it_incomplete_and_deleting_it_done(
    project: Project, story: Article
) -> None:
    set_status(project, story.id, "done")
    claim = bare_claim(project, story)
    assert status(project, story) == "incomplete"
    delete_annotation(project, claim)
    assert status(project, story) == "done"


def test_an_article_that_is_still_to_do_stays_so(project: Project, story: Article) -> None:
    claim = bare_claim(project, story)
    set_field(project, claim, "stance", "oppose")
    assert status(project, story) == "todo"


def test_what_is_rejected_and_what_others_marked_is_not_missing(project: Project, story: Article) -> None:
    machine = act_as(project, "claims", "machine", "1")
    save_suggestions(project, machine, [(story, [Suggestion("claim", 0, 8)])])
    act_as(project, "Ben")
    bare_claim(project, story)
    act_as(project, "Ana")
    set_status(project, story.id, "done")
    assert status(project, story) == "done"


def test_a_required_choice_of_the_article_itself_is_missing_until_it_is_made(project: Project, story: Article) -> None:
    document = project.scheme.layer("document")
    asked = document._replace(fields=tuple(f._replace(default=None) for f in document.fields))
    scheme = project.scheme._replace(layers=(asked,))
    assert [(one.annotation, one.titles) for one in missing_among(scheme, [])] == [(None, ("Noise",))]


def test_the_queue_and_the_figures_know_what_is_incomplete(project: Project, story: Article) -> None:
    bare_claim(project, story)
    set_status(project, story.id, "done")
    assert queue_counts(project) == (1, 0, 0, 1)
    assert len(queue_numbers(project, QueueFilter("incomplete"))) == 1
    assert len(queue_numbers(project, QueueFilter(words="status:incomplete"))) == 1
    assert len(queue_numbers(project, QueueFilter("done"))) == 0
    assert statistics(project)["annotators"][0]["articles"] == {"incomplete": 1}


def test_skipping_keeps_the_reason_in_one_step_until_the_article_is_taken_up_again(
    project: Project, story: Article
) -> None:
    set_status(project, story.id, "skip", "no text")
    (said,) = annotations_of(project, story.id)
    assert (status(project, story), said.fields[REASON]) == ("skip", "no text")
    assert project.undo_detail == "mark article skip: no text"
    project.undo()
    assert (status(project, story), annotations_of(project, story.id)) == ("todo", [])
    project.redo()
    progress.set_status(project, story.id, "todo")
    (said,) = annotations_of(project, story.id)
    assert REASON not in said.fields
