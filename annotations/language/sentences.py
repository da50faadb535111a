"""Find sentences, paragraphs and quotations around a position without reading the whole text.

In lines longer than twice `REACH` code points, only that many on each side of the position are read, so that an article
of several megabytes in one paragraph is as fast as any other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from annotations.text import trimmed

REACH = 5000  # code points to search for a sentence, before and after a position
NEAR = 20  # code points after a position that decide whether a sentence starts before it
QUOTES_REACH = 20_000  # code points to search for the beginning of a quotation, before a sentence

_STOP = re.compile(
    r"""
      (?<![.!?…]) [.!?…]++ [”’"')\]]*+ (?= \s+ [“‘"'(\[]? [^\Wa-z_] )  # before a space and a capital or a figure
    | [。！？｡．।॥؟۔។៕။։]++ [”’"')\]」』）]*+  # where no space need follow
    | (?<= [^\WA-Z_\d]{2} ) \. (?= [^\Wa-z_] [^\WA-Z_] )  # without the space: “said.The”
    | \n+
    """,
    re.VERBOSE,
)
_PARAGRAPH = re.compile(r"(?:\A|\n)[ \t\u00a0]*(?=[^ \t\n\u00a0])")
ABBREVIATIONS = (
    r"Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Jr|Sr|vs|cf|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Sra|Srta|Dra|Gral|EE|[Nn]úm|[Aa]rt|[Pp]ág"
)
_ABBREVIATION = re.compile(rf"\b(?:{ABBREVIATIONS}|No|e\.g|i\.e|[^\Wa-z_\d])\.\Z")
_QUOTES = {"“": "”", "„": "“", "«": "»", '"': '"', "「": "」", "『": "』"}
_TRIM = ' \t\n\u00a0,;:.“”„«»"「」『』、。，；：।؟،؛۔'


def sentences(text: str) -> list[tuple[int, int]]:
    """Split a text into sentences without surrounding space. A line break always ends one."""
    return list(sentences_from(text, 0))


def sentences_from(text: str, start: int, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Find the sentences from a position on, one by one. The position should be the start of a sentence."""
    end = len(text) if end is None else end
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] == "." and _ABBREVIATION.search(text, max(start, stop.start() - 8), stop.start() + 1):
            continue
        yield from _filled(text, start, stop.end())
        start = stop.end()
    yield from _filled(text, start, end)


def _filled(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trimmed(text, start, end)
    if start < end:
        yield start, end


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """Find the sentence at a position, or the one before it. Empty if there is none."""
    here = position
    while here > 0 and text[here - 1].isspace():
        here -= 1
    line, end = text.rfind("\n", 0, here) + 1, text.find("\n", position)
    first, last = max(line, here - REACH), min(len(text) if end < 0 else end, position + REACH)
    spans = list(sentences_from(text, first, last))
    if not spans:
        return position, position
    return spans[max(bisect_right(spans, (position, len(text))) - 1, 0)]


def sentence_starts(text: str, position: int, direction: int) -> Iterator[int]:
    """Find the starts of sentences after a position, nearest first, or before it if `direction` is negative."""
    if direction > 0:
        begin = sentence_at(text, position)[0]
        yield from (start for start, _ in sentences_from(text, begin) if start > position)
        return
    while position > 0:
        begin = sentence_at(text, position - REACH)[0] if position > REACH else 0
        found = [start for start, _ in sentences_from(text, begin, min(position + NEAR, len(text))) if start < position]
        yield from reversed(found)
        position = begin if begin < position else 0


def paragraph_starts(text: str, position: int, direction: int) -> Iterator[int]:
    """Find the starts of paragraphs after a position, nearest first, or before it if `direction` is negative."""
    if direction > 0:
        found = (match.end() for match in _PARAGRAPH.finditer(text, max(text.rfind("\n", 0, position), 0)))
        yield from (start for start in found if start > position)
        return
    line = position
    while line > 0:
        line = max(text.rfind("\n", 0, line), 0)
        match = _PARAGRAPH.match(text, line)
        if match and match.end() < position:
            yield match.end()


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the outermost quotations between two positions, without their marks. An unclosed one runs to the end."""
    spans, opened, closing = [], -1, ""
    for position in range(start, end):
        character = text[position]
        if opened < 0 and character in _QUOTES:
            opened, closing = position + 1, _QUOTES[character]
        elif opened >= 0 and character == closing:
            spans.append((opened, position))
            opened = -1
    return spans if opened < 0 else [*spans, (opened, end)]


def quotations_from(text: str, position: int) -> int:
    """Where to begin searching for quotations around a position: the start of its line, unless that is very long."""
    return max(text.rfind("\n", 0, position) + 1, position - QUOTES_REACH)


def claim_span_at(text: str, position: int) -> tuple[int, int]:
    """Propose the span of a claim at a position: the sentence, or the quotation in it, without outer marks.

    A quotation mark whose partner is inside stays. Empty if there are only marks.
    """
    start, end = sentence_at(text, position)
    for opened, closed in quotations(text, quotations_from(text, start), end):
        if opened <= position <= closed and closed > start:
            start, end = max(start, opened), min(end, closed)
            break
    inner, outer = trimmed(text, start, end, _TRIM)
    for mark, closing in _QUOTES.items():
        if text[max(start, inner - 1) : inner] == mark and closing in text[inner:outer]:
            inner -= 1
        if closing in text[outer:end] and mark in text[inner:outer]:
            outer = text.index(closing, outer) + 1
    return inner, outer
