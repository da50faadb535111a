"""Searching: what is typed into the search field, which articles fit it, and where the hits stand. Reads only."""

from annotations.operations.searching.hits import WIDTH, KwicRow, hits, hits_in_article, hits_in_context, in_context
from annotations.operations.searching.language import Key, Phrase, Query, QuerySpan, parse
from annotations.operations.searching.matching import matching

__all__ = [
    "WIDTH", "Key", "KwicRow", "Phrase", "QuerySpan", "Query", "hits", "hits_in_article", "hits_in_context",
    "in_context", "matching", "parse",
]  # fmt: skip
