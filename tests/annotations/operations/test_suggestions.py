"""Suggestions of machines: which are open, and what accepting, rejecting and marking done leave."""

from collections.abc import Callable

import pytest

from annotations.errors import ClaimdeskError, OffsetsError, SchemeError
from annotations.model import Annotation, Annotator, Article, Link, SuggestedLink, Suggestion
from annotations.operations.annotating import add_annotation, annotation, annotations_of, set_link
from annotations.operations.annotators import act_as
from annotations.operations.highlighting import articles_to_highlight, save_suggestions
from annotations.operations.machines import use_machine
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import progress_of, set_status
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project

Suggest = Callable[..., Annotator]


@pytest.fixture
def suggest(project: Project, story: Article) -> Suggest:
    """Let a machine suggest entities by their words; Ana acts again afterwards."""

    def suggest(version: str, *found: tuple[str, str], name: str = "rules") -> Annotator:
        spans = [(story.text.index(words), words, label) for words, label in found]
        made = [Suggestion("entity", start, start + len(words), label, 0.5) for start, words, label in spans]
        machine = act_as(project, name, "machine", version)
        save_suggestions(project, machine, [(story, made)])
        act_as(project, "Ana")
        return machine

    return suggest


def _open(project: Project, story: Article) -> list[tuple[str, str]]:
    return [(found.quote, found.label) for found in open_suggestions(project, story.id)]


def _of(project: Project, story: Article) -> list[Annotation]:
    return [mark for mark in annotations_of(project, story.id) if mark.annotator == project.acting]


def test_accepting_makes_a_copy_that_says_where_it_comes_from(
    project: Project, story: Article, suggest: Suggest
) -> None:
    suggest("1", ("Lima", "GPE"))
    (suggestion,) = open_suggestions(project, story.id)
    accept_suggestion(project, suggestion)
    (mine,) = _of(project, story)
    assert (mine.derived_from, mine.verdict, mine.label, mine.how) == (suggestion.id, "accepted", "GPE", "")
    assert annotation(project, suggestion.id) == suggestion
    assert _open(project, story) == []


