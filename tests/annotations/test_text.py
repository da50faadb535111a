"""Positions in a text: units, normalising, words, sentences and the span that a claim is proposed to have."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations import text as module
from annotations.text import (
    Offsets,
    claim_span_at,
    line_at,
    next_word,
    normalise,
    previous_word,
    sentence_at,
    sentences,
    utf8_offsets,
    utf16_offsets,
    word_at,
)

# Everything that one tool or another counts as two, swallows, or takes for a line break.
AWKWARD = 'a é\u0301\r\n\0\t\v\f\x1c\x85\u2028\u2029\ufeff\u200d\ufdd0😀👩🏽‍🚀\U0010ffffعربי“”"‘’.!?… '
TEXTS = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=("Cs",))))


def _check_bijection(text: str, offsets: Offsets, encoding: str, width: int) -> None:
    encoded = text.encode(encoding)
    units = [offsets.to_unit(position) for position in range(len(text) + 1)]
    assert units == [len(text[:position].encode(encoding)) // width for position in range(len(text) + 1)]
    assert [offsets.from_unit(unit) for unit in units] == list(range(len(text) + 1))
    for start, end in zip(units, units[1:], strict=False):
        piece = encoded[start * width : end * width].decode(encoding)
        assert piece == text[offsets.from_unit(start) : offsets.from_unit(end)]
        assert {offsets.from_unit(inside) for inside in range(start, end)} == {offsets.from_unit(start)}


@given(TEXTS)
def test_utf16_units_and_code_points_are_a_bijection(text: str) -> None:
    _check_bijection(text, utf16_offsets(text), "utf-16-le", 2)


@given(TEXTS)
def test_utf8_bytes_and_code_points_are_a_bijection(text: str) -> None:
    _check_bijection(text, utf8_offsets(text), "utf-8", 1)


@given(TEXTS)
@example("\ufeff\ufeff\r\n\r\0")
def test_a_normalised_text_stays_as_it_is(text: str) -> None:
    stored = normalise(text).text
    assert normalise(stored) == (stored, ())
    assert not set(stored) & {"\r", "\0"}


@given(TEXTS)
def test_a_position_keeps_its_character_when_a_text_is_normalised(text: str) -> None:
    normalised = normalise(text)
    for position, character in enumerate(text):
        if character not in "\r\n\0\ufeff":
            assert normalised.text[normalised.position(position)] == character
    assert normalised.position(len(text)) == len(normalised.text)


def test_crlf_becomes_one_line_break_and_a_lone_cr_too() -> None:
    assert normalise("one\r\ntwo\rthree\n") == ("one\ntwo\nthree\n", (4,))


def test_a_leading_byte_order_mark_goes_and_nul_is_replaced() -> None:
    assert normalise("\ufeffa\0b\ufeff") == ("a\ufffdb\ufeff", (0,))


@given(TEXTS)
def test_sentences_are_in_order_and_hold_all_that_is_not_space(text: str) -> None:
    stored = normalise(text).text
    spans = sentences(stored)
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    held = "".join(stored[start:end] for start, end in spans)
    assert held.translate(dict.fromkeys(b" \t\n\xa0")) == stored.translate(dict.fromkeys(b" \t\n\xa0"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Gen. Lee in the U.S. Monday.", ["Mr. Smith met Gen. Lee in the U.S. Monday."]),
        ("He said no.The army left.", ["He said no.", "The army left."]),
        ("It fell by 3.5 percent. Now 4.", ["It fell by 3.5 percent.", "Now 4."]),
        ("“We go.” They went.", ["“We go.”", "They went."]),
        ("Really?! Yes… Then no.", ["Really?!", "Yes…", "Then no."]),
        ("see example.com or e.g. this", ["see example.com or e.g. this"]),
        ("A headline\n\n  Then text", ["A headline", "Then text"]),
        (" \n\t", []),
    ],
)
def test_a_text_is_split_where_a_reader_would_split_it(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(TEXTS, st.integers(0, 50))
def test_what_is_found_at_a_position_lies_in_the_text(text: str, position: int) -> None:
    position = min(position, len(text))
    for find in (word_at, line_at, sentence_at, claim_span_at, next_word, previous_word):
        start, end = find(text, position)
        assert 0 <= start <= end <= len(text)


@given(TEXTS, st.integers(0, 50))
def test_the_sentence_at_a_position_is_one_of_the_sentences(text: str, position: int) -> None:
    found = sentence_at(text, min(position, len(text)))
    assert found in sentences(text) or found[0] == found[1]


def test_between_two_lines_the_sentence_before_is_taken() -> None:
    text = "One. Two.\n\n\nThree."
    assert [text[slice(*sentence_at(text, position))] for position in (0, 6, 10, 11, 12)] == [
        *("One.", "Two.", "Two.", "Two.", "Three.")
    ]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("The road is open. He left.", "road", "The road is open"),
        ("“The road is open,” she said.", "road", "The road is open"),
        ("“The road is open,” she said.", "said", "“The road is open,” she said"),
        ("He spoke of “serious harm.” Then he left.", "spoke", "He spoke of “serious harm.”"),
        ("He spoke of “serious harm.” Then he left.", "harm", "serious harm"),
        ('"We know it," he said, "and you too."', "said", '"We know it," he said, "and you too."'),
        ("“We know. We go,” he said.", "We go", "We go"),
        ("“Never closed. Not today", "today", "Not today"),
        ("«Ni hablar», dijo.", "hablar", "Ni hablar"),
    ],
)
def test_a_claim_is_proposed_without_the_marks_around_it(text: str, at: str, expected: str) -> None:
    start, end = claim_span_at(text, text.index(at))
    assert text[start:end] == expected


def test_words_hold_their_apostrophes_and_hyphens() -> None:
    text = "Peru’s vice-president, 3 times"
    assert text[slice(*word_at(text, 2))] == "Peru’s"
    assert text[slice(*word_at(text, 9))] == "vice-president"
    assert word_at(text, len("Peru’s vice-president,")) == (22, 22)


def test_walking_by_words_meets_each_word_once() -> None:
    text = "One two, three.\n\nFour"
    forward, position = [], 0
    while (span := next_word(text, position)) != (len(text), len(text)):
        forward.append(text[slice(*span)])
        position = span[0] + 1
    assert forward == ["One", "two", "three", "Four"]
    assert text[slice(*previous_word(text, len(text) - 4))] == "three"


def test_a_word_longer_than_any_is_found_where_it_is_cut() -> None:
    text = "x" * (3 * module.LONGEST_WORD)
    start, end = word_at(text, 2 * module.LONGEST_WORD)
    assert (start, end) == (module.LONGEST_WORD, len(text))
