"""Texts cut into the words by which spans are compared."""

import pytest

from annotations.agreement.words import canonical, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo’s quay, 3.", ["Oslo", "’s", "quay", ",", "3", "."]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("مُحَمَّد قال", ["مُحَمَّد", "قال"]),
        ("שָׁלוֹם לך", ["שָׁלוֹם", "לך"]),
        ("e\u0301lite", ["e\u0301lite"]),
        ("กำลัง", ["กำ", "ลั", "ง"]),
        ("大阪は", ["大", "阪", "は"]),
    ],
)
def test_marks_stay_with_their_letters(text: str, expected: list[str]) -> None:
    words = words_of(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == expected


def test_a_final_vowel_is_no_punctuation_at_an_edge() -> None:
    assert canonical("हिन्दी") == "हिन्दी"
    assert canonical("“हिन्दी”,") == "हिन्दी"
