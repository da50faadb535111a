"""Words of others are shown whole, harmless, and no longer than a sentence can bear."""

import json

import pytest

from annotations.display import LONGEST, sentence, shortened, visible


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Ana Ruiz, 机构, Персона, d’État, 😀", "Ana Ruiz, 机构, Персона, d’État, 😀"),
        ("\x1b[2J\x1b]0;gone\x07", r"\x1b[2J\x1b]0;gone\x07"),
        ("one\ntwo\r\tthree\0", r"one\ntwo\r\tthree\x00"),
        ("\x7f\x9b31m", r"\u007f\u009b31m"),
        ("txt.\u202egnp", r"txt.\u202egnp"),
        ("\u2066a\u2069\u2028", r"\u2066a\u2069\u2028"),
        ("half \ud83d", r"half \ud83d"),
        ("שלום\u200f", "שלום\u200f"),
    ],
)
def test_what_is_obeyed_and_not_seen_becomes_an_escape(words: str, shown: str) -> None:
    assert visible(words) == shown


def test_lines_and_json_keep_their_shape() -> None:
    assert visible("a\n\tb\x1b", lines=True) == "a\n\tb\\x1b"
    raw = json.dumps({"name": "\x1b[2J\u202e\x85\x7f"}, ensure_ascii=False, indent=1)
    assert json.loads(visible(raw, lines=True)) == json.loads(raw)


def test_long_words_end_in_an_ellipsis() -> None:
    assert (shortened("12345", 5), shortened("123456", 5)) == ("12345", "1234…")
    assert len(sentence("\n" * 10_000)) == LONGEST
