import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotations.model import Link, SuggestedLink, Suggestion
from annotations.operations.annotators import add_annotator
from annotations.operations.highlighting import save_suggestions
from desktop.workspace import Workspace


@pytest.fixture
def claim(desk: Workspace, at, press):
    at.caret("is open")
    press("Space")
    return at


def test_r_and_a_letter_sets_the_speaker(claim, press, desk: Workspace) -> None:
    press("R")
    press(claim.hint("Ida Lund"))
    assert claim.focused.links["claimer"] == Link("Ida Lund", claim.mark("Ida Lund").id)


def test_t_and_a_letter_sets_the_target_with_its_kind(claim, press, desk: Workspace) -> None:
    press("T")
    press(claim.hint("Friday"))
    assert claim.focused.links["target"] == Link("Friday", claim.mark("Friday").id, "entity")


def test_a_denial_targets_the_claim_it_denies(claim, press, desk: Workspace) -> None:
    denied = claim.focused.quote
    claim.caret("Nobody")
    press("Space T")
    press(claim.hint(denied))
    assert claim.focused.links["target"] == Link(denied, claim.mark(denied, "claim").id, "claim")


def test_a_claim_is_not_offered_as_its_own_target(claim, press, desk: Workspace) -> None:
    press("T")
    assert {mark.layer.name for mark in claim.hints.values()} == {"entity"}


@pytest.mark.parametrize(("key", "constant"), [("1", "AUTHOR"), ("2", "UNNAMED")])
def test_r_and_a_digit_sets_a_constant(claim, press, key: str, constant: str) -> None:
    press(f"R {key}")
    assert claim.focused.links["claimer"] == Link(constant)


def test_a_digit_of_no_constant_leaves_the_choice_open(claim, press, desk: Workspace) -> None:
    before = claim.focused.links
    press("R 7")
    assert claim.focused.links == before
    assert "claim_type" not in claim.focused.fields
    press("2")
    assert claim.focused.links["claimer"] == Link("UNNAMED")


def test_slash_takes_words(claim, press, desk: Workspace, qtbot) -> None:
    press("T /")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "the quay a5/")
    press("Enter")
    assert claim.focused.links["target"] == Link("the quay a5/", kind="issue")
    assert desk.opened.status == "todo"


def test_after_the_words_the_keyboard_is_in_the_article_again(claim, press, desk: Workspace, qtbot) -> None:
    press("R /")
    qtbot.keyClicks(QApplication.focusWidget(), "the pilots")
    press("Enter A")
    assert desk.reader.hasFocus()
    assert claim.focused.links["claimer"] == Link("the pilots")
    assert claim.focused.fields["stance"] == "oppose"


def test_escape_leaves_the_words_and_then_the_claim(claim, press, desk: Workspace, qtbot) -> None:
    before = claim.focused.links
    press("R /")
    qtbot.keyClicks(QApplication.focusWidget(), "the pilots")
    press("Esc")
    assert claim.focused.links == before
    assert desk.reader.hasFocus()
    press("Esc")
    assert claim.focused is None


def test_escape_takes_the_letters_away(claim, press, desk: Workspace) -> None:
    press("R Esc")
    assert claim.hints == {}
    assert claim.focused.layer == "claim"
    press("A")
    assert claim.focused.fields["stance"] == "oppose"


def test_letters_are_no_keys_of_the_scheme_while_a_link_is_picked(claim, press, desk: Workspace) -> None:
    letter = "a"
    press("R")
    assert letter not in claim.hints
    press(letter)
    assert "stance" not in claim.focused.fields
    assert claim.hints


def test_slash_without_a_link_being_picked_does_nothing(claim, press, desk: Workspace) -> None:
    press("/")
    assert desk.reader.hasFocus()


def test_picking_ends_when_another_mark_gets_the_focus(claim, press, desk: Workspace) -> None:
    press("R Tab")
    assert claim.hints == {}
    before = desk.opened.mark(claim.mark("The quay is open and Bergen knows it", "claim").id)
    press("1")
    assert desk.opened.mark(before.id).annotation == before.annotation


def test_a_link_to_a_suggestion_is_shown_on_the_name_it_became(claim, press, desk: Workspace) -> None:
    press("T")
    press(claim.hint("Bergen"))
    assert claim.linked == ["Bergen", "Per Moe"]
    claim.focus("Bergen")
    press("Y")
    claim.focus("The quay is open and Bergen knows it", "claim")
    assert claim.linked == ["Bergen", "Per Moe"]


def test_a_suggested_claim_frames_ones_own_marks_in_the_places_it_points_to(desk: Workspace, at, press) -> None:
    machine = add_annotator(desk.session.project, "claims", "machine", "1")
    link = SuggestedLink("Oslo", "entity", *at.span("Oslo"))
    name = Suggestion("entity", *at.span("Oslo"), "ORG")
    claim = Suggestion("claim", *at.span("had shut the quay"), links={"target": link})
    desk.session.run(save_suggestions, machine, [(desk.opened.article, [name, claim])])
    desk.opened.focus(at.mark("had shut the quay", "claim").id)
    assert at.linked == ["Oslo"]
    at.select("Oslo")
    press("Shift+G")  # one's own name takes the place of the suggestion
    desk.opened.focus(at.mark("had shut the quay", "claim").id)
    assert at.linked == ["Oslo"]
    assert not at.mark("Oslo").suggested
