"""Characters as they are seen (extended grapheme clusters), which some tools count: letters with their marks, emoji.

The rules are those of Unicode's annex 29 but for the rare prepended marks and Indic conjuncts.
"""

from bisect import bisect_right
from unicodedata import category

_JOINER = "\u200d"


class Graphemes:
    """Translate code points of one text to characters as they are seen, and back."""

    def __init__(self, text: str) -> None:
        self._starts = [at for at in range(len(text)) if at == 0 or not _goes_on(text, at)] + [len(text)]

    def to_unit(self, position: int) -> int:
        """Turn a code point position into the number of the character that it is in."""
        return bisect_right(self._starts, position) - 1

    def from_unit(self, offset: int) -> int:
        """Turn the number of a character into the position of its first code point; −1 when there is none such."""
        return self._starts[offset] if 0 <= offset < len(self._starts) else -1


def begins_character(text: str, at: int) -> bool:
    """Whether a character as it is seen begins at a position."""
    return at == 0 or not _goes_on(text, at)


def _goes_on(text: str, at: int) -> bool:
    """Whether the code point at a position belongs to the same character as the one before it."""
    before, here = text[at - 1], text[at]
    if before == "\r" and here == "\n":
        return True
    if before < "\u0300" and here < "\u0300":  # nothing joins there; and most texts are nothing else
        return False
    if category(before) in ("Cc", "Zl", "Zp"):
        return False
    return _is_mark(here) or _is_flag_end(text, at) or _is_joined(text, at) or _is_syllable(before, here)


def _is_mark(here: str) -> bool:
    emoji_parts = "\U0001f3fb" <= here <= "\U0001f3ff" or "\U000e0020" <= here <= "\U000e007f"
    return category(here) in ("Mn", "Me", "Mc") or here in "\u200c\u200d\uff9e\uff9f" or emoji_parts


def _is_flag_end(text: str, at: int) -> bool:
    """Two letters of a region make one flag; in a row of them every second one ends a flag."""
    run = 0
    while at - run >= 0 and "\U0001f1e6" <= text[at - run] <= "\U0001f1ff":
        run += 1
    return run > 0 and run % 2 == 0


def _is_joined(text: str, at: int) -> bool:
    """Whether this is a picture that a joiner ties to a picture before it."""
    if text[at - 1] != _JOINER or not _is_picture(text[at]):
        return False
    base = at - 2
    while base > 0 and _is_mark(text[base]):
        base -= 1
    return base >= 0 and _is_picture(text[base])


def _is_picture(here: str) -> bool:
    return "\U0001f000" <= here <= "\U0001faff" or (category(here) == "So" and here >= "\u203c") or here in "©®"


def _is_syllable(before: str, here: str) -> bool:
    """Whether two parts of Korean writing belong to one syllable: leading, vowel, trailing."""
    leading, vowel = "\u1100" <= before <= "\u115f", "\u1160" <= here <= "\u11a7"
    trailing = "\u11a8" <= here <= "\u11ff"
    whole = "\uac00" <= before <= "\ud7a3"
    open_syllable = whole and (ord(before) - 0xAC00) % 28 == 0
    if leading:
        return vowel or "\u1100" <= here <= "\u115f" or "\uac00" <= here <= "\ud7a3"
    if "\u1160" <= before <= "\u11a7" or open_syllable:
        return vowel or trailing
    return trailing and (whole or "\u11a8" <= before <= "\u11ff")
