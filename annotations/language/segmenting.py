"""Boundaries of letters and words in any script. Positions are code points.

A letter is what a reader sees as one: an extended grapheme cluster (Unicode annex 29), found by `regex`. It is never
cut. A word is a run of letters and digits with their marks. Chinese, Japanese, Thai and others have no spaces between
words, and only a dictionary knows where words end, so each letter (or run of katakana) counts as a word there, and
selections are not widened. The same is true of Korean selections, because particles are attached to nouns.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from annotations.text import trimmed

if TYPE_CHECKING:
    import regex

LONGEST_WORD = 100
_LONGEST_LETTER = 256  # how far back a letter may begin: flags form long sequences
_SCRIPTS = (
    *("Hani", "Hira", "Kana", "Bopo", "Yiii", "Nshu", "Tang", "Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Talu", "Tale"),
    *("Lana", "Tavt", "Ahom", "Java", "Bali", "Cham"),
)
# Marks have a script of their own, because accents are used in many scripts.
UNSPACED = "[{}{}]".format(*(
    f"[[{''.join(name % script for script in _SCRIPTS)}]&&[{kinds}]]"
    for name, kinds in ((r"\p{scx=%s}", r"\p{L}\p{N}"), (r"\p{Script=%s}", r"\p{M}"))
))  # fmt: skip
"""The class of letters of scripts without spaces, as `regex` writes it in version 1."""
_HANGUL = r"[\p{Script=Hang}&&[\p{L}\p{N}\p{M}]]"
_GOING_ON = r"[\p{M}\u200c\u200d\u00ad]"  # characters that combine with the letter before, and soft hyphens
_SPACED = rf"[[\w\p{{N}}\p{{M}}\u200c\u200d\u00ad]--{UNSPACED}--{_HANGUL}]"
# The common case is tried first, because the classes above are slow.
_COMMON = r"[A-Za-z0-9_\u00c0-\u00d6\u00d8-\u024f\u0400-\u052f]"
_RUN = rf"(?:{_COMMON}++|(?=[^\0-\x7f\u2000-\u200b\u2010-\u2030]){_SPACED})++"
_KATAKANA = r"[\p{Script=Katakana}\u30fc\uff70]"
_WORD = rf"""
    (?=[A-Za-z0-9_]|[^\0-\x7f\u2000-\u200b\u2010-\u2030]) (?!{_GOING_ON})
    (?: {_RUN} (?: (?:[’'\-\u2011\u00b7\u05f3\u05f4]|(?<=\d)[.,٫٬](?=\d)) {_RUN} )*+
    | {_KATAKANA}[\p{{Script=Katakana}}\u30fc\uff70\uff9e\uff9f\u3099\u309a]*+
    | (?={UNSPACED}) \X\p{{M}}*+
    | (?:{_HANGUL}{_GOING_ON}*+)++ )
"""


@cache
def word_pattern() -> "regex.Pattern[str]":
    """The pattern of a word."""
    import regex

    return regex.compile(_WORD, regex.VERBOSE | regex.VERSION1)


@cache
def letter_pattern() -> "regex.Pattern[str]":
    """The pattern of a letter: an extended grapheme cluster."""
    import regex

    return regex.compile(r"\X")


@cache
def _class(characters: str) -> "regex.Pattern[str]":
    import regex

    return regex.compile(characters, regex.VERSION1)


@lru_cache(maxsize=4096)
def _is(character: str, characters: str) -> bool:
    return _class(characters).match(character) is not None


# -- letters


def next_letter(text: str, position: int) -> int:
    """Find the end of the letter at a position."""
    return _letter_at(text, position)[1] if position < len(text) else len(text)


def previous_letter(text: str, position: int) -> int:
    """Find the start of the letter before a position."""
    return _letter_at(text, position - 1)[0] if position > 0 else 0


def whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole letters at its ends."""
    if start >= end:
        return start, end
    return _letter_at(text, start)[0], _letter_at(text, end - 1)[1]


def _letter_at(text: str, position: int) -> tuple[int, int]:
    """The letter at a position of the text."""
    if text[position : position + 2].isascii() and "\r" not in text[max(position - 1, 0) : position + 1]:
        return position, position + 1
    begin = max(text.rfind("\n", 0, position), position - _LONGEST_LETTER, 0)
    found = next(letter for letter in letter_pattern().finditer(text, begin) if letter.end() > position)
    start, end = found.span()
    return start, end


# -- words


def word_at(text: str, position: int) -> tuple[int, int]:
    """Find the word at a position, or else the one that ends there. Empty if there is none."""
    line = text.rfind("\n", 0, position) + 1
    touching = position, position
    for match in word_pattern().finditer(text, max(line, position - LONGEST_WORD), position + LONGEST_WORD):
        if match.start() > position:
            break
        if match.end() >= position:
            touching = match.span()
    return touching


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Trim a span of white space, and widen it to whole words at its ends.

    In scripts without spaces between words, the ends are only widened to whole letters.
    """
    start, end = whole_letters(text, *trimmed(text, start, end))
    if start < end:
        first, last = word_at(text, start), word_at(text, end)
        start = first[0] if first[0] < start < first[1] and _is_spaced(text, start) else start
        end = last[1] if last[0] < end < last[1] and _is_spaced(text, end) else end
    return start, end


def _is_spaced(text: str, position: int) -> bool:
    """Whether the letters next to a position are in a script with spaces between words."""
    return not any(_is(one, UNSPACED) or _is(one, _HANGUL) for one in text[position - 1 : position + 1])


def next_word_start(text: str, position: int) -> int:
    """Find the start of the next word after a position. The end of the text if there is none."""
    found = (match.start() for match in word_pattern().finditer(text, position))
    return next((start for start in found if start > position), len(text))


def next_word_end(text: str, position: int) -> int:
    """Find the end of the next word after a position. The end of the text if there is none."""
    start, _ = word_at(text, position)
    found = (match.end() for match in word_pattern().finditer(text, start))
    return next((end for end in found if end > position), len(text))


def previous_word_start(text: str, position: int) -> int:
    """Find the start of the last word before a position. The start of the text if there is none."""
    begin, words = _words_before(text, position)
    return next((start for start, _ in reversed(words) if start < position), begin)


def previous_word_end(text: str, position: int) -> int:
    """Find the end of the last word before a position. The start of the text if there is none."""
    begin, words = _words_before(text, position)
    return next((end for _, end in reversed(words) if end < position), begin)


def _words_before(text: str, position: int) -> tuple[int, list[tuple[int, int]]]:
    """The words of the paragraph that begin before a position, and the searched range."""
    begin = max(text.rfind("\n\n", 0, max(position - 1, 0)) + 1, position - 10 * LONGEST_WORD)
    return begin, [match.span() for match in word_pattern().finditer(text, begin, position)]


# -- hits


def stands_alone(text: str, start: int, end: int, *, whole_words: bool = True) -> bool:
    """Whether a span cuts neither letters nor words, in scripts with spaces.

    Korean particles may follow it.
    """
    if not whole_words:
        return whole_letters(text, start, end) == (start, end)
    before, after = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    goes_on = (
        (start > 0 and all(_is(one, _SPACED) or _is(one, _HANGUL) for one in before) and not _mixed(before))
        or (end < len(text) and all(_is(one, _SPACED) for one in after))
        or (end < len(text) and _is(text[end], _GOING_ON))
    )
    return not goes_on and whole_letters(text, start, end) == (start, end)


def has_unspaced(words: str) -> bool:
    """Whether some words contain letters of a script without spaces."""
    return not words.isascii() and _class(UNSPACED).search(words) is not None


def _mixed(pair: str) -> bool:
    """Whether exactly one of two letters is Korean."""
    return _is(pair[0], _HANGUL) != _is(pair[1], _HANGUL)
