"""The journal: what is kept of each action, and how it is taken back."""

from collections.abc import Callable

import pytest

from annotations.changes import Changes, Kind, Op
from annotations.errors import ClaimdeskError, NotFound
from annotations.model import Annotation, AnnotationId, Article, ArticleId
from annotations.operations.annotating import (
    add_annotation,
    annotation,
    annotations_among,
    annotations_of,
    delete_annotation,
    set_field,
    set_label,
)
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, articles
from annotations.operations.progress import set_status
from annotations.project import Project, open_project
from annotations.store import rewinding
from annotations.store.journal import Journal


def test_an_action_keeps_who_did_what_when_and_the_rows_before_and_after(project: Project, story: Article) -> None:
    mark = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    set_label(project, mark, "ORG")
    database = project.database
    assert database.rows("SELECT op, detail, annotator, state FROM steps ORDER BY id DESC LIMIT 1") == [
        ("set_label", "ORG", database.numbers.annotator(project.acting), "done")
    ]
    change = next(rewinding.rewound(database, rewinding.records(database, "true", ())))
    assert change.before
    assert change.after
    assert (change.before["label"], change.after["label"], change.row) == ("PERSON", "ORG", mark)
    (record,) = rewinding.records(database, "id = ?", (change.id,))
    ((number, old),) = record.images()
    assert old.keys() <= {"label", "updated"}


def test_the_text_of_an_article_is_not_kept_twice(project: Project, story: Article) -> None:
    assert project.database.rows("SELECT what, before FROM changes WHERE kind = 'articles'") == [("insert", None)]
    project.undo()
    project.redo()
    assert [found.text for found in articles(project)] == [story.text]


def test_undo_and_redo_say_what_they_will_do_and_did(project: Project, story: Article) -> None:
    add_annotation(project, story.id, "entity", 9, 17, "PERSON")
    assert project.undo_detail == "mark PERSON “Ana Ruiz”"
    undone = project.undo()
    assert (undone.op, undone.detail, undone.articles) == (Op.UNDO, "PERSON “Ana Ruiz”", {story.id})
    assert project.redo_detail == "mark PERSON “Ana Ruiz”"
    assert project.redo().op is Op.REDO
    assert project.redo_detail is None


def test_with_nothing_to_undo_or_redo_it_says_so(project: Project) -> None:
    with pytest.raises(ClaimdeskError, match="nothing to undo"):
        project.undo()
    with pytest.raises(ClaimdeskError, match="nothing to redo"):
        project.redo()


def test_undo_goes_on_after_closing_and_opening_the_file(new_project: Callable[[str], Project]) -> None:
    project = new_project("kept")
    add_articles(project, [Article(ArticleId("a"), text="One.")])
    mark = add_annotation(project, ArticleId("a"), "claim", 0, 4).added[0]
    for stance in ("oppose", "support", "neutral"):
        set_field(project, mark, "stance", stance)
    project.close()
    again = open_project(project.path)
    act_as(again, "Ana")
    for expected in ("support", "oppose", None):
        again.undo()
        assert annotation(again, mark).fields.get("stance") == expected
    again.close()


def test_a_new_action_ends_what_could_be_redone(project: Project, story: Article) -> None:
    set_status(project, story.id, "done")
    project.undo()
    set_status(project, story.id, "skip")
    assert project.redo_detail is None
    project.undo()
    assert project.redo_detail == "mark article skip"


def test_an_action_that_changes_nothing_leaves_no_step(project: Project, story: Article) -> None:
    mark = add_annotation(project, story.id, "claim", 0, 8).added[0]
    set_field(project, mark, "stance", "oppose")
    project.undo()
    assert set_field(project, mark, "stance", None).step == 0
    assert project.redo_detail == "set Stance: Oppose"


def test_nobody_takes_back_what_somebody_else_did(project: Project, story: Article) -> None:
    mark = add_annotation(project, story.id, "claim", 0, 8).added[0]
    act_as(project, "Ben")
    assert project.undo_detail is None
    with pytest.raises(ClaimdeskError, match="nothing to undo"):
        project.undo()
    assert annotation(project, mark)


