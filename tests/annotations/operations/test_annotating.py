"""Marking, moving, labelling, setting fields and links, deleting: what is kept and what is refused."""

import pytest

from annotations.errors import ClaimdeskError, NotFound, OffsetsError, SchemeError
from annotations.model import Annotation, AnnotationId, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import (
    add_annotation,
    annotation,
    annotations_of,
    copy_answers,
    delete_annotation,
    move_annotation,
    set_field,
    set_label,
    set_link,
)
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles
from annotations.operations.highlighting import save_suggestions
from annotations.operations.suggestions import accept_suggestion
from annotations.project import Project


def _mark(project: Project, article: Article, layer: str, words: str, label: str = "") -> AnnotationId:
    start = article.text.index(words)
    return add_annotation(project, article.id, layer, start, start + len(words), label).added[0]


def _quotes(project: Project, article: Article, layer: str) -> list[str]:
    return [mark.quote for mark in annotations_of(project, article.id) if mark.layer == layer]


def test_a_mark_keeps_the_words_under_it_also_after_an_emoji(project: Project, story: Article) -> None:
    mark = annotation(project, _mark(project, story, "entity", "Lima", "GPE"))
    assert (mark.quote, story.text[mark.start : mark.end]) == ("Lima", "Lima")
    assert mark.annotator == project.acting
    assert mark.created == mark.updated > "2000"


def test_a_new_mark_has_the_defaults_of_the_scheme(project: Project, story: Article) -> None:
    mark = annotation(project, _mark(project, story, "claim", "closed"))
    assert mark.fields == {"disputed": False, "certainty": "certain", "check": False}


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (5, 4), (0, 10_000), (None, 4), (0, None)])
def test_a_span_that_does_not_lie_in_the_text_is_refused(
    project: Project, story: Article, span: tuple[int | None, int | None]
) -> None:
    with pytest.raises(OffsetsError, match="does not lie inside “Minister Ana"):
        add_annotation(project, story.id, "claim", *span)
    assert annotations_of(project, story.id) == []


def test_what_the_scheme_does_not_know_is_refused(project: Project, story: Article) -> None:
    claim = _mark(project, story, "claim", "closed")
    for refused in (
        lambda: add_annotation(project, story.id, "rumour", 0, 4),
        lambda: _mark(project, story, "entity", "Lima", "TOWN"),
        lambda: set_label(project, claim, "GPE"),
        lambda: set_field(project, claim, "stance", "furious"),
        lambda: set_field(project, claim, "mood", "bad"),
        lambda: set_link(project, claim, "audience", Link("readers")),
    ):
        with pytest.raises(SchemeError):
            refused()
    assert len(annotations_of(project, story.id)) == 1


def test_a_mark_on_an_article_that_is_gone_is_refused(project: Project, story: Article) -> None:
    project.undo()
    with pytest.raises(NotFound, match="That article is no longer in the project"):
        add_annotation(project, story.id, "claim", 0, 4)


def test_somebody_elses_mark_is_not_changed(project: Project, story: Article) -> None:
    mark = _mark(project, story, "entity", "Lima", "GPE")
    act_as(project, "Ben")
    for refused in (
        lambda: delete_annotation(project, mark),
        lambda: set_label(project, mark, "LOC"),
        lambda: move_annotation(project, mark, 0, 4),
    ):
        with pytest.raises(ClaimdeskError, match="somebody else's"):
            refused()
    assert annotation(project, mark).label == "GPE"


def test_without_an_annotator_nothing_is_marked(project: Project, story: Article) -> None:
    project.annotator = None
    with pytest.raises(ClaimdeskError, match="Choose or add an annotator first"):
        add_annotation(project, story.id, "claim", 0, 4)


def test_in_a_layer_without_overlaps_a_new_mark_replaces_those_under_it(project: Project, story: Article) -> None:
    _mark(project, story, "entity", "Ana", "PERSON")
    _mark(project, story, "entity", "Ruiz said", "ORG")
    _mark(project, story, "entity", "Ana Ruiz", "PERSON")
    assert _quotes(project, story, "entity") == ["Ana Ruiz"]
    project.undo()
    assert _quotes(project, story, "entity") == ["Ana", "Ruiz said"]


def test_claims_may_overlap(project: Project, story: Article) -> None:
    _mark(project, story, "claim", "Peru “closed” the border")
    _mark(project, story, "claim", "the border")
    assert len(_quotes(project, story, "claim")) == 2


def test_links_follow_the_mark_they_lead_to(project: Project, story: Article) -> None:
    entity = _mark(project, story, "entity", "Ana", "PERSON")
    claim = _mark(project, story, "claim", "closed")
    set_link(project, claim, "claimer", Link("whatever was typed", entity))
    assert annotation(project, claim).links == {"claimer": Link("Ana", entity)}
    move_annotation(project, entity, 9, 17)
    assert annotation(project, claim).links == {"claimer": Link("Ana Ruiz", entity)}
    instead = _mark(project, story, "entity", "Minister Ana Ruiz", "PERSON")
    assert annotation(project, claim).links == {"claimer": Link("Minister Ana Ruiz", instead)}
    delete_annotation(project, instead)
    assert annotation(project, claim).links == {}


