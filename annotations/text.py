"""Everything about positions in a text: offset units, normalising and lines.

Stored offsets are Unicode code points, half open. Qt, JavaScript and UIMA count UTF-16 units, some tools count UTF-8
bytes. `Offsets` is the only place where one is turned into the other; nobody else adds or subtracts units.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Literal, NamedTuple
from unicodedata import bidirectional

DIRECTION_SAMPLE = 2000  # code points that are looked at to tell the direction of a text

_ASTRAL = "[\U00010000-\U0010ffff]"
_NOT_ASCII = "[^\0-\x7f]"
_BREAKS = {"kept": "", "one": "|(?<=\r)\n", "two": "|\n"}
_UNSTORABLE = re.compile("\r\n?|\0|\\A\ufeff+")


class Offsets:
    """Translate code points of one text to another unit and back, in O(log n) after one pass over the text.

    A position inside a wide character (between surrogates, between bytes) counts as the start of that character.
    """

    def __init__(self, text: str, wide: re.Pattern[str], extra: Callable[[str], int]) -> None:
        """`wide` matches single characters that do not count one; `extra` says how many more (or fewer) they count."""
        matches = [(match.start(), extra(match[0])) for match in wide.finditer(text)]
        self._positions = [position for position, _ in matches]
        self._extras = list(accumulate((more for _, more in matches), initial=0))
        self._starts = [position + more for position, more in zip(self._positions, self._extras, strict=False)]

    def to_unit(self, position: int) -> int:
        """Turn a code point position into this unit."""
        return position + self._extras[bisect_left(self._positions, position)]

    def from_unit(self, offset: int) -> int:
        """Turn an offset in this unit into a code point position."""
        index = bisect_right(self._starts, offset) - 1
        return offset if index < 0 else max(self._positions[index], offset - self._extras[index + 1])


Breaks = Literal["kept", "one", "two"]
"""How offsets count line breaks: as they are in the text, `\\r\\n` as one, or `\\n` as two (where `\\r` was lost)."""


def codepoint_offsets(text: str, breaks: Breaks) -> Offsets:
    """Map code points ↔ code points where line breaks count otherwise."""
    return Offsets(text, re.compile(f"(?!){_BREAKS[breaks]}"), lambda _: _break_extra(breaks))


def utf16_offsets(text: str, breaks: Breaks = "kept") -> Offsets:
    """Map code points ↔ UTF-16 units (QTextDocument, JavaScript, UIMA)."""
    pattern = re.compile(_ASTRAL + _BREAKS[breaks])
    return Offsets(text, pattern, lambda found: _break_extra(breaks) if found == "\n" else 1)


def utf8_offsets(text: str, breaks: Breaks = "kept") -> Offsets:
    """Map code points ↔ UTF-8 bytes."""
    pattern = re.compile(_NOT_ASCII + _BREAKS[breaks])
    return Offsets(text, pattern, lambda found: _break_extra(breaks) if found == "\n" else len(found.encode()) - 1)


def _break_extra(breaks: Breaks) -> int:
    return 1 if breaks == "two" else -1


class Normalised(NamedTuple):
    """A text fit to be stored, and where characters were taken out of the original."""

    text: str
    removed: tuple[int, ...]

    def position(self, offset: int) -> int:
        """Turn a code point position of the original into one of the stored text."""
        return offset - bisect_left(self.removed, offset)


def normalise(text: str) -> Normalised:
    r"""Make a text storable: newlines become `\n`, a leading byte order mark goes, NUL becomes U+FFFD."""
    if "\r" not in text and "\0" not in text and not text.startswith("\ufeff"):  # fifty times faster than the pattern
        return Normalised(text, ())
    removed: list[int] = []
    for match in _UNSTORABLE.finditer(text):
        if match[0] == "\r\n":
            removed.append(match.start() + 1)
        elif match[0][0] == "\ufeff":
            removed.extend(range(*match.span()))
    return Normalised(_UNSTORABLE.sub(_storable, text), tuple(removed))


def _storable(match: re.Match[str]) -> str:
    return {"\0": "\ufffd", "\ufeff": ""}.get(match[0][0], "\n")


def trimmed(text: str, start: int, end: int, characters: str = " \t\n\u00a0") -> tuple[int, int]:
    """Shrink a span until neither end stands on one of `characters`; an empty span stays where it starts."""
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return start, end


def line_at(text: str, position: int) -> tuple[int, int]:
    """Find the line at a position, without surrounding space."""
    end = text.find("\n", position)
    return trimmed(text, text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end)


def reads_right_to_left(text: str) -> bool:
    """Whether most letters of a text's beginning are written from right to left."""
    directions = [bidirectional(character) for character in text[:DIRECTION_SAMPLE]]
    return sum(d in ("R", "AL") for d in directions) > directions.count("L")
