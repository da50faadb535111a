"""Cutting a text into pieces that a pipeline can read, and recognising garbage."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Longer texts are read piece by piece: spaCy refuses a million characters, and memory would grow with them.
PIECE = 100_000
# Longer lines are pieces of their own, so that garbage spoils nothing around it.
LONG_LINE = 10_000
# So many tokens must be the same few, or so short, or have so few small words among them, that a piece is garbage.
FEWEST_TOKENS, SAME, SHORTEST, RARE = 3000, 50, 3, 50


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces with their offsets, cut at ends of lines or else between words."""
    start = 0
    for end in [*_around_long_lines(text), len(text)]:
        while end - start > PIECE:
            cut = max(text.rfind("\n", start, start + PIECE), text.rfind(" ", start + PIECE - 1000, start + PIECE)) + 1
            cut = cut if cut > start else start + PIECE
            yield start, text[start:cut]
            start = cut
        if end > start or not text:
            yield start, text[start:end]
        start = end


def _around_long_lines(text: str) -> Iterator[int]:
    start = 0
    while start + LONG_LINE < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > LONG_LINE:
            yield from (start, end)
        start = end


def is_garbage(doc: "Doc") -> bool:
    """Whether a piece is garbage: thousands of tokens that are all alike, hardly longer than a letter, or all rare."""
    count = len(doc)
    if count < FEWEST_TOKENS:
        return False
    if count * SHORTEST > len(doc.text) or len({token.orth for token in doc}) * SAME < count:
        return True
    from spacy.util import get_lang_class

    # Some languages of spaCy have no list of small words.
    return bool(get_lang_class(doc.lang_).Defaults.stop_words) and sum(token.is_stop for token in doc) * RARE < count
