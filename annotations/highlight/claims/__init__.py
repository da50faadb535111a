"""Claim candidates: who says what about whom, by word lists and rules over the tokens of a sentence, without spaCy."""

from annotations.highlight.claims.finding import LAYER, find_claims

__all__ = ["LAYER", "find_claims"]
