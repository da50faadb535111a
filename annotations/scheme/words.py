"""Names in the words of their author: in any script, with blanks and signs, on one line, and the same however typed.

A name is what everything calls a layer, label, field, value or role: files, messages and the window. So nothing of it
is lost: two names are the same only when they differ in nothing but the encoding of their letters (NFC) and the width
of their blanks. What nobody could see or type is written out: a control character as its picture (␇), half a character
or a name of nothing but invisible characters as its number.
"""

from collections.abc import Mapping
from functools import lru_cache
from unicodedata import category, normalize

_PICTURES: Mapping[int, str] = {
    **{code: chr(0x2400 + code) for code in range(32)},
    0x7F: "\u2421",
    **{code: f"\\x{code:02x}" for code in range(0x80, 0xA0)},
}
_INVISIBLE = ("Cf", "Mn", "Me", "Zl", "Zp", "Zs")


@lru_cache(maxsize=4096)
def own_words(name: str) -> str:
    """Return a name as schemes keep it; empty when it holds nothing but blanks."""
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.strip()
    words = normalize("NFC", " ".join(name.split())).translate(_PICTURES)
    if any(category(character) not in _INVISIBLE for character in words):
        return "".join(_written_out(c) if category(c) == "Cs" else c for c in words)
    return "".join(_written_out(character) for character in words)


def is_name(name: object) -> bool:
    """Whether a text can be a name as it is, but for the encoding of its letters."""
    return isinstance(name, str) and bool(name) and own_words(name) == normalize("NFC", name)


def _written_out(character: str) -> str:
    return f"\\u{ord(character):04x}"
