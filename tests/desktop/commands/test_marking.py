import pytest

from annotations.model import Link
from desktop.workspace import Workspace

# What is said in the article of the fixtures.
SENTENCE = "Mayor Ida Lund said on Friday that Oslo had shut the quay"
QUOTED = "The quay is open and Bergen knows it"


def test_space_marks_the_selection_without_its_outer_spaces(desk: Workspace, at, press) -> None:
    at.select(" had shut the quay. ")
    press("Space")
    assert (at.focused.layer, at.focused.quote) == ("claim", "had shut the quay.")


def test_space_marks_the_sentence_at_the_caret(desk: Workspace, at, press) -> None:
    at.caret("said on")
    press("Space")
    assert at.focused.quote == SENTENCE


def test_space_in_a_quotation_marks_what_is_quoted(desk: Workspace, at, press) -> None:
    at.caret("is open")
    press("Space")
    assert at.focused.quote == QUOTED


def test_a_new_claim_comes_with_proposed_fields_and_links(desk: Workspace, at, press) -> None:
    at.caret("is open")
    press("Space")
    assert at.focused.fields["quote"] == "direct"
    assert at.focused.links["claimer"].text == "Per Moe"
    assert at.focused.links["target"] == Link("The quay", None, "issue")


def test_claims_may_lie_on_each_other(desk: Workspace, at, press) -> None:
    at.caret("said on")
    press("Space Space")
    assert at.quotes == [SENTENCE, SENTENCE]


def test_without_words_there_is_nothing_to_mark(desk: Workspace, at, press, told) -> None:
    end = len(desk.opened.article.text)
    desk.reader.select(end - 1, end)
    press("Space")
    assert at.quotes == []
    assert told == ["There is nothing to mark here. Select some words, or put the cursor on one."]


@pytest.mark.parametrize("label", ["P PERSON", "O ORG", "G GPE", "L LOC", "N NORP", "D DATE", "E EVENT", "M MONEY"])
def test_shift_and_a_letter_marks_a_name_at_the_caret(desk: Workspace, at, press, label: str) -> None:
    key, name = label.split()
    at.caret("body")
    press(f"Shift+{key}")
    assert (at.focused.quote, at.focused.label) == ("Nobody", name)


def test_a_name_is_what_is_selected(desk: Workspace, at, press) -> None:
    at.select("Port talks")
    press("Shift+E")
    assert (at.focused.quote, at.focused.label, at.focused.layer) == ("Port talks", "EVENT", "entity")


def test_the_focused_name_gets_the_label(desk: Workspace, at, press) -> None:
    at.select("Port talks")
    press("Shift+E Shift+O")
    assert at.quotes == ["Port talks"]
    assert at.focused.label == "ORG"


def test_a_suggestion_with_another_label_is_accepted_with_it(desk: Workspace, at, press) -> None:
    at.focus("Per Moe")
    press("Shift+P")
    assert (at.focused.label, at.focused.verdict) == ("PERSON", "accepted")
    assert not at.mark("Per Moe").suggested


def test_another_selection_is_marked_although_a_name_has_the_focus(desk: Workspace, at, press) -> None:
    at.select("Port talks")
    press("Shift+E")
    at.select("Nobody")
    press("Shift+O")
    assert at.quotes == ["Port talks", "Nobody"]


def test_a_new_name_takes_the_place_of_what_lies_under_it(desk: Workspace, at, press) -> None:
    at.select("Mayor Ida Lund")
    press("Shift+P")
    assert at.quotes == ["Mayor Ida Lund"]
    assert at.mark("Ida Lund").rejected


@pytest.mark.parametrize(
    ("key", "kind"), list(enumerate(["nav", "caption", "credit", "dateline", "bio", "debris"], start=1))
)
def test_shift_b_and_a_digit_masks_a_line(desk: Workspace, at, press, key: int, kind: str) -> None:
    at.caret("Share")
    press(f"Shift+B {key}")
    assert (at.focused.layer, at.focused.quote, at.focused.label) == ("boilerplate", "Share", kind)


def test_a_mask_gets_another_kind_by_its_digit(desk: Workspace, at, press) -> None:
    at.caret("Share")
    press("Shift+B 1 6")
    assert at.focused.label == "debris"


def test_shift_b_waits_for_one_key_only(desk: Workspace, at, press, told) -> None:
    at.caret("Share")
    press("Shift+B A 1")
    assert at.quotes == []
    assert [sentence.split(".")[0] for sentence in told[1:]] == [
        "Select a mark that “A” applies to", "Select a mark that “1” applies to",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["Backspace", "Delete", "N"])
def test_ones_own_mark_is_deleted(desk: Workspace, at, press, key: str) -> None:
    at.caret("said on")
    press(f"Space {key}")
    assert at.quotes == []
    assert at.focused is None


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("Y", "Nothing is selected. Press Tab to go to the next suggestion."),
        ("N", "Nothing is selected. Press Tab to go to the next suggestion, J to go to the next claim."),
        ("M", "Select a mark, then select its new words."),
        ("[", "Select a mark first."),
    ],
)
def test_without_focus_it_is_said_what_to_do(desk: Workspace, press, told, key: str, sentence: str) -> None:
    press(key)
    assert told == [sentence]
