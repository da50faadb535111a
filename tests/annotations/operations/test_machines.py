"""Machine annotators: what their cards say, what is offered of them, and how they did."""

import pytest

from annotations.changes import Changes, Kind
from annotations.errors import ClaimdeskError, NotFound
from annotations.highlight.source import Card
from annotations.model import AnnotatorId, Article, ArticleId, MachineCard, Problem, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, article
from annotations.operations.checking import findings
from annotations.operations.highlighting import save_problem, save_suggestions
from annotations.operations.machines import (
    describe_machine,
    machine_cards,
    machine_figures,
    problems,
    score_counts,
    use_machine,
)
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import set_status
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project
from tests.annotations.operations.machine_suggestions import Suggest


def _open(project: Project, story: Article) -> list[str]:
    return [found.quote for found in open_suggestions(project, story.id)]


def test_a_card_says_what_the_pipeline_says_of_itself(project: Project, story: Article, suggest: Suggest) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9))
    describe_machine(project, machine, Card("MIT", "abc", ("PERSON", "GPE")))
    (card,) = machine_cards(project)
    assert card == MachineCard(machine, "MIT", "abc", ("PERSON", "GPE"))


def test_a_machine_that_is_switched_off_offers_nothing(project: Project, story: Article, suggest: Suggest) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9))
    use_machine(project, machine.id, shown=False)
    assert _open(project, story) == []
    set_status(project, story.id, "done")
    use_machine(project, machine.id, shown=True)
    assert _open(project, story) == ["Lima"]


def test_a_threshold_leaves_out_what_has_a_lower_score(project: Project, story: Article, suggest: Suggest) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9), ("Peru", "GPE", 0.4))
    use_machine(project, machine.id, threshold=0.5)
    assert _open(project, story) == ["Lima"]
    describe_machine(project, machine, Card("MIT", "", ()))
    assert machine_cards(project)[0].threshold == 0.5


def test_what_has_no_score_is_offered_whatever_the_threshold(project: Project, story: Article) -> None:
    lima, peru = (story.text.index(word) for word in ("Lima", "Peru"))
    old = [Suggestion("entity", lima, lima + 4, "GPE"), Suggestion("entity", peru, peru + 4, "GPE", 0.4)]
    machine = act_as(project, "old", "machine", "1")
    save_suggestions(project, machine, [(story, old)])
    act_as(project, "Ana")
    use_machine(project, machine.id, threshold=1.0)
    assert _open(project, story) == ["Lima"]
    counts = score_counts(project, machine.id)
    assert (counts.unscored, counts.total, counts.below(1.0), counts.below(0.4)) == (1, 2, 1, 0)


def test_what_is_below_the_threshold_is_not_confirmed_when_the_article_is_done(
    project: Project, story: Article, suggest: Suggest
) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9), ("Peru", "GPE", 0.4))
    use_machine(project, machine.id, threshold=0.5)
    set_status(project, story.id, "done")
    mine = [one for one in annotations_of(project, story.id) if one.annotator == project.acting]
    assert [(one.quote, one.how, one.score) for one in mine] == [("Lima", "implicit", 0.9)]


def test_figures_are_of_what_is_offered(project: Project, story: Article, suggest: Suggest) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9), ("Peru", "GPE", 0.4))
    set_status(project, story.id, "done")
    (before,) = machine_figures(project, machine.id)
    use_machine(project, machine.id, threshold=0.5)
    (after,) = machine_figures(project, machine.id)
    assert (before[2:], after[2:]) == ((2, 2, 2, 2), (1, 1, 2, 1))


def test_a_new_version_is_used_as_the_one_before_it(project: Project) -> None:
    old = act_as(project, "rules", "machine", "1")
    describe_machine(project, old, Card("MIT", "abc", ("GPE",)))
    use_machine(project, old.id, threshold=0.7)
    use_machine(project, old.id, shown=False)
    for name, version, expected in (("rules", "2", (False, 0.7)), ("model", "1", (True, 0.0))):
        new = act_as(project, name, "machine", version)
        describe_machine(project, new, Card("MIT", "def", ("GPE",)))
        card = next(one for one in machine_cards(project) if one.annotator == new)
        assert (card.hash, (card.shown, card.threshold)) == ("def", expected)


def test_a_score_beyond_one_and_a_machine_that_is_not_there_are_refused(
    project: Project, story: Article, suggest: Suggest
) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9))
    with pytest.raises(ClaimdeskError, match="between 0 and 1"):
        use_machine(project, machine.id, threshold=1.5)
    with pytest.raises(NotFound):
        use_machine(project, AnnotatorId("nobody"), shown=False)


