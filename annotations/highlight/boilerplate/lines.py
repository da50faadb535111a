"""The lines of an article as the rules for boilerplate see them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTER = re.compile(r"[^\W\d_]")
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")
_WORD = re.compile(r"\w+")


class Line(NamedTuple):
    """A line with words or signs in it. `start` and `end` are code points; `key` is what the word lists know it by."""

    start: int
    end: int
    text: str
    key: str

    @property
    def has_letters(self) -> bool:
        """Whether there is a word in it."""
        return bool(_LETTER.search(self.text))

    @property
    def bare(self) -> str:
        """Its text without the marks at its ends."""
        return _ENDS.sub("", self.text)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    @property
    def is_sentence(self) -> bool:
        """Whether it ends like a sentence."""
        return self.text.rstrip("”\"»’')] ").endswith((".", "!", "?", "…", ":")) and self.words > 4


def key_of(text: str) -> str:
    """The words of a line in lower case, without the marks at their ends."""
    return " ".join(_ENDS.sub("", text).lower().replace("’", "'").split())


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that are not empty, in order."""
    start = 0
    for raw in text.split("\n"):
        if words := raw.strip():
            left = start + len(raw) - len(raw.lstrip())
            yield Line(left, left + len(words), words, key_of(words))
        start += len(raw) + 1
