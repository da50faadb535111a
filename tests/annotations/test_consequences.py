"""What actions do to other marks than the one they name, and what marking an article done leaves undecided."""

import pytest

from annotations.changes import Effects
from annotations.model import Annotation, AnnotationId, Article, Link, Suggestion
from annotations.operations.annotating import (
    add_annotation,
    annotation,
    delete_annotation,
    move_annotation,
    set_label,
    set_link,
)
from annotations.operations.annotators import act_as
from annotations.operations.highlighting import save_suggestions
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import outcome, set_status
from annotations.operations.suggestions import accept_suggestion, displaced_by
from annotations.project import Project


def suggest(project: Project, story: Article, name: str, *found: tuple[str, str, str]) -> None:
    """Let a machine suggest words in layers, with labels; Ana acts again afterwards."""
    places = [(layer, story.text.index(words), words, label) for layer, words, label in found]
    made = [Suggestion(layer, start, start + len(words), label) for layer, start, words, label in places]
    save_suggestions(project, act_as(project, name, "machine", "1"), [(story, made)])
    act_as(project, "Ana")


def test_an_action_says_how_many_marks_it_affected(project: Project, story: Article) -> None:
    suggest(project, story, "rules", ("entity", "Ana Ruiz", "PERSON"), ("entity", "Peru", "GPE"))
    first, second = open_suggestions(project, story.id)
    assert accept_suggestion(project, first).effects == Effects()
    made = Annotation(AnnotationId(""), story.id, project.acting, "entity", first.start, second.end, label="EVENT")
    under = displaced_by(project, made)
    assert (len(under.own), under.suggested) == (1, (second,))
    changes = add_annotation(project, story.id, "entity", first.start, second.end, "EVENT")
    assert changes.effects == Effects(refused=1, withdrawn=1)
    assert annotation(project, changes.added[0]).label == "EVENT"
    assert displaced_by(project, annotation(project, changes.added[0])) == ((), ())
    assert project.undo().effects == Effects(removed=2)


def test_layers_whose_marks_may_overlap_displace_nothing(project: Project, story: Article) -> None:
    add_annotation(project, story.id, "claim", 0, 20)
    made = Annotation(AnnotationId(""), story.id, project.acting, "claim", 0, 20)
    assert displaced_by(project, made) == ((), ())


def test_deleting_what_is_linked_to_counts_the_links(project: Project, story: Article) -> None:
    name = add_annotation(project, story.id, "entity", 0, 8, "PERSON").added[0]
    for end in (20, 30):
        claim = add_annotation(project, story.id, "claim", 0, end).added[0]
        set_link(project, claim, "claimer", Link("", name))
    assert delete_annotation(project, name).effects == Effects(removed=1, changed=2, unlinked=2)


def test_marking_an_article_done_says_what_it_confirmed_and_left(project: Project, story: Article) -> None:
    suggest(project, story, "rules", ("entity", "Ana Ruiz", "PERSON"), ("entity", "Peru", "GPE"))
    suggest(project, story, "claims", ("claim", "Peru “closed” the border", ""))
    accept_suggestion(project, open_suggestions(project, story.id)[-1])
    changes = set_status(project, story.id, "done")
    assert outcome(project, story.id, changes) == ({"entity": 1}, {"claim": 1})
    assert outcome(project, story.id, set_status(project, story.id, "done")) == ({}, {"claim": 1})


@pytest.mark.parametrize("change", ["label", "same label", "move"])
def test_a_confirmed_mark_that_is_worked_on_is_decided_on(project: Project, story: Article, change: str) -> None:
    suggest(project, story, "rules", ("entity", "Lima", "GPE"))
    (mark,) = set_status(project, story.id, "done").added
    assert annotation(project, mark).how == "implicit"
    if change == "move":
        start = annotation(project, mark).start
        move_annotation(project, mark, start, start + 3)
    else:
        set_label(project, mark, "GPE" if change == "same label" else "ORG")
    assert (annotation(project, mark).how, annotation(project, mark).verdict) == ("", "accepted")
    project.undo()
    assert annotation(project, mark).how == "implicit"
