"""Words are found without regard to case and accents, at the right code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.folding import Folded, fold

LETTERS = st.text(st.sampled_from("aAäÄßẞéÉe\u0301\u0308ıİfiﬁ🚢Łł東京 .\x00ǅ"), max_size=30)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Quay is open. The quay!", "QUAY", ["Quay", "quay"]),
        ("Café, cafe\u0301 and CAFE", "cafe", ["Café", "cafe\u0301", "CAFE"]),
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Straße", "ras", ["raß"]),
        ("🚢🚢 Łódź 🚢 łódź", "ódz", ["ódź", "ódź"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("The ﬁrst ﬁle", "fi", ["ﬁ", "ﬁ"]),
        ("東京都", "京", ["京"]),
        ("nothing", "", []),
        ("nothing", "\u0301", []),
        ("", "x", []),
    ],
)
def test_what_people_would_find_is_found(text: str, words: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in Folded(text).spans(words)] == found


@given(LETTERS, LETTERS)
def test_each_span_says_what_was_looked_for(text: str, words: str) -> None:
    wanted, last = "".join(map(fold, words)), 0
    for start, end in Folded(text).spans(words):
        assert last <= start < end <= len(text)
        assert wanted in "".join(map(fold, text[start:end]))
        assert wanted not in "".join(map(fold, text[start + 1 : end]))
        last = end if len(fold(text[end - 1])) < 2 else end - 1


@given(LETTERS, st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    if "".join(map(fold, part)):
        assert any(True for _ in Folded(text).spans(part))
