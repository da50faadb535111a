import itertools

import pytest

from annotations.scheme import load_scheme
from desktop.keys import bindings
from desktop.workspace import Workspace

VALUES = [b for b in bindings(load_scheme("news-claims")) if b.kind == "field" and b.layer == "claim" and b.value]


@pytest.fixture
def claim(desk: Workspace, at, press):
    at.caret("is open")
    press("Space")
    return at


@pytest.mark.parametrize("binding", VALUES, ids=lambda b: f"{b.key}-{b.value}")
def test_every_key_of_a_value_sets_it(claim, press, binding) -> None:
    press(binding.key)
    assert claim.focused.fields[binding.name] == binding.value


@pytest.mark.parametrize("order", list(itertools.permutations("A2C")))
def test_the_keys_may_come_in_any_order(claim, press, order: tuple[str, ...]) -> None:
    press(" ".join(order))
    found = claim.focused.fields
    assert (found["stance"], found["claim_type"], found["evidence"]) == ("oppose", "accusation", "named")


def test_a_second_key_of_the_field_replaces_the_first(claim, press) -> None:
    press("A D")
    assert claim.focused.fields["stance"] == "support"


@pytest.mark.parametrize(("key", "flag"), [("G", "disputed"), ("H", "check")])
def test_a_flag_goes_on_and_off(claim, press, key: str, flag: str) -> None:
    press(key)
    assert claim.focused.fields[flag] is True
    press(key)
    assert claim.focused.fields[flag] is False


def test_a_claim_is_complete_in_five_keys(claim, press, desk: Workspace, told) -> None:
    press("A 1 C Enter")
    assert claim.focused is None
    assert desk.opened.missing() == []
    assert told == []


def test_enter_names_what_is_missing(claim, press, told) -> None:
    press("A Enter")
    assert told == ["Not answered yet: Type, Evidence. Press Enter again to leave it like this."]
    assert claim.focused.layer == "claim"


def test_a_field_key_without_a_claim_says_so(desk: Workspace, press, told, at) -> None:
    at.focus("Oslo")
    press("A")
    assert told[0].startswith("Select a mark that “A” applies to.")


def test_escape_leaves_the_claim_then_the_selection(claim, press, desk: Workspace) -> None:
    claim.select("Nobody else")
    press("Esc")
    assert claim.focused is None
    assert desk.reader.selection() is not None
    press("Esc")
    assert desk.reader.selection() is None


def test_a_suggested_claim_is_accepted_by_its_first_field(desk: Workspace, at, press, suggested_claim) -> None:
    at.focus("Nobody else was asked", "claim")
    press("D")
    assert at.focused.derived_from == suggested_claim
    assert at.focused.fields["stance"] == "support"


def test_a_suggested_claim_is_accepted_by_its_first_link(desk: Workspace, at, press, suggested_claim) -> None:
    at.focus("Nobody else was asked", "claim")
    press("R 1")
    assert at.focused.derived_from == suggested_claim
    assert at.focused.links["claimer"].text == "AUTHOR"


def test_enter_accepts_no_suggested_name(desk: Workspace, at, press, told) -> None:
    press("Tab Enter")
    assert at.quotes == []
    assert at.focused.quote == "Ida Lund"
    assert told == ["This is a suggestion. Press Y to accept it or N to reject it."]


@pytest.mark.parametrize(("key", "noise"), [("0", "clean"), ("1", "readable"), ("2", "garbled")])
def test_alt_and_a_digit_says_how_noisy_the_article_is(desk: Workspace, press, key: str, noise: str) -> None:
    press(f"Alt+{key}")
    assert desk.opened.document["document"].fields["noise"] == noise


def test_the_documents_fields_are_kept_together(desk: Workspace, press) -> None:
    press("Alt+1 Alt+4 Alt+2")
    assert dict(desk.opened.document["document"].fields) == {"noise": "garbled", "reliability": "B"}


def test_the_documents_keys_work_while_a_claim_has_the_focus(claim, press, desk: Workspace) -> None:
    press("Alt+2")
    assert desk.opened.document["document"].fields["noise"] == "garbled"
    assert claim.focused.layer == "claim"


@pytest.mark.parametrize(("key", "status"), [("Ctrl+2", "done"), ("Ctrl+3", "skip")])
def test_a_status_is_set_and_the_work_goes_on(desk: Workspace, press, qtbot, key: str, status: str) -> None:
    desk.commands.finishing.ask_reason = lambda: "off topic"
    with qtbot.waitSignal(desk.commands.finishing.finished):
        press(key)
    assert desk.opened.status == status


def test_ctrl_1_puts_an_article_back(desk: Workspace, press, qtbot) -> None:
    press("Ctrl+2")
    with qtbot.assertNotEmitted(desk.commands.finishing.finished):
        press("Ctrl+1")
    assert desk.opened.status == "todo"


