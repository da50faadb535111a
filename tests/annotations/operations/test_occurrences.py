"""Every occurrence at once: what is found, and what marking the chosen ones leaves."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import SchemeError
from annotations.model import Annotation, Article, ArticleId, Link, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, article, articles
from annotations.operations.checking import findings
from annotations.operations.highlighting import save_suggestions
from annotations.operations.occurrences import Occurrence, find, mark
from annotations.operations.progress import set_status
from annotations.operations.suggestions import reject_suggestion
from annotations.project import Project

TEXTS = {"a": "Ana Ruiz met ana ruiz. Ana\nRuiz left.", "b": "Banana Ruizes. Ana Ruiz, Ana Ruiz’s and “Ana Ruiz”."}
WRITING = st.text(st.sampled_from("aAb é\u0301_-’.\n1😀"), min_size=1, max_size=30)
PERSON = ("entity", "PERSON")


@pytest.fixture
def desk(project: Project) -> Project:
    add_articles(project, [Article(ArticleId(name), text=text) for name, text in TEXTS.items()])
    return project


def _found(project: Project, words: str = "Ana Ruiz", **how: bool) -> list[Occurrence]:
    return list(find(project, words, *PERSON, **how))


def _own(project: Project, name: str) -> list[Annotation]:
    return [one for one in annotations_of(project, ArticleId(name)) if one.annotator == project.acting]


def _spans(project: Project, name: str) -> list[tuple[int | None, str, str | None]]:
    return [(one.start, one.label, one.verdict) for one in _own(project, name)]


def _suggest(project: Project, name: str, *suggestions: Suggestion) -> None:
    acting = project.annotator
    machine = act_as(project, "rules", "machine", "1")
    save_suggestions(project, machine, [(article(project, ArticleId(name)), list(suggestions))])
    project.annotator = acting


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({}, [("a", 0), ("a", 23), ("b", 15), ("b", 25), ("b", 41)]),
        ({"match_case": False}, [("a", 0), ("a", 13), ("a", 23), ("b", 15), ("b", 25), ("b", 41)]),
        ({"whole_words": False}, [("a", 0), ("a", 23), ("b", 15), ("b", 25), ("b", 41)]),
        ({"words": "na Ruiz", "whole_words": False}, [("a", 1), ("a", 24), ("b", 4), ("b", 16), ("b", 26), ("b", 42)]),
        ({"words": "na Ruiz"}, []),
    ],
)  # fmt: skip
def test_words_are_found_everywhere(desk: Project, how: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    assert [(one.article, one.start) for one in _found(desk, **how)] == expected


def test_occurrences_tell_their_context_and_can_be_looked_for_in_some_articles(desk: Project) -> None:
    (one, *others) = find(desk, "Ruizes", *PERSON, numbers=[2, 1])
    assert (one.title, one.before, one.hit, one.after) == (TEXTS["b"], "Banana ", "Ruizes", TEXTS["b"][13:])
    assert others == list(find(desk, "Ruizes", *PERSON, numbers=[1]))


def test_words_that_are_none_are_not_found(desk: Project) -> None:
    assert [_found(desk, words) for words in ("", " \n", "\0", "\ud800", '"', "nowhere")] == [[]] * 6
    assert [one.start for one in _found(desk, "“")] == [40]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITING, WRITING, st.booleans(), st.booleans())
def test_the_index_leaves_no_occurrence_out(
    project: Project, text: str, words: str, match_case: bool, whole_words: bool
) -> None:
    if not text.strip() or not words.strip():
        return
    add_articles(project, [Article(title="-", text=f"{text} {words} {text}{words}a")])
    (stored,) = articles(project)
    found = [(one.start, one.end) for one in _found(project, words, match_case=match_case, whole_words=whole_words)]
    project.undo()
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), 0 if match_case else re.IGNORECASE)
    every = list(_uncut(pattern, stored.text))
    assert found == every if not whole_words else (len(found) > 0 or not every)


def _uncut(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The matches that begin and end with whole letters, which an accent of its own is a part of."""
    import regex

    ends = {0, *itertools.accumulate(map(len, regex.findall(r"\X", text)))}
    position = 0
    while match := pattern.search(text, position):
        whole = set(match.span()) <= ends
        if whole:
            yield match.span()
        position = match.end() if whole else match.start() + 1


def test_all_are_marked_in_one_step_and_undone_in_one(desk: Project) -> None:
    found = _found(desk)
    first = mark(desk, found[:2], *PERSON)
    second = mark(desk, found[2:], *PERSON, step=first.step)
    assert (len(first.added), len(second.added)) == (2, 3)
    assert desk.undo_detail == "mark PERSON every “Ana Ruiz”"
    assert [one.status for one in _found(desk)] == ["marked_same"] * 5
    assert [one.quote for one in _own(desk, "a")] == ["Ana Ruiz", "Ana\nRuiz"]
    desk.undo()
    assert (_own(desk, "a"), _own(desk, "b")) == ([], [])
    assert list(findings(desk)) == []


def test_defaults_of_the_scheme_are_set(desk: Project) -> None:
    mark(desk, list(find(desk, "Ana Ruiz", "claim", numbers=[1])), "claim")
    assert _own(desk, "a")[0].fields["certainty"] == "certain"


