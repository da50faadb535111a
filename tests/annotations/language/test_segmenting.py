"""Letters and words in many scripts: what is one, what is never cut, and how far a selection is widened."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.segmenting import (
    LONGEST_WORD,
    has_unspaced,
    letter_pattern,
    next_letter,
    next_word_end,
    next_word_start,
    previous_letter,
    previous_word_end,
    previous_word_start,
    stands_alone,
    whole_letters,
    whole_words,
    word_at,
    word_pattern,
)

LETTERS = ["a", "é", "e\u0301", "क्षि", "กำ", "ש\u05c1\u05b8", "مّ", "각", "\u1112\u1161\u11ab", "東", "ー", "1️⃣"]
EMOJI = ["👩‍👩‍👧‍👦", "👍🏽", "🇫🇷", "🇩🇪", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"]
PIECES = st.lists(st.sampled_from([*LETTERS, *EMOJI, " ", "\n", ",", "-", "’", "7"])).map("".join)


def words(text: str) -> list[str]:
    return [match[0] for match in word_pattern().finditer(text)]


def cut_at(text: str) -> set[int]:
    """The places between letters."""
    return {0, len(text)} | {match.end() for match in letter_pattern().finditer(text)}


@pytest.mark.parametrize("letter", LETTERS + EMOJI)
def test_a_letter_is_what_is_seen_as_one(letter: str) -> None:
    text = f"x{letter}y"
    assert (next_letter(text, 1), previous_letter(text, len(text) - 1)) == (1 + len(letter), 1)
    for place in range(1, len(letter) + 1):
        assert whole_letters(text, place, place + 1) == (1, len(text) - 1)


@given(PIECES, st.integers(0, 40), st.integers(0, 40))
def test_nothing_that_is_found_cuts_a_letter(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    places = cut_at(text)
    assert {next_letter(text, start), previous_letter(text, start)} <= places
    if start < end:
        assert set(whole_letters(text, start, end)) <= places
        found = whole_words(text, start, end)
        assert found[0] == found[1] or set(found) <= places
    spans = [match.span() for match in word_pattern().finditer(text)]
    assert {place for span in spans for place in span} <= places


@given(PIECES, st.integers(0, 40))
def test_what_is_found_lies_in_the_text_and_goes_on(text: str, position: int) -> None:
    position = min(position, len(text))
    start, end = word_at(text, position)
    assert 0 <= start <= position <= end <= len(text)
    forwards: list[Callable[[str, int], int]] = [next_letter, next_word_start, next_word_end]
    assert all(position <= find(text, position) <= len(text) for find in forwards)
    backwards: list[Callable[[str, int], int]] = [previous_letter, previous_word_start, previous_word_end]
    assert all(0 <= find(text, position) <= position for find in backwards)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru’s vice-president, 3.5 times", ["Peru’s", "vice-president", "3.5", "times"]),
        ("हिन्दी के शब्द", ["हिन्दी", "के", "शब्द"]),
        ("مُحَمَّد می‌خواهم", ["مُحَمَّد", "می‌خواهم"]),
        ("שָׁלוֹם צה״ל", ["שָׁלוֹם", "צה״ל"]),
        ("e\u0301te\u0301 ½ x_y", ["e\u0301te\u0301", "½", "x_y"]),
        ("д'Артаньян Їжак", ["д'Артаньян", "Їжак"]),
        ("서울에서 AI는", ["서울에서", "AI", "는"]),
        ("カタカナの東京タワー", ["カタカナ", "の", "東", "京", "タワー"]),
        ("กำ ນ້ຳ ကြာ ក្រុ", ["กำ", "ນ້ຳ", "ကြာ", "ក្រុ"]),
    ],
)
def test_words_keep_their_marks(text: str, expected: list[str]) -> None:
    assert "".join(words(text)) == "".join(expected)
    if not has_unspaced(text) or "の" in text:
        assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("昨日大阪市で山田一郎が話した", "大阪"),
        ("昨日大阪市で山田一郎が話した", "山田一郎"),
        ("アメリカンフットボール", "アメリカ"),
        ("张伟在北京大学说", "北京"),
        ("นายกรัฐมนตรีไปเชียงใหม่เมื่อวาน", "เชียงใหม่"),
        ("ປະເທດລາວຢູ່ວຽງຈັນ", "ລາວ"),
        ("ភ្នំពេញគឺជារាជធានី", "ភ្នំពេញ"),
        ("ရန်ကုန်မြို့တွင်", "ရန်ကုန်"),
        ("대통령은 부산에서 말했다", "부산"),
        ("그는 London에서 왔다", "London"),
        ("IBMは発表した", "IBM"),
    ],
)
def test_a_selection_is_not_widened_where_words_are_not_set_apart(text: str, chosen: str) -> None:
    start = text.index(chosen)
    assert whole_words(text, start, start + len(chosen)) == (start, start + len(chosen))


@pytest.mark.parametrize(
    ("text", "chosen", "widened"),
    [
        ("the mayor said", "ayo", "mayor"),
        ("हिन्दी भाषा", "न्द", "हिन्दी"),
        ("قال مُحَمَّد ذلك", "حَمَّ", "مُحَمَّد"),
        ("אמר שָׁלוֹם אז", "לוֹ", "שָׁלוֹם"),
        (" said e\u0301lite ", "lit", "e\u0301lite"),
        ("그는 London에서 왔다", "ondo", "London"),
        ("a 👩‍👩‍👧‍👦 b", "‍👩", "👩‍👩‍👧‍👦"),
        ("東京へ", "東", "東"),
    ],
)
def test_a_selection_is_widened_to_whole_words(text: str, chosen: str, widened: str) -> None:
    start = text.index(chosen)
    found = whole_words(text, start, start + len(chosen))
    assert text[slice(*found)] == widened


def test_walking_by_words_meets_each_word_once() -> None:
    text = "One two, three.\n\nFour 東京"
    starts, ends, position = [], [], 0
    while (position := next_word_end(text, position)) < len(text):
        ends.append(position)
    while (position := previous_word_start(text, position)) > 0:
        starts.append(position)
    assert [text[start:end] for start, end in zip(reversed(starts), ends[1:], strict=False)] == [
        *("two", "three", "Four", "東"),
    ]
    assert (next_word_start(text, 0), next_word_start(text, 1)) == (4, 4)
    assert previous_word_end(text, len(text)) == len(text) - 1


def test_the_word_at_a_place_begins_there_rather_than_ends() -> None:
    assert word_at("東京", 1) == (1, 2)
    assert word_at("東京", 2) == (1, 2)
    assert word_at("Oslo, Bergen", 4) == (0, 4)
    assert word_at("Oslo, Bergen", 5) == (5, 5)


def test_a_word_longer_than_any_is_found_where_it_is_cut() -> None:
    text = "x" * (3 * LONGEST_WORD)
    assert word_at(text, 2 * LONGEST_WORD) == (LONGEST_WORD, len(text))


@pytest.mark.parametrize(
    ("text", "words", "alone"),
    [
        ("an Oslo man", "Oslo", True),
        ("an Oslobin", "Oslo", False),
        ("e\u0301lite", "lite", False),
        ("elite\u0301", "elite", False),
        ("北京大学", "北京", True),
        ("在OPEC说", "OPEC", True),
        ("กรุงเทพฯ", "กรุงเทพ", True),
        ("กำลัง", "ก", False),
        ("서울에서", "서울", True),
        ("남서울에", "서울", False),
        ("हिन्दीभाषा", "हिन्दी", False),
        ("“Oslo”", "Oslo", True),
    ],
)
def test_words_stand_alone_when_they_cut_no_other(text: str, words: str, alone: bool) -> None:
    start = text.index(words)
    assert stands_alone(text, start, start + len(words)) is alone


def test_without_whole_words_letters_are_still_not_cut() -> None:
    assert stands_alone("Oslobin", 0, 4, whole_words=False)
    assert not stands_alone("cafe\u0301", 0, 4, whole_words=False)