def test_articles_on_which_another_person_has_worked_cannot_be_undone(project: Project, story: Article) -> None:
    act_as(project, "Ben")
    mark = add_annotation(project, story.id, "claim", 0, 8).added[0]
    act_as(project, "Ana")
    with pytest.raises(ClaimdeskError, match="cannot be undone. There is work that builds on it"):
        project.undo()
    assert annotation(project, mark)
    assert [found.id for found in articles(project)] == [story.id]


def test_an_article_that_somebody_has_added_meanwhile_cannot_be_redone(project: Project, story: Article) -> None:
    project.undo()
    act_as(project, "Ben")
    add_articles(project, [story._replace(id=ArticleId("other"))])
    act_as(project, "Ana")
    with pytest.raises(ClaimdeskError, match="cannot be redone"):
        project.redo()


def test_a_row_changed_since_is_not_put_back(project: Project, story: Article) -> None:
    mark = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    project.transact(
        Op.SET_LABEL, lambda journal: journal.update(Kind.ANNOTATION, mark, {"label": "ORG"}), attributed=False
    )
    with pytest.raises(ClaimdeskError, match="changed since"):
        project.undo()
    assert annotation(project, mark).label == "ORG"


def test_an_action_that_fails_halfway_leaves_nothing(project: Project, story: Article) -> None:
    def write(journal: Journal) -> None:
        journal.update(Kind.ARTICLE, story.id, {"title": "half done"})
        journal.delete(Kind.ARTICLE, "not there")

    steps = project.database.number("SELECT count(*) FROM steps")
    with pytest.raises(NotFound):
        project.transact(Op.IMPORT, write)
    assert [found.title for found in articles(project)] == [story.title]
    assert project.database.number("SELECT count(*) FROM steps") == steps


def test_work_in_slices_is_one_step_that_ends_when_it_is_undone(project: Project, story: Article) -> None:
    def write(journal: Journal) -> None:
        journal.update(Kind.ARTICLE, story.id, {"title": f"{len(titles)}"})

    titles: list[str] = []
    step = project.transact(Op.IMPORT, write).step
    titles.append("more")
    assert project.transact(Op.IMPORT, write, step=step).step == step
    project.undo()
    assert [found.title for found in articles(project)] == [story.title]
    with pytest.raises(ClaimdeskError, match="was undone while it was still running"):
        project.transact(Op.IMPORT, write, step=step)


def test_an_id_is_never_used_again(project: Project, story: Article) -> None:
    mark = add_annotation(project, story.id, "claim", 0, 8).added[0]
    project.undo()
    other = add_annotation(project, story.id, "claim", 0, 8).added[0]
    assert mark != other
    assert [found.id for found in annotations_of(project, story.id)] == [other]


def test_the_news_of_an_action_carries_the_annotations_as_the_file_has_them(project: Project, story: Article) -> None:
    def carried(changes: Changes) -> dict[AnnotationId, Annotation | None]:
        ids = [AnnotationId(one) for one in changes.touched[Kind.ANNOTATION]]
        there = annotations_among(project, ids)
        assert changes.annotations == {one: there.get(one) for one in ids}
        return dict(changes.annotations)

    added = add_annotation(project, story.id, "claim", 9, 17)
    (mark,) = added.added
    news = [added, set_field(project, mark, "stance", "oppose")]
    assert carried(news[-1])[mark].fields["stance"] == "oppose"
    for act in (project.undo, project.undo, project.redo, project.redo, lambda: delete_annotation(project, mark)):
        carried(act())
    assert carried(project.undo())[mark] is not None
    assert carried(project.redo()) == {mark: None}


def test_what_another_window_writes_in_between_is_news_with_what_came_after(project: Project, story: Article) -> None:
    other = open_project(project.path)
    other.annotator = project.annotator
    mine = add_annotation(project, story.id, "claim", 9, 17).added[0]
    theirs = add_annotation(other, story.id, "claim", 0, 8).added[0]
    set_field(project, mine, "stance", "oppose")
    news = project.external_changes()
    assert news is not None
    assert news.touched == {Kind.ANNOTATION: {mine, theirs}}
    assert project.external_changes() is None
    set_field(project, mine, "stance", "support")
    assert project.external_changes() is None
    other.close()
