import pytest

from desktop.workspace import Workspace

# What is said in the article of the fixtures.
SENTENCE = "Mayor Ida Lund said on Friday that Oslo had shut the quay"
QUOTED = "The quay is open and Bergen knows it"


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
