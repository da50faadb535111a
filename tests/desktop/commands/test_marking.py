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
    assert at.focused.links["target"] == Link("Bergen", at.mark("Bergen").id, "entity")


def test_claims_may_lie_on_each_other(desk: Workspace, at, press) -> None:
    at.caret("said on")
    press("Space Space")
    assert at.quotes == [SENTENCE, SENTENCE]


def test_without_words_there_is_nothing_to_mark(desk: Workspace, at, press, told) -> None:
    end = len(desk.opened.article.text)
    desk.reader.select(end - 1, end)
    press("Space")
    assert at.quotes == []
    assert told == ["There are no words here. Select some, or put the caret on them."]


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
        "Nothing that “A” could set has the focus", "Nothing that “1” could set has the focus",
    ]  # fmt: skip


def test_y_accepts_and_goes_on(desk: Workspace, at, press) -> None:
    press("Tab Y")
    assert at.quotes == ["Ida Lund"]
    assert at.focused.quote == "Friday"


def test_n_rejects_and_goes_on(desk: Workspace, at, press) -> None:
    press("Tab N")
    assert at.mark("Ida Lund").rejected
    assert at.focused.quote == "Friday"


def test_after_the_last_suggestion_it_is_said(desk: Workspace, at, press, told) -> None:
    press("Tab Y N Y Y Y")
    assert at.quotes == ["Ida Lund", "Oslo", "Bergen", "Per Moe"]
    assert at.focused is None
    assert told == ["There are no more suggestions."]


def test_tab_and_shift_tab_go_through_the_suggestions(desk: Workspace, at, press) -> None:
    seen = []
    for key in ("Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab"):
        press(key)
        seen.append(at.focused.quote)
    assert seen == ["Ida Lund", "Friday", "Oslo", "Friday", "Ida Lund"]


def test_tab_begins_at_the_caret(desk: Workspace, at, press) -> None:
    at.caret("had shut")
    press("Tab")
    assert at.focused.quote == "Bergen"


@pytest.mark.parametrize("key", ["Backspace", "Delete", "N"])
def test_ones_own_mark_is_deleted(desk: Workspace, at, press, key: str) -> None:
    at.caret("said on")
    press(f"Space {key}")
    assert at.quotes == []
    assert at.focused is None


def test_deleting_what_was_accepted_rejects_it(desk: Workspace, at, press) -> None:
    press("Tab Y")
    at.focus("Ida Lund")
    press("Backspace")
    assert at.mark("Ida Lund").rejected


def test_what_was_rejected_is_taken_after_all(desk: Workspace, at, press) -> None:
    press("Tab N")
    at.focus("Ida Lund")
    press("Y")
    assert (at.focused.quote, at.focused.verdict, at.focused.label) == ("Ida Lund", "accepted", "PERSON")
    assert at.quotes == ["Ida Lund"]


def test_what_was_rejected_is_not_rejected_twice(desk: Workspace, at, press) -> None:
    press("Tab N")
    at.focus("Ida Lund")
    press("N")
    assert at.mark("Ida Lund").rejected


@pytest.mark.parametrize("key", ["Y", "N", "M", "["])
def test_without_focus_it_is_said_what_to_do(desk: Workspace, press, told, key: str) -> None:
    press(key)
    assert len(told) == 1
    assert told[0].endswith((".",))


def test_j_and_k_go_through_the_claims(desk: Workspace, at, press, told) -> None:
    for words in ("said on", "is open"):
        at.caret(words)
        press("Space Esc")
    desk.reader.select(0, 0)
    seen = []
    for key in ("J", "J", "K"):
        press(key)
        seen.append(at.focused.quote)
    assert seen == [SENTENCE, QUOTED, SENTENCE]
    press("K")
    assert told == ["There are no more claims."]


def test_o_goes_through_what_lies_under_the_caret(desk: Workspace, at, press) -> None:
    at.caret("said on")
    press("Space Esc")
    at.caret("Oslo")
    seen = []
    for _ in range(3):
        press("O")
        seen.append(at.focused.layer)
    assert seen == ["entity", "claim", "entity"]


def test_o_on_bare_text_does_nothing(desk: Workspace, at, press) -> None:
    at.caret("Nobody")
    press("O")
    assert at.focused is None


def test_m_moves_the_mark_to_the_selection(desk: Workspace, at, press) -> None:
    at.caret("said on")
    press("Space")
    at.select("Oslo had shut the quay")
    press("M")
    assert at.focused.quote == "Oslo had shut the quay"


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ("[", "and Bergen knows"),
        ("[ [", "open and Bergen knows"),
        ("]", "Bergen knows it"),
        ("{", "knows"),
        ("}", "Bergen"),
        ("} }", "Bergen"),
        ("{ {", "knows"),
        ("[ } ]", "and Bergen knows"),
    ],
)
def test_brackets_move_the_ends_by_words(desk: Workspace, at, press, keys: str, quote: str) -> None:
    at.select("Bergen knows")
    press("Space " + keys)
    assert at.focused.quote == quote


def test_moving_a_suggestion_takes_it_first(desk: Workspace, at, press) -> None:
    at.focus("Ida Lund")
    press("[")
    assert (at.focused.quote, at.focused.verdict) == ("Mayor Ida Lund", "accepted")
    assert at.quotes == ["Mayor Ida Lund"]


def test_moving_a_suggestion_can_be_undone(desk: Workspace, at, press) -> None:
    at.focus("Ida Lund")
    press("[ Ctrl+Z Ctrl+Z")
    assert at.quotes == []
    assert at.mark("Ida Lund").suggested
