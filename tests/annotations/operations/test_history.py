import pytest

from annotations.changes import Op
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import (
    add_annotation,
    annotations_of,
    delete_annotation,
    set_field,
    set_label,
    set_link,
)
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.checking import findings
from annotations.operations.highlighting import save_suggestions
from annotations.operations.history import Entry, difference, history_of, restore_article, state_after
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import progress_of, set_status
from annotations.operations.suggestions import accept_suggestion
from annotations.operations.time_spent import add_time
from annotations.project import Project


def own(project: Project, story: Article) -> list[Annotation]:
    return [mark for mark in annotations_of(project, story.id) if mark.annotator == project.acting]


def latest(project: Project, story: Article) -> Entry:
    return history_of(project, story.id)[0]


def words(project: Project, *chosen: ArticleId) -> list[str]:
    return [entry.words for entry in history_of(project, *chosen)]


def test_the_history_says_what_was_done_by_whom_and_when_the_latest_first(project: Project, story: Article) -> None:
    claim = add_annotation(project, story.id, "claim", 0, 8).added[0]
    set_field(project, claim, "stance", "oppose")
    add_time(project, story.id, 5)
    project.undo()
    undoing, stance, mark, added = history_of(project, story.id)
    assert (undoing.words, stance.words, mark.words) == (
        "undo Stance: Oppose", "set Stance: Oppose", "mark Claims “Minister”",
    )  # fmt: skip
    assert (stance.undone, mark.undone, mark.who, mark.own) == (True, False, "Ana", True)
    assert (added.op, added.at <= mark.at <= stance.at <= undoing.at) == (Op.ADD_ARTICLES, True)


def test_other_articles_are_left_out_unless_all_are_asked_for(project: Project, story: Article) -> None:
    add_articles(project, [Article(ArticleId("other"), text="Another one.")])
    add_annotation(project, ArticleId("other"), "claim", 0, 7)
    set_status(project, story.id, "skip")
    assert [one.op for one in history_of(project, story.id)] == [Op.SET_STATUS, Op.ADD_ARTICLES]
    assert words(project)[:2] == ["mark article skip", "mark Claims “Another”"]


def test_the_history_comes_by_the_page(project: Project, story: Article) -> None:
    for number in range(5):
        add_annotation(project, story.id, "claim", number, number + 3)
    everything = history_of(project, story.id)
    first = history_of(project, story.id, limit=4)
    assert first + history_of(project, story.id, before=first[-1].step) == everything


def test_what_others_do_is_named_but_not_told(project: Project, story: Article) -> None:
    act_as(project, "Ben")
    add_annotation(project, story.id, "claim", 0, 8)
    act_as(project, "Ana")
    assert (latest(project, story).who, latest(project, story).words, latest(project, story).own) == ("Ben", "", False)


def test_an_earlier_state_is_seen_and_gone_back_to_in_one_step(project: Project, story: Article) -> None:
    claim = add_annotation(project, story.id, "claim", 0, 8).added[0]
    set_field(project, claim, "stance", "oppose")
    name = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    set_link(project, claim, "claimer", Link("", name))
    then, moment = own(project, story), latest(project, story).change
    delete_annotation(project, name)
    set_field(project, claim, "stance", "support")
    later = add_annotation(project, story.id, "entity", 38, 42, "GPE").added[0]
    set_status(project, story.id, "skip")
    now = own(project, story)

    assert state_after(project, story.id, moment) == then
    back, changed, gone, status = difference(project, story.id, moment)
    assert status == "todo"
    assert ([m.id for m in back], [m.id for m in changed], [m.id for m in gone]) == ([name], [claim], [later])
    restore_article(project, story.id, moment)
    assert own(project, story) == then
    assert progress_of(project, story.id, project.acting).status == "todo"
    assert difference(project, story.id, moment) == ((), (), (), None)
    assert project.undo_detail is not None
    assert project.undo_detail.startswith("go back to 20")
    project.undo()
    assert own(project, story) == now
    assert progress_of(project, story.id, project.acting).status == "skip"
    assert list(findings(project)) == []


def test_the_state_before_everything_is_an_empty_article(project: Project, story: Article) -> None:
    moment = latest(project, story).change
    add_annotation(project, story.id, "claim", 0, 8)
    add_time(project, story.id, 5)
    restore_article(project, story.id, moment)
    assert own(project, story) == []
    assert progress_of(project, story.id, project.acting)[2:] == ("todo", 5)


def test_going_back_leaves_what_others_did_and_the_time(project: Project, story: Article) -> None:
    claim = add_annotation(project, story.id, "claim", 0, 8).added[0]
    moment = latest(project, story).change
    act_as(project, "Ben")
    theirs = add_annotation(project, story.id, "claim", 0, 8).added[0]
    act_as(project, "Ana")
    set_field(project, claim, "stance", "oppose")
    add_time(project, story.id, 9, {claim: 7})
    restore_article(project, story.id, moment)
    assert [(m.id, dict(m.fields).get("stance"), m.seconds) for m in own(project, story)] == [(claim, None, 7)]
    assert theirs in [mark.id for mark in annotations_of(project, story.id)]


def test_a_link_to_a_suggestion_that_is_gone_keeps_its_words(project: Project, story: Article) -> None:
    person = project.annotator
    machine = act_as(project, "rules", "machine", "1")
    project.annotator = person
    save_suggestions(project, machine, [(story, [Suggestion("entity", 9, 17, "PERSON")])])
    (suggestion,) = open_suggestions(project, story.id)
    claim = add_annotation(project, story.id, "claim", 0, 8).added[0]
    set_link(project, claim, "claimer", Link("", suggestion.id))
    moment = latest(project, story).change
    accept_suggestion(project, suggestion)
    restore_article(project, story.id, moment)
    (mark,) = own(project, story)
    assert mark.links["claimer"].annotation == suggestion.id
    assert list(findings(project)) == []


def test_a_state_that_the_scheme_no_longer_allows_is_refused(project: Project, story: Article) -> None:
    name = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    moment = latest(project, story).change
    set_label(project, name, "ORG")
    layer = project.scheme.layer("entity")
    without = layer._replace(labels=tuple(label for label in layer.labels if label.name != "PERSON"))
    layers = tuple(without if one == layer else one for one in project.scheme.layers)
    project.scheme = project.scheme._replace(layers=layers)
    with pytest.raises(ClaimdeskError, match="cannot be restored that far back"):
        restore_article(project, story.id, moment)
    assert own(project, story)[0].label == "ORG"


def test_undo_can_be_limited_to_the_latest_actions(project: Project, story: Article) -> None:
    for number in range(4):
        add_annotation(project, story.id, "claim", number, number + 3)
    project.undo_limit = 2
    project.undo()
    project.undo()
    assert project.undo_detail is None
    with pytest.raises(ClaimdeskError, match="nothing to undo"):
        project.undo()
    assert len(own(project, story)) == 2
    project.redo()
    assert project.undo_detail is not None
    project.undo_limit = 0
    assert len([project.undo() for _ in range(3)]) == 3
    assert own(project, story) == []


def test_the_history_of_an_article_is_found_by_the_index(project: Project, story: Article) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT step FROM changes WHERE article = ? AND kind <> 'problems'"
    (plan,) = project.database.rows(sql, (1,))
    assert "changes_of_article" in plan[3]
