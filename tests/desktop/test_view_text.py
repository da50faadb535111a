"""Very long paragraphs are broken up where they are shown; positions of the stored text stay what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import normalise, utf16_offsets
from desktop import view_text as module
from desktop.view_text import ViewText

PARTS = [
    "The port is open. ",
    "Ana said so! ",
    "😀 ",
    "e\u0301",
    "قال الوزير ",
    "\n",
    "x" * 30,
    "界" * 9,
    "\u2029",
    "\n\n",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 60)
    monkeypatch.setattr(module, "PIECE", 20)
    monkeypatch.setattr(module, "NEAR", 40)


@given(TEXTS)
def test_positions_go_there_and_back(text: str) -> None:
    stored = normalise(text).text
    view = ViewText(stored)
    for position in range(len(stored) + 1):
        assert view.from_unit(view.to_unit(position)) == view.from_unit(view.start_unit(position)) == position


@given(TEXTS)
def test_every_unit_shows_the_character_it_stands_for(text: str) -> None:
    stored = normalise(text).text
    view = ViewText(stored)
    units = view.text.encode("utf-16-le")
    for position, character in enumerate(stored):
        start, end = view.start_unit(position), view.to_unit(position + 1)
        assert units[2 * start : 2 * end].decode("utf-16-le") == character


@given(TEXTS)
def test_nothing_but_line_breaks_is_put_in(text: str) -> None:
    stored = normalise(text).text
    view = ViewText(stored)
    assert view.text.replace("\n", "") == stored.replace("\n", "")
    assert [length for length, _ in view.lines] == [len(line) for line in module._LINE_BREAK.split(view.text)]  # noqa: SLF001
    assert sum(goes_on for _, goes_on in view.lines) == len(view.text) - len(stored)
    assert all(length <= 62 for length, _ in view.lines)


def test_a_paragraph_is_broken_between_sentences_else_between_words_else_anywhere() -> None:
    for text in ("The port is open. " * 9, "the port is open " * 9, "x" * 200):
        lines = ViewText(text).text.split("\n")
        assert len(lines) > 2
        assert all(line.endswith(" ") for line in lines[:-1]) == (" " in text)
        assert all(line.startswith("The") for line in lines) == ("." in text)


def test_a_letter_and_its_accent_are_not_parted() -> None:
    lines = ViewText("e\u0301" * 60).text.split("\n")
    assert len(lines) > 2
    assert all(line.startswith("e") for line in lines)


def test_usual_paragraphs_are_left_alone() -> None:
    text = "A title\n\n" + "x" * 60 + "😀\n"
    view = ViewText(text[:-2])
    assert view.text == text[:-2]
    assert view.to_unit(10) == utf16_offsets(text).to_unit(10)
