"""Words from files made fit to be shown: control characters visible, and no longer than a sentence can bear.

A terminal obeys escape sequences, and both terminals and windows obey marks that turn the direction of writing. What
comes from a file or a file's name must do neither.
"""

import re

LONGEST = 800
"""Characters of a sentence with everything that it quotes."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_BUT_LINES = re.compile(_UNSEEN.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))


def visible(words: str, *, lines: bool = False) -> str:
    r"""Words with an escape such as `\x1b` or `\u202e` for each character that is obeyed and not shown.

    With `lines`, line breaks and tabs stay as they are. A JSON text stays one with the same meaning.
    """
    if words.isascii() and words.isprintable():
        return words
    return (_BUT_LINES if lines else _UNSEEN).sub(_escape, words)


def shortened(words: str, most: int) -> str:
    """Words cut to so many characters, with “…” for what was cut off."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def many(count: int, thing: str, things: str = "") -> str:
    """A number with its noun: 1 article, 2 articles, 1,000 articles; `things` is a plural that does not end in -s."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {things or thing + 's'}"


def sentence(words: str) -> str:
    """A sentence fit to be shown: on one line, every character visible, and of a sensible length."""
    return shortened(visible(words), LONGEST)


def _escape(match: re.Match[str]) -> str:
    character = ord(match[0])
    named = {9: r"\t", 10: r"\n", 13: r"\r"}
    return named.get(character) or (f"\\x{character:02x}" if character < 0x20 else f"\\u{character:04x}")
