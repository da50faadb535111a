"""Words and signs of a text with their places. Every repeat is bounded, so that no garbage makes this slow."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d{1,20}(?:[.,]\d{1,20}){0,6}|(?:[A-Z]\.){2,6}|[^\W\d_]{1,60}(?:[’'\-][^\W\d_]{1,60}){0,6}|\w{1,60}|\.{3}|[^\w\s]"
)
_POSSESSIVE = ("'s", "’s")
_new = tuple.__new__  # an article has a thousand tokens
QUOTED = "“”"
"""The text of a token that stands for a whole quotation."""


class Token(NamedTuple):
    """A word, a number or a sign. `start` and `end` are code points; `low` is what the word lists know it by."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a sign or a quotation."""
        return self.text[0].isalnum()

    @property
    def is_name(self) -> bool:
        """Whether it begins like a name."""
        return self.text[0].isupper()


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Split a piece of a text. A final ’s is a token of its own; a full stop stays with initials such as U.S."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first, last = match.span()
        if word[-1] in "sS" and word[-2:].lower() in _POSSESSIVE and len(word) > 2:
            found.append(_new(Token, (first, last - 2, word[:-2], _plain(word[:-2]))))
            first, word = last - 2, word[-2:]
        found.append(_new(Token, (first, last, word, _plain(word))))
    return found


def _plain(word: str) -> str:
    return word.lower() if "’" not in word else word.lower().replace("’", "'")


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokens of a text have them."""
    return tuple(token.low for token in tokens_of(phrase, 0, len(phrase)))
