"""Scripts that are written without spaces between words. Without a dictionary, every character counts as a word."""

import re
from unicodedata import category

from annotations.language.segmenting import letter_pattern

_UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u0fff"  # Tibetan
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17ff\u19e0-\u19ff"  # Khmer
    "\u1950-\u19df\u1a20-\u1aaf\ua980-\ua9df\u1b00-\u1b7f\uaa00-\uaa5f"  # Tai, Javanese, Balinese, Cham
    "\u3005-\u3007\u303b\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f"  # kana, Bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
    "\ua000-\ua4cf"  # Yi
    "]+"
)


def character_cuts(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The boundaries of visible characters within runs of such scripts, in code points, in order."""
    cuts: list[int] = []
    for match in _UNSPACED.finditer(text, start, len(text) if end is None else end):
        first, after = match.span()
        ends = (letter.end() for letter in letter_pattern().finditer(text, first, after))
        cuts += [
            first,
            *(at for at in ends if at == after or category(text[at])[0] != "M"),
        ]  # a vowel sign is not a word
    return cuts
