"""Spans counted in words, so that a blank, a comma or a quotation mark at the edge is no disagreement."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import category

# Scripts that are written without spaces count by the character.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[’'][sS]\b|[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|[^\w\s]")
_ARTICLES = {"the", "a", "an"}


class Words(NamedTuple):
    """A text cut into words and single signs, by the code points where they start and end."""

    text: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The words from first to past the last that a span of code points touches, without what its edges may hold.

        The edges lose signs of punctuation, a leading article and a final possessive, unless nothing would be left.
        """
        whole = bisect_right(self.ends, start), bisect_left(self.starts, end)
        first, last = whole
        while first < last and self._is_sign(first):
            first += 1
        while first < last and (self._is_sign(last - 1) or self.text[self.starts[last - 1]] in "’'"):
            last -= 1
        if last - first > 1 and self.text[self.starts[first] : self.ends[first]].lower() in _ARTICLES:
            first += 1
        return (first, last) if first < last else whole

    def _is_sign(self, word: int) -> bool:
        sign = self.text[self.starts[word]]
        return not sign.isalnum() and self.ends[word] - self.starts[word] == 1 and category(sign).startswith("P")


def words_of(text: str) -> Words:
    """Cut a text into words."""
    starts, ends = [], []
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, starts, ends)


def canonical(words: str) -> str:
    """The form in which two people's words for the same are alike: case, edges, articles and spaces do not count."""
    cut = words_of(" ".join(words.split()).casefold())
    first, last = cut.place(0, len(cut.text))
    return cut.text[cut.starts[first] : cut.ends[last - 1]] if first < last else ""


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap into one, in order; those that only touch stay apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    return found