def test_accepting_with_another_label_checks_it(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Lima", "GPE"))
    (suggestion,) = open_suggestions(project, story.id)
    with pytest.raises(SchemeError):
        accept_suggestion(project, suggestion, "TOWN")
    accept_suggestion(project, suggestion, "LOC")
    assert [mark.label for mark in _of(project, story)] == ["LOC"]


def test_rejecting_is_recorded_and_can_be_undone(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Lima", "GPE"))
    reject_suggestion(project, open_suggestions(project, story.id)[0])
    assert [mark.verdict for mark in _of(project, story)] == ["rejected"]
    project.undo()
    assert _open(project, story) == [("Lima", "GPE")]


def test_deciding_twice_is_refused(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Lima", "GPE"))
    (suggestion,) = open_suggestions(project, story.id)
    reject_suggestion(project, suggestion)
    with pytest.raises(ClaimdeskError, match="already decided on “Lima”"):
        accept_suggestion(project, suggestion)


def test_a_later_machine_stands_before_an_earlier_one(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Ana", "ORG"), ("Lima", "GPE"))
    suggest("1", ("Ana Ruiz", "PERSON"), name="model")
    assert _open(project, story) == [("Ana Ruiz", "PERSON"), ("Lima", "GPE")]


def test_a_later_version_of_a_machine_stands_for_an_earlier_one_where_it_has_read(
    project: Project, story: Article, suggest: Suggest
) -> None:
    suggest("1", ("Ana", "ORG"), ("Lima", "GPE"))
    later = suggest("2", ("Ana Ruiz", "PERSON"))
    assert _open(project, story) == [("Ana Ruiz", "PERSON")]
    use_machine(project, later.id, threshold=0.9)
    assert _open(project, story) == []
    use_machine(project, later.id, shown=False)
    assert _open(project, story) == [("Ana", "ORG"), ("Lima", "GPE")]


def test_what_was_rejected_is_not_offered_again_by_a_later_version(
    project: Project, story: Article, suggest: Suggest
) -> None:
    suggest("1", ("Lima", "GPE"))
    reject_suggestion(project, open_suggestions(project, story.id)[0])
    suggest("2", ("Lima", "GPE"), ("Peru", "GPE"))
    assert _open(project, story) == [("Peru", "GPE")]


def test_a_mark_of_ones_own_rejects_what_lies_under_it_but_not_what_says_the_same(
    project: Project, story: Article, suggest: Suggest
) -> None:
    suggest("1", ("Ana", "ORG"), ("Lima", "GPE"))
    suggest("1", ("Ana Ruiz", "PERSON"), name="model")
    add_annotation(project, story.id, "entity", 9, 17, "PERSON")
    assert _open(project, story) == [("Lima", "GPE")]
    assert [(mark.quote, mark.verdict) for mark in _of(project, story)] == [("Ana Ruiz", None), ("Ana", "rejected")]


def test_accepting_replaces_ones_own_mark_under_it(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Ana Ruiz", "PERSON"))
    (suggestion,) = open_suggestions(project, story.id)
    add_annotation(project, story.id, "entity", 9, 12, "ORG")
    project.undo()
    add_annotation(project, story.id, "entity", 0, 8, "ORG")
    accept_suggestion(project, suggestion)
    assert [mark.quote for mark in _of(project, story)] == ["Minister", "Ana Ruiz"]


def test_marking_done_confirms_what_was_not_rejected(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Ana Ruiz", "PERSON"), ("Lima", "GPE"))
    reject_suggestion(project, open_suggestions(project, story.id)[0])
    set_status(project, story.id, "done")
    assert [(mark.quote, mark.verdict, mark.how) for mark in _of(project, story)] == [
        ("Ana Ruiz", "rejected", ""),
        ("Lima", "accepted", "implicit"),
    ]
    assert progress_of(project, story.id, project.acting).status == "done"
    project.undo()
    assert progress_of(project, story.id, project.acting).status == "todo"
    assert _open(project, story) == [("Lima", "GPE")]


def test_neither_of_two_people_sees_what_the_other_decided(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Lima", "GPE"))
    reject_suggestion(project, open_suggestions(project, story.id)[0])
    act_as(project, "Ben")
    assert _open(project, story) == [("Lima", "GPE")]


def test_a_claim_may_link_to_a_suggestion(project: Project, story: Article, suggest: Suggest) -> None:
    suggest("1", ("Lima", "GPE"))
    (suggestion,) = open_suggestions(project, story.id)
    claim = add_annotation(project, story.id, "claim", 0, 8).added[0]
    set_link(project, claim, "target", Link("", suggestion.id))
    assert annotation(project, claim).links == {"target": Link("Lima", suggestion.id, "entity")}


def test_a_machine_is_done_with_an_article_once(project: Project, story: Article, suggest: Suggest) -> None:
    machine = suggest("1", ("Lima", "GPE"))
    suggest("1", ("Lima", "GPE"))
    assert _open(project, story) == [("Lima", "GPE")]
    assert articles_to_highlight(project, machine) == []
    assert articles_to_highlight(project, suggest("2")) == []


def test_suggestions_that_do_not_fit_are_refused(project: Project, story: Article) -> None:
    machine = act_as(project, "rules", "machine", "1")
    for suggestion in (Suggestion("entity", 0, 9999, "GPE"), Suggestion("entity", 0, 4, "TOWN")):
        with pytest.raises((OffsetsError, SchemeError)):
            save_suggestions(project, machine, [(story, [suggestion])])
    assert articles_to_highlight(project, machine) == [story.id]


@pytest.fixture
def suggested_claim(project: Project, story: Article) -> Annotation:
    """A claim that a machine suggests with all that can be prefilled, and the name of its speaker."""
    start, end = story.text.index("Peru “closed”"), story.text.index(". 😀")
    speaker = story.text.index("Ana Ruiz")
    claim = Suggestion(
        "claim", start, end, score=0.8,
        fields={"quotation": "mixed", "hedge": "certain", "no such field": "x", "stance": "no such value"},
        links={
            "speaker": SuggestedLink("Ana Ruiz", "entity", speaker, speaker + 8),
            "target": SuggestedLink("the border"),
            "no such role": SuggestedLink("x"),
        },
    )  # fmt: skip
    found = [Suggestion("entity", speaker, speaker + 8, "PERSON"), claim, Suggestion("no such layer", 0, 3)]
    save_suggestions(project, act_as(project, "claims", "machine", "1"), [(story, found)])
    act_as(project, "Ana")
    (claimed,) = (mark for mark in open_suggestions(project, story.id) if mark.layer == "claim")
    return claimed


def test_a_suggestion_keeps_what_the_scheme_asks_and_leads_to_others_of_its_batch(
    project: Project, story: Article, suggested_claim: Annotation
) -> None:
    (name,) = (mark for mark in open_suggestions(project, story.id) if mark.layer == "entity")
    assert suggested_claim.fields == {"certainty": "certain", "quote": "mixed"}
    assert suggested_claim.links == {
        "claimer": Link("Ana Ruiz", name.id),
        "target": Link("the border", None, "issue"),
    }


def test_accepting_a_claim_copies_answers_and_leads_links_to_ones_own_names(
    project: Project, story: Article, suggested_claim: Annotation
) -> None:
    (name,) = (mark for mark in open_suggestions(project, story.id) if mark.layer == "entity")
    accept_suggestion(project, name)
    accept_suggestion(project, suggested_claim)
    mine = {mark.layer: mark for mark in _of(project, story)}
    assert mine["claim"].links["claimer"] == Link("Ana Ruiz", mine["entity"].id)
    assert mine["claim"].fields == {"certainty": "certain", "quote": "mixed", "disputed": False, "check": False}


def test_a_claim_of_a_rejected_name_keeps_its_words(
    project: Project, story: Article, suggested_claim: Annotation
) -> None:
    (name,) = (mark for mark in open_suggestions(project, story.id) if mark.layer == "entity")
    reject_suggestion(project, name)
    accept_suggestion(project, suggested_claim)
    (claim,) = (mark for mark in _of(project, story) if mark.layer == "claim")
    assert claim.links["claimer"] == Link("Ana Ruiz")


def test_a_claim_accepted_before_its_names_leads_to_the_suggestion(
    project: Project, story: Article, suggested_claim: Annotation
) -> None:
    accept_suggestion(project, suggested_claim)
    (claim,) = _of(project, story)
    assert claim.links == suggested_claim.links


def test_text_that_a_machine_would_mask_takes_none_of_its_suggestions(project: Project, story: Article) -> None:
    line = story.text.index("More soon")
    found = [Suggestion("boilerplate", line, line + 10, "nav"), Suggestion("entity", line, line + 4, "ORG")]
    save_suggestions(project, act_as(project, "rules", "machine", "1"), [(story, found)])
    act_as(project, "Ana")
    (mask,) = open_suggestions(project, story.id)
    assert mask.label == "nav"
    reject_suggestion(project, mask)
    assert _open(project, story) == [("More", "ORG")]
