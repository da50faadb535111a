from collections.abc import Callable, Sequence

import pytest

from annotations.model import Suggestion
from annotations.operations.annotators import add_annotator
from annotations.operations.highlighting import save_suggestions
from desktop.actions import ACTIONS
from desktop.keymap import Keymap
from desktop.workspace import Workspace


def rows(desk: Workspace) -> int:
    return len(desk.opened.marks)


@pytest.fixture
def notice(desk: Workspace) -> Callable[[], str]:
    return desk.notice.text


def suggest(desk: Workspace, *found: Suggestion) -> None:
    machine = add_annotator(desk.session.project, "claims", "machine", "1")
    desk.session.run(save_suggestions, machine, [(desk.opened.article, list(found))])


def test_enter_with_nothing_focused_does_nothing_and_names_the_key(desk: Workspace, at, press, told) -> None:
    before = desk.session.project.undo_detail
    press("Enter Enter Enter Enter Enter")
    assert (desk.opened.status, at.quotes, desk.session.project.undo_detail) == ("todo", [], before)
    assert set(told) == {"Press Ctrl+Enter to finish the article."}


def test_the_hint_names_the_key_that_the_user_chose(desk: Workspace, press, told, give_keys) -> None:
    give_keys("done", "F9")
    press("Enter")
    give_keys("done")
    press("Enter")
    assert told == ["Press F9 to finish the article.", "Choose Article → Finish article and continue."]


def test_enter_leaves_a_name_of_ones_own(desk: Workspace, at, press) -> None:
    press("Tab Y")
    at.focus("Ida Lund")
    press("Enter")
    assert (at.focused, desk.opened.status) == (None, "todo")


def test_finishing_says_what_was_confirmed_and_what_is_undecided(desk: Workspace, at, press, notice) -> None:
    suggest(desk, Suggestion("claim", *at.span("Nobody else was asked")))
    press("Tab N Ctrl+Return")
    assert notice().startswith("4 names confirmed, 1 claim left undecided.")


def test_what_was_decided_one_by_one_is_not_called_confirmed(desk: Workspace, press, notice) -> None:
    press("Tab Y Y Y Y N Ctrl+Return")
    assert "confirmed" not in notice()
    assert "undecided" not in notice()


def test_the_sentence_stays_when_there_is_no_next_article(desk: Workspace, press, notice) -> None:
    while desk.queue.index_of(desk.opened.article.id) < desk.queue.rowCount() - 1:
        press("Ctrl+Down")
    press("Ctrl+Return")
    assert notice().endswith("This is the last article of the queue.")


def test_a_confirmed_name_is_decided_on_when_it_is_accepted(desk: Workspace, at, press) -> None:
    press("Ctrl+2")
    at.focus("Oslo")
    assert at.focused.how == "implicit"
    press("Y")
    assert (at.focused.how, at.focused.verdict) == ("", "accepted")


def test_keys_that_decide_do_not_repeat_while_they_are_held(window) -> None:
    repeating = {name for name, action in window.actions_by_name.items() if action.autoRepeat()}
    assert repeating.isdisjoint({"accept", "reject", "finish", "done"})
    assert "next_suggestion" in repeating


OLD_KEYS: Sequence[tuple[dict[str, list[str]], dict[str, list[str]]]] = (
    ({}, {}),
    ({"done": []}, {}),
    ({"done": ["F9"]}, {"done": ["F9"]}),
    ({"done": [], "undo": ["Ctrl+Return"]}, {"undo": ["Ctrl+Return"], "done": ["Ctrl+Enter"]}),
    ({"finish": ["F9"]}, {"finish": ["F9"]}),
    ({"undo": ["Ctrl+Enter"]}, {"undo": ["Ctrl+Enter"], "done": ["Ctrl+Return"]}),
)


@pytest.mark.parametrize(("before", "after"), OLD_KEYS)
def test_keys_that_were_changed_before_keep_a_way_to_finish_an_article(settings, before, after) -> None:
    settings.keys, settings.keys_version = before, 0
    Keymap(settings, ACTIONS)
    assert settings.keys == after
    settings.keys = {"done": []}
    Keymap(settings, ACTIONS)
    assert settings.keys == {"done": []}  # what is chosen from then on stays
