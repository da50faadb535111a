"""Positions in a text: units, normalising and lines."""

from hypothesis import example, given
from hypothesis import strategies as st

from annotations.text import (
    Offsets,
    line_at,
    normalise,
    utf8_offsets,
    utf16_offsets,
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


@given(TEXTS, st.integers(0, 50))
def test_what_is_found_at_a_position_lies_in_the_text(text: str, position: int) -> None:
    position = min(position, len(text))
    start, end = line_at(text, position)
    assert 0 <= start <= end <= len(text)
