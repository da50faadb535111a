import pytest

from annotations.language.segmenting import next_letter, previous_letter, whole_words
from desktop.workspace import Workspace


@pytest.fixture
def claim(desk: Workspace, at, press):
    """A claim on “Nobody else was asked”."""
    at.caret("Nobody else")
    press("Space")
    return at


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Ctrl+]", "Nobody else was asked."),
        ("Ctrl+}", "Nobody else was aske"),
        ("Ctrl+{", "obody else was asked"),
        ("Ctrl+[", " Nobody else was asked"),
        ("}", "Nobody else was"),
        ("{", "else was asked"),
    ],
)
def test_each_end_moves_by_words_and_with_ctrl_by_letters(claim, press, key: str, words: str) -> None:
    press(key)
    assert claim.focused.quote == words
    press("Ctrl+Z")
    assert claim.focused.quote == "Nobody else was asked"


def test_a_selection_is_widened_to_whole_words(desk: Workspace, at, press) -> None:
    start, end = at.span("replied Per")
    desk.reader.select(start + 3, end - 1)
    press("Space")
    assert at.focused.quote == "replied Per"


def test_l_takes_the_selection_to_the_letter_once(desk: Workspace, at, press, told) -> None:
    start, end = at.span("replied Per")
    desk.reader.select(start + 3, end - 1)
    press("L Space")
    assert at.focused.quote == "lied Pe"
    assert told == ["Exact selection: it is not widened to whole words."]
    desk.reader.select(start + 3, end - 1)
    press("M")
    assert at.focused.quote == "replied Per"


def test_l_again_takes_words_after_all(desk: Workspace, at, press, told) -> None:
    press("L")
    start, end = at.span("replied Per")
    desk.reader.select(start + 3, end - 1)
    press("L L Space")
    assert at.focused.quote == "replied Per"
    assert told[0] == "Select some words first."


def test_selections_are_to_the_letter_where_the_user_wants_that(desk: Workspace, at, press) -> None:
    desk.settings.snap_to_words = False
    start, end = at.span("replied Per")
    desk.reader.select(start + 3, end - 1)
    press("Space")
    assert at.focused.quote == "lied Pe"


def test_moving_the_end_of_a_suggestion_accepts_it(desk: Workspace, at, press) -> None:
    at.focus("Oslo")
    press("Ctrl+}")
    assert (at.focused.quote, at.focused.verdict, at.focused.annotator) == (
        "Osl", "accepted", desk.session.project.acting,
    )  # fmt: skip


def test_an_end_never_passes_the_other_one(desk: Workspace, at, press) -> None:
    at.focus("Oslo")
    press("Ctrl+} Ctrl+} Ctrl+} Ctrl+} Ctrl+}")
    assert at.focused.quote == "O"


def test_letters_are_what_a_reader_sees_as_one() -> None:
    text = "a👩🏽‍🚀e\u0301b"
    assert next_letter(text, 1) == text.index("e")
    assert next_letter(text, text.index("e")) == text.index("b")
    assert previous_letter(text, text.index("e")) == 1
    assert (previous_letter(text, 0), next_letter(text, len(text))) == (0, len(text))


@pytest.mark.parametrize(
    ("span", "words"), [((2, 7), "one two"), ((3, 4), ""), ((0, 3), "one"), ((4, 5), "two"), ((7, 12), "three-four")]
)
def test_words_that_are_cut_are_taken_whole(span: tuple[int, int], words: str) -> None:
    text = "one two three-four."
    start, end = whole_words(text, *span)
    assert text[start:end] == words
