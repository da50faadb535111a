"""Spans counted in words, so that a space or comma at the edge is not a disagreement. Light to import."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    import regex

    from annotations.agreement.ratings import Codes

# Scripts written without spaces are counted by character.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[’'][sS]\b|[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|[^\w\s]")
_SIGN = re.compile(f"[{_UNSPACED}]")
_ARTICLES = {"the", "a", "an"}


@cache
def _with_marks() -> "regex.Pattern[str]":
    """The same for texts with combining marks, which belong to the letter before them; slower."""
    import regex

    letter = r"[\w\p{M}\u200c\u200d]"
    other = r"[^\w\s\p{M}\u200c\u200d]"
    return regex.compile(
        rf"[’'][sS]\b|(?=[{_UNSPACED}])\X|(?:(?![{_UNSPACED}]){letter})+|{other}\p{{M}}*", regex.VERSION1
    )


@cache
def _mark() -> "regex.Pattern[str]":
    import regex

    return regex.compile(r"[\p{M}\u200c\u200d]")


def is_unspaced(sign: str) -> bool:
    """Whether a code point belongs to a script without spaces."""
    return bool(_SIGN.match(sign))


def is_combining(sign: str) -> bool:
    """Whether a code point belongs to the letter before it."""
    return not sign.isascii() and bool(_mark().match(sign))


def is_kept_alone(sign: str) -> bool:
    """Whether the edge of a span keeps a word that is only this."""
    return not category(sign).startswith("P") or sign == "_"


class Words(NamedTuple):
    """A text split into words and punctuation: the code points where they start and end, and what edges may lose.

    `next_kept` has for each word the first one from there that an edge keeps, `last_kept` the one after the last
    that it keeps before there; `article` marks articles.
    """

    starts: "Codes"
    ends: "Codes"
    next_kept: "Codes"
    last_kept: "Codes"
    article: "Codes"

    def touched(self, start: "Codes", end: "Codes") -> "tuple[Codes, Codes]":
        """The words that spans of code points touch, from the first to one past the last."""
        import numpy as np

        return np.searchsorted(self.ends, start, side="right"), np.searchsorted(self.starts, end)

    def places(self, start: "Codes", end: "Codes") -> "tuple[Codes, Codes]":
        """The same without punctuation, a leading article and a final possessive at the edges.

        They stay if nothing would be left without them.
        """
        import numpy as np

        whole = self.touched(start, end)
        first, last = self.next_kept[whole[0]], self.last_kept[whole[1]]
        first = first + ((last - first > 1) & self.article[np.minimum(first, len(self.starts))])
        kept = first < last
        return np.where(kept, first, whole[0]), np.where(kept, last, np.maximum(whole[0], whole[1]))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The same for one span."""
        import numpy as np

        first, last = self.places(np.array([start]), np.array([end]))
        return int(first[0]), int(last[0])


def words_of(text: str) -> Words:
    """Split a text into words."""
    import numpy as np

    plain = text.isascii() or not _mark().search(text)
    found = (
        [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)] if plain else words_with_marks(text)
    )
    size = len(found)
    next_kept, last_kept = np.full(size + 1, size), np.zeros(size + 1, dtype=np.int64)
    article = np.zeros(size + 1, dtype=np.int64)
    kinds = np.array([kind_of_word(word) for _, _, word in found], dtype=np.int64)
    kept, held = kinds & 1 > 0, kinds & 2 > 0
    if size:
        next_kept[:-1] = np.minimum.accumulate(np.where(kept, np.arange(size), size)[::-1])[::-1]
        last_kept[1:] = np.maximum.accumulate(np.where(held, np.arange(1, size + 1), 0))
        article[:-1] = kinds >> 2
    starts, ends = (np.array([row[place] for row in found], dtype=np.int64) for place in (0, 1))
    return Words(starts, ends, next_kept, last_kept, article)


def words_with_marks(text: str) -> list[tuple[int, int, str]]:
    """The words of a text that has combining marks: start, end and the word."""
    return [(match.start(), match.end(), match[0]) for match in _with_marks().finditer(text)]


@lru_cache(maxsize=65536)
def kind_of_word(word: str) -> int:
    """Flags, added up: 1 if kept at the start of a span, 2 if kept at its end, 4 for an article."""
    kept = len(word) > 1 or is_kept_alone(word)
    return kept + 2 * (kept and word[0] not in "’'") + 4 * (word.lower() in _ARTICLES)


@lru_cache(maxsize=65536)
def canonical(words: str) -> str:
    """A form for comparing words: case, punctuation at the edges, leading articles and spaces do not count."""
    text = " ".join(words.split()).casefold()
    cut = words_of(text)
    first, last = cut.place(0, len(text))
    return text[cut.starts[first] : cut.ends[last - 1]] if first < last else ""
