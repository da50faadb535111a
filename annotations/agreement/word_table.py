"""The words of many texts at once, as arrays: what `words` says of one text, at a tenth of the time.

The texts stand one after the other. Each has a slot for every word and one more for its end, so that no span reaches
into the next text.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.ratings import Codes
from annotations.agreement.words import is_combining, is_kept_alone, is_unspaced, kind_of_word, words_with_marks

_WORD, _SPACE, _UNSPACED, _COMBINING, _KEPT, _UNKNOWN = 1, 2, 4, 8, 16, 128
_LETTERS = {letter: ord(letter) for letter in "'’_saethn"}
Points = NDArray[np.uint32]
Flags = NDArray[np.uint8]


class WordTable(NamedTuple):
    """Words by their code points, counted through all texts; `char_at` and `slot_at` are where each text begins.

    `next_kept` has for each slot the first word from there that an edge keeps, `last_kept` the one after the last that
    it keeps before there; `article` marks articles.
    """

    lengths: Codes
    char_at: Codes
    slot_at: Codes
    starts: Codes
    ends: Codes
    next_kept: Codes
    last_kept: Codes
    article: NDArray[np.bool_]

    @property
    def counts(self) -> Codes:
        """The number of words of each text."""
        return np.diff(self.slot_at) - 1

    def touched(self, text: Codes, start: Codes, end: Codes) -> tuple[Codes, Codes]:
        """The slots of the words that spans touch, from the first to one past the last; spans count within a text."""
        here, most = self.char_at[text], self.lengths[text]
        first = np.searchsorted(self.ends, here + np.minimum(start, most), side="right")
        return first + text, np.searchsorted(self.starts, here + np.minimum(end, most)) + text

    def places(self, text: Codes, start: Codes, end: Codes) -> tuple[Codes, Codes]:
        """The same without punctuation, a leading article and a final possessive at the edges; see `Words.places`."""
        whole = self.touched(text, start, end)
        first, last = self.next_kept[whole[0]], self.last_kept[whole[1]]
        first = first + ((last - first > 1) & self.article[first])
        kept = first < last
        return np.where(kept, first, whole[0]), np.where(kept, last, np.maximum(*whole))


def word_table(texts: Sequence[str]) -> WordTable:
    """Split texts into words."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    char_at = np.append(0, np.cumsum(lengths + 1))
    points = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    flags = _flags(points)
    combining = np.flatnonzero(flags & _COMBINING)
    slow = np.unique(np.searchsorted(char_at, combining, side="right") - 1).tolist()
    for number in slow:
        flags[char_at[number] : char_at[number + 1]] = _SPACE
    words = _words(points, flags)
    if slow:
        others = [_row(words_with_marks(texts[number]), int(char_at[number])) for number in slow]
        joined = [np.concatenate(columns) for columns in zip(words, *others, strict=True)]
        order = np.argsort(joined[0], kind="stable")
        words = joined[0][order], joined[1][order], joined[2][order]
    return _table(lengths, char_at, *words)


def _row(found: list[tuple[int, int, str]], offset: int) -> tuple[Codes, Codes, Flags]:
    return (
        np.array([start + offset for start, _, _ in found], dtype=np.int64),
        np.array([end + offset for _, end, _ in found], dtype=np.int64),
        np.array([kind_of_word(word) for _, _, word in found], dtype=np.uint8),
    )


@cache
def _known() -> Flags:
    return np.full(0x110000, _UNKNOWN, dtype=np.uint8)


def _flags(points: Points) -> Flags:
    """What is known of each code point. Those that have not occurred yet are looked up once."""
    known = _known()
    flags = known[points]
    if (flags & _UNKNOWN).any():
        for point in np.unique(points[flags == _UNKNOWN]).tolist():
            known[point] = _flags_of(chr(point))
        flags = known[points]
    return flags


def _flags_of(sign: str) -> int:
    word = _WORD * (sign.isalnum() or sign == "_")
    return (
        word
        + _SPACE * sign.isspace()
        + _UNSPACED * is_unspaced(sign)
        + _COMBINING * is_combining(sign)
        + (_KEPT * is_kept_alone(sign))
    )


def _words(points: Points, flags: Flags) -> tuple[Codes, Codes, Flags]:
    """Where words start and end, and what `kind_of_word` says of each."""
    letter = (flags & (_WORD | _UNSPACED)) == _WORD
    sign = (flags & _UNSPACED > 0) | (flags & (_WORD | _SPACE) == 0)
    opens, closes = letter.copy(), letter.copy()
    opens[1:] &= ~letter[:-1]
    closes[:-1] &= ~letter[1:]
    opens |= sign
    closes |= sign
    quotes = np.flatnonzero((points == _LETTERS["'"]) | (points == _LETTERS["’"]))
    quotes = quotes[quotes + 2 < len(points)]
    owned = quotes[((points[quotes + 1] | 32) == _LETTERS["s"]) & (flags[quotes + 2] & _WORD == 0)]
    opens[owned + 1] = False
    closes[owned] = False
    starts, ends = np.flatnonzero(opens), np.flatnonzero(closes) + 1
    return starts, ends, _kinds(points, flags, starts, ends)


def _kinds(points: Points, flags: Flags, starts: Codes, ends: Codes) -> Flags:
    long = ends - starts
    first = points[starts]
    kept = (long > 1) | (flags[starts] & _KEPT > 0)
    quoted = (first == _LETTERS["'"]) | (first == _LETTERS["’"])
    kinds: Flags = (kept + 2 * (kept & ~quoted)).astype(np.uint8)
    short = np.flatnonzero(((first | 32) == _LETTERS["a"]) | ((first | 32) == _LETTERS["t"]))
    for word in ("a", "an", "the"):
        same = short[long[short] == len(word)]
        for place, letter in enumerate(word):
            same = same[(points[starts[same] + place] | 32) == _LETTERS[letter]]
        kinds[same] += 4
    return kinds


def _table(lengths: Codes, char_at: Codes, starts: Codes, ends: Codes, kinds: Flags) -> WordTable:
    first = np.searchsorted(starts, char_at)
    slot_at = first + np.arange(len(first))
    size = int(slot_at[-1])
    at_end = slot_at[1:] - 1
    slots = np.arange(len(starts)) + np.repeat(np.arange(len(lengths)), np.diff(first))
    kept, held, article = (np.zeros(size, dtype=bool) for _ in range(3))
    kept[slots], held[slots], article[slots] = kinds & 1 > 0, kinds & 2 > 0, kinds & 4 > 0
    kept[at_end] = True
    place = np.arange(size)
    next_kept = np.minimum.accumulate(np.where(kept, place, size)[::-1])[::-1]
    last = np.zeros(size, dtype=np.int64)
    last[1:][held[:-1]] = place[1:][held[:-1]]
    last[slot_at[:-1]] = slot_at[:-1]
    return WordTable(lengths, char_at, slot_at, starts, ends, next_kept, np.maximum.accumulate(last), article)
