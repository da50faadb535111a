"""Searching: what is typed into the search field, which articles fit it, and where the hits stand. Reads only."""

from annotations.searching.hits import WIDTH, KwicRow, hits, hits_in_article, hits_in_context, in_context
from annotations.searching.language import Key, Phrase, Place, Query, parse
from annotations.searching.matching import matching

__all__ = [
    "WIDTH", "Key", "KwicRow", "Phrase", "Place", "Query", "hits", "hits_in_article", "hits_in_context",
    "in_context", "matching", "parse",
]  # fmt: skip
