"""How sure the words of a claim sound."""

from collections.abc import Sequence

from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.tokens import Token

CERTAIN, PROBABLE, POSSIBLE = "certain", "probable", "possible"


def certainty_of(tokens: Sequence[Token], words: ClaimLexicon) -> str:
    """Return `possible`, `probable` or `certain`; a word of certainty outweighs the others, a condition a “would”."""
    found = {meaning for _, _, meaning in words.hedges.all_in(tokens)}
    if CERTAIN in found:
        return CERTAIN
    if POSSIBLE in found:
        return POSSIBLE
    return PROBABLE if PROBABLE in found and "conditions" not in found else CERTAIN