def test_ctrl_enter_marks_the_article_done_and_confirms_the_suggestions(desk: Workspace, at, press) -> None:
    press("Tab N Esc Ctrl+Return")
    assert desk.opened.status == "done"
    assert at.quotes == ["Friday", "Oslo", "Bergen", "Per Moe"]
    assert {m.annotation.how for m in desk.opened.marks if not m.rejected} == {"implicit"}


@pytest.mark.parametrize("keys", ["Esc Ctrl+Return", "Ctrl+Return", "Ctrl+2"])
def test_an_incomplete_article_needs_the_same_key_again(claim, press, desk: Workspace, told, keys: str) -> None:
    press(keys)
    assert desk.opened.status == "todo"
    assert told == [
        "Incomplete: 1 “The quay is open and Ber…” (Stance, Type, Evidence). Press the key again to finish anyway."
    ]
    press(keys.split()[-1])
    assert desk.opened.status == "incomplete"


def test_a_claim_is_left_incomplete_by_a_second_enter(claim, press, desk: Workspace, told) -> None:
    press("Enter")
    assert claim.focused
    assert told == ["Not answered yet: Stance, Type, Evidence. Press Enter again to leave it like this."]
    press("Enter")
    assert claim.focused is None
    assert desk.opened.status == "todo"


def test_the_last_choice_makes_an_incomplete_article_done(claim, press, desk: Workspace) -> None:
    press("A 2 Ctrl+Return Ctrl+Return")
    assert desk.opened.status == "incomplete"
    press("C")
    assert desk.opened.status == "done"


def test_skipping_asks_why(desk: Workspace, press, at) -> None:
    desk.commands.finishing.ask_reason = lambda: None
    press("Ctrl+3")
    assert desk.opened.status == "todo"
    desk.commands.finishing.ask_reason = lambda: "no text"
    press("Ctrl+3")
    assert desk.opened.status == "skip"
    assert desk.opened.document["document"].fields["skip_reason"] == "no text"


def test_the_warning_comes_anew_after_more_work(claim, press, desk: Workspace) -> None:
    press("Esc Ctrl+Return")
    claim.caret("said on")
    press("Space Esc Ctrl+Return")
    assert desk.opened.status == "todo"


def test_undo_takes_back_one_field_at_a_time(claim, press) -> None:
    press("A 2 Ctrl+Z")
    assert claim.focused.fields["stance"] == "oppose"
    assert "claim_type" not in claim.focused.fields


@pytest.mark.parametrize(("key", "name"), [("U", "unsure"), ("Ctrl+B", "bookmark")])
def test_a_remark_is_made_on_the_focused_mark_and_else_on_the_article(claim, press, desk, key, name) -> None:
    press(key)
    assert claim.focused.fields[name] is True
    assert desk.opened.document == {}
    press(f"Esc {key}")
    assert desk.opened.document["document"].fields[name] is True


@pytest.mark.parametrize(("key", "name"), [("I", "note"), ("P", "question")])
def test_a_note_and_a_question_are_written_by_key(claim, press, desk, qtbot, key: str, name: str) -> None:
    press(key)
    qtbot.keyClicks(desk.window().focusWidget(), "see the second paragraph")
    press("Enter")
    assert claim.focused.fields[name] == "see the second paragraph"
    assert desk.reader.hasFocus()


def test_words_that_are_a_name_in_the_article_link_to_the_name(claim, press, desk, qtbot) -> None:
    press("T /")
    qtbot.keyClicks(desk.window().focusWidget(), "ida lund")
    press("Enter")
    assert claim.focused.links["target"].text == "Ida Lund"
    assert claim.focused.links["target"].annotation == claim.mark("Ida Lund").id


def test_remarks_are_not_repeated(claim, press, told) -> None:
    press("A U")
    claim.caret("said on")
    press("Space Ctrl+R")
    assert claim.focused.fields["stance"] == "oppose"
    assert "unsure" not in claim.focused.fields


def test_the_last_answer_is_carried_forward_by_key_and_no_longer(claim, press, told) -> None:
    press("Ctrl+Shift+R A Ctrl+Shift+R")
    claim.caret("said on")
    press("Space")
    assert claim.focused.fields["stance"] == "oppose"
    press("Ctrl+Shift+R")
    claim.caret("Nobody else")
    press("Space")
    assert "stance" not in claim.focused.fields
    assert told == [
        "There is no answer to carry forward. Answer a question first.",
        "New marks start with your latest “Stance”.",
        "“Stance” is no longer carried forward.",
    ]


def test_an_answer_is_chosen_by_its_name_for_the_focused_claim_only(
    claim, press, desk: Workspace, window, told
) -> None:
    entries = {entry.text: entry for entry in window.about.entries()}
    entries["Stance: Support"].run()
    assert claim.focused.fields["stance"] == "support"
    entries["Unsure"].run()
    assert claim.focused.fields["unsure"] is True
    press("Esc")
    entries["Type: Denial"].run()
    assert told[-1] == "“Type: Denial” applies to “Claims”, and no such mark is selected."
