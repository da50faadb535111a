"""A text as a text widget holds it: very long paragraphs are broken up, and positions count UTF-16 units.

A widget lays out a paragraph as a whole, which takes seconds for one of megabytes. The stored text never changes:
breaks are only in what is shown, between two sentences where possible, and no stored position points at one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from annotations.language.segmenting import whole_letters
from annotations.language.sentences import sentences_from
from annotations.text import utf16_offsets

LONGEST = 20_000  # code points of a paragraph that is shown as a whole
PIECE = 4_000  # code points after which a longer one is broken
NEAR = 800  # code points behind that place in which a good one is looked for
_RARE_BREAKS = "\u2029\ufdd0\ufdd1"  # what a text widget takes for the end of a paragraph besides a line feed
_LINE_BREAK = re.compile(f"[\n{_RARE_BREAKS}]")


class ViewText:
    """`text` has the breaks in it. `lines` are its paragraphs: their lengths, and whether the next one continues it."""

    def __init__(self, stored: str) -> None:
        lengths = _lengths(stored)
        self._breaks = list(_breaks(stored, lengths)) if max(lengths) > LONGEST else []
        self._places = [position + number for number, position in enumerate(self._breaks)]
        self.text = stored
        if self._breaks:
            ends = [*self._breaks, len(stored)]
            self.text = "\n".join(stored[start:end] for start, end in zip([0, *ends], ends, strict=False))
            lengths = _lengths(self.text)
        self.lines = _lines(lengths, set(self._places))
        self._units = utf16_offsets(self.text)

    def to_unit(self, position: int) -> int:
        """Turn a code point position of the stored text into one of the widget; before a break where one is there."""
        return self._units.to_unit(position + bisect_left(self._breaks, position))

    def start_unit(self, position: int) -> int:
        """Turn the position where something starts into one of the widget: after a break where one is there."""
        return self._units.to_unit(position + bisect_right(self._breaks, position))

    def from_unit(self, offset: int) -> int:
        """Turn a position in the widget into a code point position of the stored text."""
        place = self._units.from_unit(offset)
        return place - bisect_left(self._places, place)


def _breaks(text: str, lengths: list[int]) -> Iterator[int]:
    """Where the paragraphs of a text are broken, in code points."""
    start = 0
    for length in lengths:
        end = start + length
        while length > LONGEST and end - start > 2 * PIECE:
            start = _break_after(text, start + PIECE, end)
            yield start
        start = end + 1


def _break_after(text: str, position: int, end: int) -> int:
    """A place to break soon after a position: before a sentence, else before a word, else between two letters."""
    end = min(position + NEAR, end)
    found = list(islice(sentences_from(text, position, end), 2))
    if len(found) > 1:
        return found[1][0]
    blank = text.rfind(" ", position, end) + 1
    return blank or whole_letters(text, position - 1, position)[1]


def _lengths(text: str) -> list[int]:
    rare = any(character in text for character in _RARE_BREAKS)
    return list(map(len, _LINE_BREAK.split(text) if rare else text.split("\n")))


def _lines(lengths: list[int], breaks: set[int]) -> list[tuple[int, bool]]:
    if not breaks:
        return [(length, False) for length in lengths]
    found, end = [], -1
    for length in lengths:
        end += length + 1
        found.append((length, end in breaks))
    return found