def test_what_is_marked_is_passed_over_unless_it_is_to_be_replaced(desk: Project) -> None:
    old = add_annotation(desk, ArticleId("a"), "entity", 4, 8, "ORG").added[0]
    claim = add_annotation(desk, ArticleId("a"), "claim", 0, 12, links={"claimer": Link("", old)}).added[0]
    found = _found(desk)
    assert [one.status for one in found] == ["marked_other", "free", "free", "free", "free"]
    mark(desk, found, *PERSON)
    assert (4, "ORG", None) in _spans(desk, "a")
    assert mark(desk, found, *PERSON).step == 0
    mark(desk, found, *PERSON, override=True)
    assert _spans(desk, "a") == [(0, "", None), (0, "PERSON", None), (23, "PERSON", None)]
    link = next(one for one in _own(desk, "a") if one.id == claim).links["claimer"]
    assert (link.text, link.annotation) == ("Ana Ruiz", _own(desk, "a")[1].id)


def test_a_suggestion_that_says_the_same_is_accepted_and_others_are_rejected_when_replaced(desk: Project) -> None:
    _suggest(desk, "a", Suggestion("entity", 0, 8, "PERSON", 0.9), Suggestion("entity", 27, 31, "GPE"))
    found = list(find(desk, "Ana Ruiz", *PERSON, numbers=[1]))
    assert [one.status for one in found] == ["free", "marked_other"]
    mark(desk, found, *PERSON)
    (accepted,) = _own(desk, "a")
    assert (accepted.verdict, accepted.score, accepted.derived_from is not None) == ("accepted", 0.9, True)
    mark(desk, found, *PERSON, override=True)
    assert _spans(desk, "a") == [(0, "PERSON", "accepted"), (23, "PERSON", None), (27, "GPE", "rejected")]


def test_a_suggestion_under_the_mark_that_is_replaced_is_accepted(desk: Project) -> None:
    add_annotation(desk, ArticleId("a"), "entity", 0, 8, "ORG")
    _suggest(desk, "a", Suggestion("entity", 0, 8, "PERSON"))
    mark(desk, list(find(desk, "Ana Ruiz", *PERSON, numbers=[1]))[:1], *PERSON, override=True)
    assert _spans(desk, "a") == [(0, "PERSON", "accepted")]


def test_where_a_suggestion_was_rejected_a_new_mark_may_stand(desk: Project) -> None:
    _suggest(desk, "a", Suggestion("entity", 0, 8, "PERSON"))
    reject_suggestion(desk, annotations_of(desk, ArticleId("a"))[0])
    mark(desk, list(find(desk, "Ana Ruiz", *PERSON, numbers=[1]))[:1], *PERSON)
    assert _spans(desk, "a") == [(0, "PERSON", "rejected"), (0, "PERSON", None)]


def test_masked_text_takes_no_marks(desk: Project) -> None:
    _suggest(desk, "b", Suggestion("boilerplate", 20, 30, "nav"))
    add_annotation(desk, ArticleId("b"), "boilerplate", 40, 50, "nav")
    found = list(find(desk, "Ana Ruiz", *PERSON, numbers=[2]))
    assert [one.status for one in found] == ["masked"] * 3
    assert mark(desk, found, *PERSON, override=True).added == ()


def test_finished_articles_are_left_alone_unless_they_are_included(desk: Project) -> None:
    found = _found(desk)
    set_status(desk, ArticleId("a"), "done")
    assert [one.finished for one in found] == [False] * 5
    assert [one.finished for one in _found(desk)] == [True, True, False, False, False]
    assert len(mark(desk, found, *PERSON).added) == 3
    assert len(mark(desk, found, *PERSON, finished=True).added) == 2


def test_an_article_that_went_meanwhile_is_passed_over(desk: Project) -> None:
    found = _found(desk)
    desk.undo()
    assert mark(desk, found, *PERSON).added == ()


def test_only_layers_of_spans_and_labels_of_the_scheme_can_be_marked(desk: Project) -> None:
    with pytest.raises(SchemeError, match="about whole articles"):
        find(desk, "Ana", "document")
    with pytest.raises(SchemeError, match="no label 'CITY'"):
        mark(desk, _found(desk), "entity", "CITY")


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("昨日大阪で、大阪市長が", "大阪", [2, 6]),
        ("ไปเชียงใหม่เมื่อวาน เชียงใหม่", "เชียงใหม่", [2, 20]),
        ("부산에서 남부산 부산", "부산", [0, 9]),
        ("हिन्दी हिन्दीभाषा", "हिन्दी", [0]),
        ("IBMは新IBM", "IBM", [0, 5]),
    ],
)
def test_words_are_found_where_none_are_set_apart(project: Project, text: str, words: str, places: list[int]) -> None:
    add_articles(project, [Article(ArticleId("one"), text=text)])
    assert [one.start for one in find(project, words, *PERSON)] == places


def test_a_letter_is_not_cut_whatever_is_asked_for(project: Project) -> None:
    add_articles(project, [Article(ArticleId("one"), text="cafe\u0301 cafe")])
    assert [one.start for one in find(project, "cafe", *PERSON, whole_words=False)] == [6]