def test_a_link_takes_its_kind_from_where_it_leads(project: Project, story: Article) -> None:
    entity, claim = _mark(project, story, "entity", "Peru", "GPE"), _mark(project, story, "claim", "closed")
    reply = _mark(project, story, "claim", "denied it")
    for target, kind in ((entity, "entity"), (claim, "claim")):
        set_link(project, reply, "target", Link("", target))
        assert annotation(project, reply).links["target"].kind == kind


def test_a_link_can_be_words_or_a_constant_or_cleared(project: Project, story: Article) -> None:
    claim = _mark(project, story, "claim", "closed")
    for link in (Link("the rescue services"), Link("AUTHOR")):
        set_link(project, claim, "claimer", link)
        assert annotation(project, claim).links == {"claimer": link}
    set_link(project, claim, "claimer", None)
    assert annotation(project, claim).links == {}


def test_a_link_that_leads_nowhere_or_to_the_wrong_mark_is_refused(project: Project, story: Article) -> None:
    claim, other = _mark(project, story, "claim", "closed"), _mark(project, story, "claim", "denied")
    add_articles(project, [Article(ArticleId("far"), text="Lima is far.")])
    far = add_annotation(project, ArticleId("far"), "entity", 0, 4, "GPE").added[0]
    act_as(project, "Ben")
    bens = _mark(project, story, "entity", "Lima", "GPE")
    act_as(project, "Ana")
    wrong = (("claimer", AnnotationId("none")), ("claimer", far), ("claimer", bens), ("claimer", other))
    for role, target in (*wrong, ("target", claim)):
        with pytest.raises(ClaimdeskError):
            set_link(project, claim, role, Link("", target))
    assert annotation(project, claim).links == {}


def test_a_field_is_set_and_cleared(project: Project, story: Article) -> None:
    claim = _mark(project, story, "claim", "closed")
    assert set_field(project, claim, "disputed", value=True).detail == "Disputed: yes"
    assert set_field(project, claim, "stance", "oppose").detail == "Stance: Oppose"
    assert set_field(project, claim, "stance", None).detail == "Stance: –"
    assert annotation(project, claim).fields == {"disputed": True, "certainty": "certain", "check": False}


def test_an_article_has_one_mark_of_a_layer_that_is_about_the_whole(project: Project, story: Article) -> None:
    mark = add_annotation(project, story.id, "document", 3, 5).added[0]
    assert annotation(project, mark)[4:7] == (None, None, "")
    with pytest.raises(ClaimdeskError, match="already has its “Article”"):
        add_annotation(project, story.id, "document")
    act_as(project, "Ben")
    add_annotation(project, story.id, "document")


def test_setting_a_field_keeps_what_another_window_has_set_meanwhile(
    project: Project, story: Article, second_window: Project
) -> None:
    claim = _mark(project, story, "claim", "closed")
    act_as(second_window, "Ana")
    set_field(second_window, claim, "stance", "oppose")
    set_field(project, claim, "evidence", "named")
    assert annotation(project, claim).fields.items() >= {"stance": "oppose", "evidence": "named"}.items()


def test_answers_are_copied_but_for_links_that_cannot_lead_from_there(project: Project, story: Article) -> None:
    entity, claim = _mark(project, story, "entity", "Lima", "GPE"), _mark(project, story, "claim", "closed")
    reply = _mark(project, story, "claim", "denied it")
    add_articles(project, [Article(ArticleId("far"), text="Lima is far.")])
    far = add_annotation(project, ArticleId("far"), "claim", 0, 4).added[0]
    for role, link in (("claimer", Link("AUTHOR")), ("target", Link("", reply))):
        set_link(project, claim, role, link)
    set_field(project, claim, "stance", "oppose")
    for target in (reply, far):
        copy_answers(project, claim, target)
        found = annotation(project, target)
        assert (found.links, found.fields["stance"]) == ({"claimer": Link("AUTHOR")}, "oppose")
    with pytest.raises(SchemeError):
        copy_answers(project, claim, entity)


def _suggested(project: Project, story: Article) -> Annotation:
    machine = act_as(project, "rules", "machine", "1")
    save_suggestions(project, machine, [(story, [Suggestion("entity", 9, 12, "ORG")])])
    act_as(project, "Ana")
    return annotations_of(project, story.id)[0]


def test_deleting_a_mark_made_of_a_suggestion_rejects_it(project: Project, story: Article) -> None:
    mine = accept_suggestion(project, _suggested(project, story)).added[0]
    delete_annotation(project, mine)
    assert annotation(project, mine).verdict == "rejected"


def test_relabelling_a_rejected_mark_lets_it_stand_again_and_makes_room(project: Project, story: Article) -> None:
    mine = accept_suggestion(project, _suggested(project, story)).added[0]
    delete_annotation(project, mine)
    over = _mark(project, story, "entity", "Ana Ruiz", "PERSON")
    set_label(project, mine, "PERSON")
    assert annotation(project, mine).verdict == "accepted"
    assert over not in {mark.id for mark in annotations_of(project, story.id)}
