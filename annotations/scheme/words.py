"""Names as their author wrote them: in any script, with spaces and signs, on one line, and normalised.

Files, messages and the window all use the name of a layer, label, field, value or role, so nothing in it is lost: two
names are equal only if they differ at most in Unicode normalisation (NFC) and the width of spaces. Invisible and
untypable characters are written out: a control character as its picture (␇), a lone surrogate or a name of only
invisible characters as numbers.
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
    """A name as schemes store it. Empty if it is only white space."""
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.strip()
    words = normalize("NFC", " ".join(name.split())).translate(_PICTURES)
    if any(category(character) not in _INVISIBLE for character in words):
        return "".join(_written_out(c) if category(c) == "Cs" else c for c in words)
    return "".join(_written_out(character) for character in words)


def is_name(name: object) -> bool:
    """Whether a text can be a name unchanged, except for Unicode normalisation."""
    return isinstance(name, str) and bool(name) and own_words(name) == normalize("NFC", name)


def _written_out(character: str) -> str:
    return f"\\u{ord(character):04x}"
