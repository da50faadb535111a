"""Figures of machines and annotators tell what was decided one by one from what was confirmed with an article."""

from annotations.model import Article, Decisions, Suggestion
from annotations.operations.annotators import act_as
from annotations.operations.highlighting import save_suggestions
from annotations.operations.machines import decisions_on, machine_figures
from annotations.operations.open_suggestions import open_suggestions
from annotations.operations.progress import set_status
from annotations.operations.statistics import statistics
from annotations.operations.suggestions import accept_suggestion, reject_suggestion
from annotations.project import Project

NAMES = ("Ana Ruiz", "Monday", "Peru", "Lima")


def test_what_was_only_confirmed_is_counted_apart(project: Project, story: Article) -> None:
    machine = act_as(project, "rules", "machine", "1")
    places = [(story.text.index(words), len(words)) for words in NAMES]
    save_suggestions(project, machine, [(story, [Suggestion("entity", s, s + n, "GPE") for s, n in places])])
    act_as(project, "Ana")
    first, second, *_ = open_suggestions(project, story.id)
    accept_suggestion(project, first)
    reject_suggestion(project, second)
    assert decisions_on(project, machine.id) == Decisions(accepted=1, rejected=1)
    set_status(project, story.id, "done")
    decisions = decisions_on(project, machine.id)
    assert (decisions, decisions.accept_rate) == (Decisions(accepted=1, rejected=1, confirmed=2), 0.5)
    (figures,) = machine_figures(project, machine.id)
    assert (figures.found, figures.right, figures.confirmed) == (4, 3, 2)
    assert (figures.precision, figures.decided_precision) == (0.75, 0.5)
    (ana,) = [one for one in statistics(project)["annotators"] if one["name"] == "Ana"]
    assert (ana["annotations"], ana["confirmed"]) == ({"entity": 3}, {"entity": 2})
    assert ana["verdicts"] == {"accepted": 1, "implicit": 2, "rejected": 1}


def test_where_nothing_was_decided_there_is_no_rate() -> None:
    assert Decisions(confirmed=5).accept_rate is None
