"""Quotations of a paragraph: straight, curly, low, angled and single marks; nested ones belong to the outer one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 3000  # code points of a quotation in one paragraph
# Spanish dialogue: —No iré —dijo Ana—. Es tarde. The first group is spoken; then comes who speaks, to the next dash.
_SPOKEN = re.compile(r"[\s.,;:]{0,3}([^\s—][^—\n]{0,2000}?)(?:\s+—(?=[a-zà-ÿ])[^—\n]{1,300}(?:—|$)|\s*$)")
_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "‹": "›"}


class Quote(NamedTuple):
    """A quotation. It is opened at `open` and closed at `close` (one after the mark); the words lie in between.

    `closed` is false when the closing mark is lost: it then runs to the end of the paragraph.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool = True


def quotes_of(text: str, start: int, end: int) -> list[Quote]:
    """Find the outermost quotations of a paragraph between two code points, in order."""
    found = _dialogue(text, start, end)
    position = end if found else start
    while position < end:
        mark = text[position]
        if mark in _CLOSING and _opens(text, position, start):
            quote = _quote(text, position, end)
            if quote:
                found.append(quote)
                position = quote.close
                continue
        position += 1
    return found


def _dialogue(text: str, start: int, end: int) -> list[Quote]:
    """The spoken parts of a paragraph that begins with a dash and in which a dash tells who speaks."""
    if text[start : start + 1] != "—" or not re.compile(r"\s—[a-zà-ÿ]").search(text, start, end):
        return []
    found, position = [], start + 1
    while position < end and (match := _SPOKEN.match(text, position, end)):
        found.append(Quote(match.start(1), match.start(1), match.end(1), match.end(1)))
        position = match.end()
    return found


def _quote(text: str, position: int, end: int) -> Quote | None:
    mark = text[position]
    closable = any(text.find(closing, position + 1, end) >= 0 for closing in _CLOSING[mark])
    close = next(_closings(text, position, end, mark), -1) if closable else -1
    if close >= 0:
        return Quote(position, position + 1, close, close + 1)
    if mark in "‘‹":
        return None
    following = text.find(mark, position + 1, end)  # its closing mark is lost: it ends where the next one begins
    stop = end if following < 0 else following
    return Quote(position, position + 1, stop, stop, closed=False)


def _closings(text: str, position: int, end: int, mark: str) -> Iterator[int]:
    """Where a quotation may be closed; a nested one of the same kind takes its closing mark."""
    depth = 0
    for i in range(position + 1, min(end, position + LONGEST)):
        character = text[i]
        if character == mark and mark not in _CLOSING[mark]:
            depth += 1
        elif character in _CLOSING[mark] and not (mark == "‘" and _is_apostrophe(text, i)):
            if depth == 0:
                yield i
            depth = max(depth - 1, 0)


def _opens(text: str, position: int, start: int) -> bool:
    """A straight mark, or a single one, opens only in front of a word."""
    if text[position] not in '"‘':
        return True
    before = text[position - 1] if position > start else " "
    return not before.isalnum() or text[position] == '"'


def _is_apostrophe(text: str, i: int) -> bool:
    return text[i - 1].isalnum() and text[i + 1 : i + 2].isalnum()
