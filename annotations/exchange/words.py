"""Words and sentences for formats with rows of words.

A word ends wherever a span begins or ends, and a sentence never ends inside a span, so that no span is lost.
Abbreviations (U.S., Dr.), numbers (3.5, 1,000) and contractions (don't) are one word; currency signs and a possessive
's are words of their own. In scripts without spaces each letter is a word, as in corpora of these languages.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from annotations.language.segmenting import UNSPACED
from annotations.language.sentences import ABBREVIATIONS, sentences

if TYPE_CHECKING:
    import regex

Span = tuple[int, int]
_LINE = re.compile(r"^", re.MULTILINE)
_COMMON = r"[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481]"
_LETTER = r"[^\s\p{P}\p{S}]"
_LETTERS = rf"(?:{_COMMON}++|(?=[^\0-\x7f])(?!{UNSPACED}){_LETTER}|[\0-\x08\x0e-\x1b\x7f])++"
_POSSESSIVE = rf"[’'][sS](?!{_LETTER})"
_MORE = "etc|Inc|Ltd|Corp|Co|Mt|Messrs|Capt|Maj|Adm|Pres|Rev|Hon|Mme|Mlle"
_INSIDE = rf"""
    (?<=\d)[.,:٫٬’'/\-](?=\d) | (?!{_POSSESSIVE})(?<=[\p{{L}}\p{{M}}])[’'](?=\p{{L}}) | (?<=\p{{Lu}})&(?=\p{{Lu}})
"""
_WORD = rf"""
    {_COMMON}++(?=[ \n])  # most words, found fast
    | (?=\p{{L}}{{1,6}}\.) (?<!{_LETTER})
      (?: (?:\p{{L}}\.){{2,}}+ | (?:{ABBREVIATIONS}|{_MORE})\.(?!{_LETTER}) | No\.(?=\s?\d) )
    | (?=[^\0-\x7f]) (?={UNSPACED}) \X\p{{M}}*+
    | {_LETTERS} (?: (?:{_INSIDE}) {_LETTERS} )*+
    | {_POSSESSIVE}
    | [\p{{P}}\p{{S}}]
"""


@cache
def _word() -> "regex.Pattern[str]":
    import regex

    return regex.compile(_WORD, regex.VERBOSE | regex.VERSION1)


def words(text: str, spans: Iterable[Span] = (), *, by_line: bool = False) -> list[list[Span]]:
    """The words of a text in code points, by sentence or by line. They contain no white space."""
    spans = list(spans)
    begins = [match.start() for match in _LINE.finditer(text)] if by_line else [start for start, _ in sentences(text)]
    starts = _outside(begins, spans)
    found: list[list[Span]] = []
    sentence = 0
    for start, end in _words(text, spans):
        if not found or sentence < len(starts) and start >= starts[sentence]:
            found.append([])
            while sentence < len(starts) and start >= starts[sentence]:
                sentence += 1
        found[-1].append((start, end))
    return found


def _words(text: str, spans: list[Span]) -> Iterator[Span]:
    """The words. Text between two span boundaries is split on its own, as it will be if a space separates it."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    for begin, stop in pairwise(edges):
        for match in _word().finditer(text[begin:stop]):
            yield begin + match.start(), begin + match.end()


def _outside(starts: list[int], spans: list[Span]) -> list[int]:
    """The beginnings of sentences, except those that would split a span."""
    kept, covered, waiting = list[int](), 0, sorted(spans)
    number = 0
    for start in starts:
        while number < len(waiting) and waiting[number][0] < start:
            covered = max(covered, waiting[number][1])
            number += 1
        if covered <= start:
            kept.append(start)
    return kept
