from collections.abc import Callable

import pytest

from annotations.model import Suggestion
from annotations.operations.annotators import add_annotator
from annotations.operations.highlighting import save_suggestions
from desktop.workspace import Workspace

EVERYTHING = "Mayor Ida Lund said on Friday that Oslo had shut the quay. “The quay is open and Bergen knows it,”"


@pytest.fixture
def notice(desk: Workspace) -> Callable[[], str]:
    return desk.notice.text


@pytest.fixture
def asked(desk: Workspace, answer: list[bool], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that are asked; they are answered with what `answer` holds."""
    questions: list[str] = []

    def ask(question: str, yes: str) -> bool:
        questions.append(question)
        return answer[0]

    desk.commands.consequences.ask = ask
    monkeypatch.setattr("desktop.commands.consequences.MOST_UNASKED", 4)
    return questions


@pytest.fixture
def answer() -> list[bool]:
    return [False]


def test_a_new_mark_over_others_has_the_focus(desk: Workspace, at, press) -> None:
    at.focus("Friday")
    press("Y")
    at.select("Ida Lund said on Friday that Oslo")
    press("Shift+E")
    assert (at.focused.quote, at.focused.label) == ("Ida Lund said on Friday that Oslo", "EVENT")
    press("Shift+O")
    assert at.quotes == ["Ida Lund said on Friday that Oslo"]
    assert at.focused.label == "ORG"


def test_a_new_mark_says_what_it_took_the_place_of(desk: Workspace, at, press, notice) -> None:
    at.focus("Friday")
    press("Y")
    at.select("Ida Lund said on Friday that Oslo")
    press("Shift+E")
    assert notice() == "2 suggestions rejected, 1 mark of yours replaced. Press Ctrl+Z to undo."
    press("Ctrl+Z")
    assert at.quotes == ["Friday"]


def test_a_mark_that_takes_nothing_away_says_nothing(desk: Workspace, at, press, notice) -> None:
    at.select("Nobody")
    press("Shift+P")
    assert notice() == ""


def test_an_accepted_suggestion_has_the_focus_after_it_replaced_others(desk: Workspace, at, press, notice) -> None:
    at.select("Oslo had shut")
    press("Shift+E")
    machine = add_annotator(desk.session.project, "later", "machine", "1")
    long = Suggestion("entity", *at.span("Friday that Oslo had shut the quay"), "EVENT")
    desk.session.run(save_suggestions, machine, [(desk.opened.article, [long])])
    assert at.quotes == ["Oslo had shut"]  # what one has marked oneself comes before it
    desk.opened.focus(at.mark("Friday").id)
    press("]")
    assert at.focused.quote == "Friday that"


def test_growing_over_a_suggestion_says_so(desk: Workspace, at, press, notice) -> None:
    at.focus("Ida Lund")
    press("Y")
    at.focus("Ida Lund")
    press("] ] ]")
    assert at.focused.quote == "Ida Lund said on Friday"
    assert notice() == "1 suggestion rejected. Press Ctrl+Z to undo."


def test_marking_the_same_words_again_keeps_the_mark(desk: Workspace, at, press, notice) -> None:
    at.focus("Oslo")
    press("Y")
    kept = at.mark("Oslo").id
    desk.opened.focus(None)
    at.select("Oslo")
    press("Shift+O")
    assert (at.focused.id, at.focused.label, notice()) == (kept, "ORG", "")


@pytest.mark.parametrize(("yes", "quotes"), [(False, ["Friday", "Mayor"]), (True, [EVERYTHING])])
def test_marking_over_many_asks_first(desk: Workspace, at, press, asked, answer, yes: bool, quotes: list[str]) -> None:
    at.focus("Friday")
    press("Y")
    at.select("Mayor")
    press("Shift+P")
    at.select(EVERYTHING)
    answer[0] = yes
    press("Shift+P")
    size = len(EVERYTHING)
    assert asked == [
        f"Make one “Person” mark out of these {size} characters?\n"
        "It replaces 2 marks of yours and rejects 3 suggestions."
    ]
    assert sorted(at.quotes) == sorted(quotes)


def test_deleting_what_is_linked_to_says_how_many_marks_lose_their_link(desk: Workspace, at, press, notice) -> None:
    at.focus("Per Moe")
    press("Y")
    for words in ("said on", "is open"):
        at.caret(words)
        press("Space R")
        press(" ".join(at.hint("Per Moe")))
    at.focus("Per Moe")
    press("N")
    assert notice() == "2 marks lost their links to it. Press Ctrl+Z to undo."


def test_the_keys_of_the_sentence_are_those_in_effect(desk: Workspace, at, press, notice, give_keys) -> None:
    give_keys("undo", "F9")
    at.select("Ida Lund said")
    press("Shift+E")
    assert notice() == "1 suggestion rejected. Press F9 to undo."