def test_what_was_refused_twice_is_not_offered_again(project: Project, suggest: Suggest) -> None:
    drafts = [Article(ArticleId(str(n)), text=f"The {n} Lima harbour in Peru.") for n in range(3)]
    add_articles(project, drafts)
    stories = [article(project, draft.id) for draft in drafts]
    for story in stories:
        suggest(story, ("Lima", "ORG", 0.9), ("Peru", "GPE", 0.9))
    for story in stories[:2]:
        (lima, _) = open_suggestions(project, story.id)
        reject_suggestion(project, lima)
    assert _open(project, stories[2]) == ["Peru"]
    project.undo()
    assert _open(project, stories[2]) == ["Lima", "Peru"]


def test_one_persons_refusals_are_their_own(project: Project, suggest: Suggest) -> None:
    drafts = [Article(ArticleId(str(n)), text=f"The {n} Lima harbour.") for n in range(3)]
    add_articles(project, drafts)
    stories = [article(project, draft.id) for draft in drafts]
    for story in stories:
        suggest(story, ("Lima", "ORG", 0.9))
        if story is not stories[2]:
            reject_suggestion(project, open_suggestions(project, story.id)[0])
    act_as(project, "Ben")
    assert _open(project, stories[2]) == ["Lima"]


def test_switching_a_machine_is_a_step_that_is_undone_and_redone(
    project: Project, story: Article, suggest: Suggest
) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9), ("Peru", "GPE", 0.4))
    describe_machine(project, machine, Card("MIT", "abc", ("GPE",)))
    use_machine(project, machine.id, threshold=0.5)
    use_machine(project, machine.id, shown=False)
    assert project.undo_detail == "suggestions of rules: off"
    describe_machine(project, machine, Card("MIT", "def", ("GPE",)))
    project.undo()
    assert _open(project, story) == ["Lima"]
    assert project.undo_detail == "suggestions of rules: from 50%"
    project.undo()
    assert _open(project, story) == ["Peru", "Lima"]
    project.redo()
    project.redo()
    assert _open(project, story) == []
    assert machine_cards(project)[0].hash == "def"
    assert list(findings(project)) == []


def test_a_machine_that_never_described_itself_can_be_switched_off_and_on_again(
    project: Project, story: Article, suggest: Suggest
) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9))
    use_machine(project, machine.id, shown=False)
    project.undo()
    assert _open(project, story) == ["Lima"]
    assert list(findings(project)) == []


def test_other_windows_hear_of_switches_and_of_articles_that_were_not_read(
    project: Project, story: Article, suggest: Suggest, second_window: Project
) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9))
    second_window.external_changes()
    use_machine(project, machine.id, shown=False)
    assert second_window.external_changes() == Changes(None, touched={Kind.MACHINE: frozenset({machine.id})})
    save_problem(project, machine, story.id, "It stopped.")
    news = second_window.external_changes()
    assert news is not None
    assert (news.articles, news.touched.keys()) == ({story.id}, {Kind.PROBLEM})
    assert problems(second_window) == [Problem(story.id, story.title, machine, "It stopped.")]


def test_figures_compare_a_machine_with_what_people_have_done(
    project: Project, story: Article, suggest: Suggest
) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9), ("Peru", "GPE", 0.9), ("Monday", "DATE", 0.9))
    assert machine_figures(project, machine.id) == []
    lima = next(found for found in open_suggestions(project, story.id) if found.quote == "Lima")
    accept_suggestion(project, lima)
    for found in open_suggestions(project, story.id):
        reject_suggestion(project, found)
    start = story.text.index("Ana Ruiz")
    add_annotation(project, story.id, "entity", start, start + 8, "PERSON")
    set_status(project, story.id, "done")
    figures = {one.label: one for one in machine_figures(project, machine.id)}
    assert figures["GPE"][2:] == (2, 1, 1, 0)
    assert figures["DATE"][2:] == (1, 0, 0, 0)
    assert figures["PERSON"][2:] == (0, 0, 1, 0)
    assert (figures["GPE"].precision, figures["GPE"].recall, figures["PERSON"].precision) == (0.5, 1.0, None)
    assert figures["GPE"].f1 == pytest.approx(2 / 3)


def test_what_a_machine_finds_in_masked_text_does_not_count(project: Project, story: Article, suggest: Suggest) -> None:
    machine = suggest(story, ("Lima", "GPE", 0.9), ("More", "ORG", 0.9))
    line = story.text.index("More soon")
    add_annotation(project, story.id, "boilerplate", line, line + 10, "nav")
    set_status(project, story.id, "done")
    assert [one.label for one in machine_figures(project, machine.id)] == ["GPE"]
