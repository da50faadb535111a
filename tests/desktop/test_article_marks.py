"""Marks that follow changes row by row are those that reading everything gives, at the price of one statement."""

import random

import pytest

from annotations.changes import Changes
from annotations.errors import ClaimdeskError
from annotations.model import ArticleId, Link, Suggestion
from annotations.operations.annotating import (
    add_annotation,
    delete_annotation,
    move_annotation,
    set_field,
    set_label,
    set_link,
)
from annotations.operations.annotators import add_annotator
from annotations.operations.articles import article
from annotations.operations.highlighting import save_suggestions
from annotations.operations.name_groups import join_names
from annotations.operations.progress import set_status
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project
from desktop.article_marks import ArticleMarks
from desktop.session import Session

PORT = ArticleId("port")
LABELS = ("PERSON", "ORG", "GPE")


def read(project: Project) -> ArticleMarks:
    made = ArticleMarks(lambda annotation, maker: maker, "gold")
    made.read(project, PORT)
    return made


def shown(marks: ArticleMarks) -> tuple[object, ...]:
    """All that is shown; marks on the very same words may stand in either order."""
    return sorted((mark._replace(number=0) for mark in marks.marks), key=str), marks.gold, marks.document, marks.status


def machine(project: Project, name: str, dice: random.Random, layer: str = "entity") -> None:
    text = article(project, PORT)
    words = [n for n, letter in enumerate(text.text[:-10]) if letter.isalpha() and not text.text[n - 1].isalpha()]
    starts = sorted(dice.sample(words, 10))
    found = [
        Suggestion(layer, start, start + dice.randrange(2, 9), dice.choice(LABELS) if layer == "entity" else "")
        for start in starts
    ]
    save_suggestions(project, add_annotator(project, name, "machine", "1"), [(text, found)])


def step(project: Project, marks: ArticleMarks, dice: random.Random) -> Changes:
    """Do something at random, as an analyst does."""
    own = [mark for mark in marks.marks if not mark.suggested]
    suggested = [mark for mark in marks.marks if mark.suggested]
    start = dice.randrange(0, 150)
    acts = [
        lambda: add_annotation(project, PORT, "entity", start, start + dice.randrange(1, 20), dice.choice(LABELS)),
        lambda: add_annotation(project, PORT, "claim", start, start + dice.randrange(1, 40)),
        lambda: accept_suggestion(project, dice.choice(suggested).annotation),
        lambda: reject_suggestion(project, dice.choice(suggested).annotation),
        lambda: delete_annotation(project, dice.choice(own).id),
        lambda: move_annotation(project, dice.choice(own).id, start, start + 9),
        lambda: set_label(project, dice.choice(own).id, dice.choice(LABELS)),
        lambda: set_field(project, dice.choice(own).id, "stance", "oppose"),
        lambda: set_link(project, dice.choice(own).id, "target", Link("", dice.choice(own).id)),
        lambda: join_names(project, dice.choice(own).id, "Ida Lund"),
        lambda: add_annotation(project, PORT, "document", fields={"unsure": True}),
        lambda: add_annotation(project, PORT, "boilerplate", start, start + 30, "nav"),
        lambda: set_status(project, PORT, dice.choice(("done", "todo", "skip"))),
        project.undo,
        project.undo,
        project.redo,
    ]
    return dice.choice(acts)()


@pytest.mark.parametrize("seed", range(6))
def test_what_follows_changes_is_what_reading_gives(project: Project, seed: int) -> None:
    dice = random.Random(seed)
    machine(project, "other", dice)
    machine(project, "claims", dice, "claim")
    marks, done = read(project), 0
    for _ in range(70):
        try:
            changes = step(project, marks, dice)
        except (ClaimdeskError, IndexError):
            continue
        marks.follow(project, PORT, changes)
        done += 1
        assert shown(marks) == shown(read(project))
        assert [mark.number for mark in marks.marks if mark.layer.style == "bar"] == [
            *range(1, 1 + sum(mark.layer.style == "bar" for mark in marks.marks))
        ]
        assert marks.marks == sorted(marks.marks, key=lambda mark: (mark.start, -mark.end))
        assert all(marks.mark(mark.id) is mark for mark in marks.marks)
    assert done > 20


def test_a_tag_is_followed_without_reading_anything(session: Session) -> None:
    project = session.project
    added = add_annotation(project, PORT, "claim", 20, 60)
    marks, said = read(project), list[str]()
    changes = set_field(project, added.added[0], "stance", "oppose")
    project.database.connection.set_trace_callback(said.append)
    marks.follow(project, PORT, changes)
    project.database.connection.set_trace_callback(None)
    assert said == []
    assert marks.mark(added.added[0]).annotation.fields["stance"] == "oppose"


def test_marks_that_did_not_change_are_the_same_objects(project: Project) -> None:
    marks = read(project)
    before = {mark.id: mark for mark in marks.marks}
    changes = accept_suggestion(project, marks.marks[1].annotation)
    marks.follow(project, PORT, changes)
    same = [mark for mark in marks.marks if before.get(mark.id) is mark]
    assert len(same) == len(before) - 1
