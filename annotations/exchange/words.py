"""Words and sentences for formats that are made of rows of words.

A word ends wherever a span begins or ends, and a sentence does not end inside a span, so that no span is lost to them.
In scripts without spaces, every character is a word.
"""

import re
import sys
from collections.abc import Iterable
from functools import cache
from unicodedata import category

from annotations.exchange.unspaced import character_cuts
from annotations.sentences import sentences

Span = tuple[int, int]
_LINE = re.compile(r"^", re.MULTILINE)


@cache
def _word() -> re.Pattern[str]:
    """A run of anything but space, punctuation and symbols, so that marks stay with their letter; or one of these."""
    special = [code for code in range(sys.maxunicode + 1) if category(chr(code))[0] in "PS"]
    ranges, start = [], special[0]
    for code, following in zip(special, [*special[1:], -1], strict=True):
        if following != code + 1:
            ranges.append(f"\\U{start:08x}-\\U{code:08x}")
            start = following
    marks = "".join(ranges)
    return re.compile(rf"[^\s{marks}]+|[{marks}]")


def words(text: str, spans: Iterable[Span] = (), *, by_line: bool = False) -> list[list[Span]]:
    """The words of a text in code points, by sentence or by line; white space is in none of them."""
    spans = list(spans)
    cuts = sorted({*(end for span in spans for end in span), *character_cuts(text)})
    begins = [match.start() for match in _LINE.finditer(text)] if by_line else [start for start, _ in sentences(text)]
    starts = _outside(begins, spans)
    found: list[list[Span]] = []
    cut, sentence = 0, 0
    for match in _word().finditer(text):
        if not found or sentence < len(starts) and match.start() >= starts[sentence]:
            found.append([])
            while sentence < len(starts) and match.start() >= starts[sentence]:
                sentence += 1
        start = match.start()
        while cut < len(cuts) and cuts[cut] <= start:
            cut += 1
        while cut < len(cuts) and cuts[cut] < match.end():
            found[-1].append((start, cuts[cut]))
            start = cuts[cut]
            cut += 1
        found[-1].append((start, match.end()))
    return found


def _outside(starts: list[int], spans: list[Span]) -> list[int]:
    """The beginnings of sentences without those that would cut a span in two."""
    kept, covered, waiting = list[int](), 0, sorted(spans)
    number = 0
    for start in starts:
        while number < len(waiting) and waiting[number][0] < start:
            covered = max(covered, waiting[number][1])
            number += 1
        if covered <= start:
            kept.append(start)
    return kept
