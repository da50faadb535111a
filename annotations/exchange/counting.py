"""Which unit the offsets of a file use, judging by its quotes, and whether a line break is one character or two.

The unit that the format declares (or the user names) is tried first, then code points and UTF-16 units, which tools
confuse most often. Windows line breaks count as two characters, or as one if a program converts them to `\
`, as brat
does; and offsets may still count a `\\r` that the text has lost. A way of counting that finds every quote of the record
is right; otherwise the one that finds most is used.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from annotations.exchange.external import ExternalMark, Unit
from annotations.exchange.graphemes import Graphemes
from annotations.text import Breaks, Offsets, codepoint_offsets, utf8_offsets, utf16_offsets

UNIT_TITLES: dict[Unit, str] = {
    "codepoint": "code points",
    "utf16": "UTF-16 units",
    "utf8": "UTF-8 bytes",
    "grapheme": "visible characters (grapheme clusters)",
}
BREAK_TITLES: dict[Breaks, str] = {
    "kept": "line breaks as in the text",
    "one": "a line break as one character",
    "two": "a line break as two characters",
}
_SPACE = re.compile(r"\r\n|\s")

Position = Callable[[int], int | None]
Parts = tuple[tuple[int, int], ...]


class Counting(NamedTuple):
    """A way of counting."""

    unit: Unit
    breaks: Breaks = "kept"


def counting_of(text: str, marks: Sequence[ExternalMark], declared: Counting) -> Counting:
    """The way of counting that finds most quotes of a record. On a tie, the declared one wins."""
    quoted = [mark for mark in marks if mark.parts and mark.quote is not None]
    best, most = declared, -1
    for counting in _candidates(text, declared) if quoted else ():
        fitting = fitting_quotes(text, quoted, counting)
        if fitting > most:
            best, most = counting, fitting
        if most == len(quoted):
            break
    return best


def fitting_quotes(text: str, marks: Iterable[ExternalMark], counting: Counting) -> int:
    """The number of quotes that match the text at their marks."""
    position = positions(text, counting)
    return sum(reads(text, converted(mark, position), mark.quote) for mark in marks)


def _candidates(text: str, declared: Counting) -> Iterator[Counting]:
    """All ways of counting that make a difference for a text, likely ones first."""
    units = (declared.unit,) if text.isascii() else (declared.unit, "codepoint", "utf16", "utf8", "grapheme")
    other: tuple[Breaks, ...] = ("one",) if "\r\n" in text else ("two",) if "\n" in text else ()
    ways = product((declared.breaks, "kept", *other), units)
    return (Counting(unit, breaks) for breaks, unit in dict.fromkeys(ways))  # type: ignore[arg-type]


def positions(text: str, counting: Counting) -> Position:
    """A function that converts an offset to a code point. It returns None inside a character or outside the text."""
    unit, breaks = counting
    plain = unit == "codepoint" or text.isascii()
    if plain and (breaks == "kept" or "\n" not in text):
        return lambda offset: offset if 0 <= offset <= len(text) else None
    offsets = codepoint_offsets(text, breaks) if plain else _offsets(text, unit, breaks)

    def position(offset: int) -> int | None:
        found = offsets.from_unit(offset)
        return found if 0 <= found <= len(text) and offsets.to_unit(found) == offset else None

    return position


def _offsets(text: str, unit: Unit, breaks: Breaks) -> Offsets | Graphemes:
    if unit == "grapheme":
        return Graphemes(text)
    return utf8_offsets(text, breaks) if unit == "utf8" else utf16_offsets(text, breaks)


def converted(mark: ExternalMark, position: Position) -> Parts | None:
    """The parts of a mark in code points. None if one of them cannot be converted."""
    found = [(position(start), position(end)) for start, end in mark.parts]
    sound = [(start, end) for start, end in found if start is not None and end is not None and start <= end]
    return tuple(sound) if len(sound) == len(found) else None


def reads(text: str, parts: Parts | None, quote: str | None) -> bool:
    """Whether a quote matches the text. White space matches any white space, and any text may lie between parts."""
    if parts is None or quote is None:
        return parts is not None
    found = slice_of(text, parts)
    return _plain(found) == _plain(quote) or len(parts) > 1 and found.split() == quote.split()


def slice_of(text: str, parts: Iterable[tuple[int, int]]) -> str:
    """The text at some positions, joined by spaces."""
    return " ".join(text[start:end] for start, end in parts)


def _plain(words: str) -> str:
    """Normalise white space, because formats with one line per mark cannot contain line breaks."""
    return _SPACE.sub(" ", words)
