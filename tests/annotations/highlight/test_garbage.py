"""Lines that are no language are read to their end. In quadratic time they would take minutes, and tests would hang."""

from itertools import product
from random import Random
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.highlight.spans import LABELS, trimmed

LENGTH = 100_000
GARBAGE = {
    "letters": "A",
    "digits": "1",
    "dollars": "$",
    "brackets": "(",
    "quotes": "'",
    "capitals": "A ",
    "numbers": "1 ",
    "groups": "1,111,",
    "words": "two hundred and ",
    "names": "Ivan de la ",
    "bodies": "Ministry of ",
    "acronyms": "A B (AB) ",
    "glue": "saidOrtega ",
    "hyphens": "al-",
    "lines": "\n",
    "mixed": "$9('x’",
}
# Pieces that the rules look at, so that any mixture of them is a text worth trying.
PIECES = [
    "Ana Ruiz",
    "Perú",
    "PERU",
    "President ",
    "the ",
    "’s",
    "'",
    " ",
    "\n",
    "\u00a0",
    "\t",
    "😀",
    "$3",
    " million",
]
PIECES += [
    "May",
    " 3",
    ",",
    " 2019",
    "%",
    "(UN)",
    "Ministry of ",
    "al-",
    "saidAna",
    "“",
    "-",
    "\r",
    "\x00",
    "e\u0301",
    "1.2",
]
texts = st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


@pytest.mark.parametrize("piece", GARBAGE.values(), ids=GARBAGE.keys())
def test_a_name_after_a_garbage_line_is_found(highlight, piece):
    assert highlight((piece * LENGTH)[:LENGTH] + "\nIn Peru.")[-1] == ("Peru", "GPE")


def test_thousands_of_people_with_one_given_name_are_told_apart(highlight):
    letters = "abcdefghij"
    surnames = ["".join(each).title() for each in product(letters, letters, letters, "z")] * 4
    found = highlight(" ".join(f"I saw Ivan {surname} there." for surname in surnames))
    assert found == [(f"Ivan {surname}", "PERSON") for surname in surnames]


def test_a_text_of_more_than_a_million_characters_is_read_piece_by_piece(highlight):
    assert highlight("goats " * 100_000 + "Peru. " + "goats " * 100_000) == [("Peru", "GPE")]


@pytest.mark.parametrize("piece", GARBAGE.values(), ids=GARBAGE.keys())
def test_the_trained_model_is_not_asked_about_garbage(trained, piece):
    text = "Ana Ruiz spoke.\n" + (piece * LENGTH)[:LENGTH] + "\nShe left Peru."
    found = trained.highlight(text)
    assert (text[found[0].start : found[0].end], text[found[-1].start : found[-1].end]) == ("Ana Ruiz", "Peru")


@given(texts)
def test_suggestions_lie_inside_the_text_in_order_and_apart(pipeline, trained, text):
    for found in (pipeline.highlight(text), trained.highlight(text)):
        ends = [0, *(suggestion.end for suggestion in found)]
        assert all(end <= suggestion.start < suggestion.end for end, suggestion in zip(ends, found, strict=False))
        assert ends[-1] <= len(text)


@given(texts)
def test_suggestions_have_a_label_of_ours_and_no_space_at_their_edges(pipeline, text):
    for suggestion in pipeline.highlight(text):
        quote = text[suggestion.start : suggestion.end]
        assert suggestion.layer == "entity"
        assert suggestion.label in LABELS
        assert quote == quote.strip()
        assert trimmed(text, suggestion.start, suggestion.end) == (suggestion.start, suggestion.end)


def test_a_long_line_of_language_is_no_garbage(trained):
    chance = Random(1)
    words = ["harbour", "ferry", "storm", "captain", "island", "weather", "morning", "pilot", "coast", "signal"]
    sentences = (f"The {chance.choice(words)} of the {chance.choice(words)} {n} was in Peru." for n in range(1200))
    found = trained.highlight(" ".join(sentences))
    assert sum(each.label == "GPE" for each in found) == 1200


def test_random_letters_are_garbage_to_the_model_and_read_to_their_end(trained):
    chance = Random(1)
    line = " ".join("".join(chance.choices(ascii_letters, k=5)) for _ in range(16_000))
    assert trained.highlight(f"{line}\nShe left Peru.")[-1].label == "GPE"
    assert len(trained.highlight(line)) < 100
