"""Tokens for spaCy: those of its rules for the language, cut wherever a span begins or ends.

Where the library that finds words in a language is not installed (Japanese, Thai …), and in scripts without spaces that
the rules leave whole, every character is a token, as in spaCy's own rules for Chinese.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.exchange.shown import Place
from annotations.exchange.unspaced import character_cuts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@lru_cache(maxsize=8)
def tokenizer(language: str) -> "Language":
    """The tokens of a language, by spaCy's rules for it; of one that it has no rules for, the rules for all."""
    import spacy

    try:
        return spacy.blank(language.lower().partition("-")[0] or "en")
    except (ImportError, ValueError):
        return spacy.blank("xx")


def tokenized(text: str, language: str, places: Iterable[Place] = ()) -> "Doc":
    """A text as a document of spaCy whose tokens end wherever one of `places` begins or ends (in code points)."""
    from spacy.tokens import Doc

    doc = tokenizer(language).tokenizer(text)  # unlike make_doc, it takes a text of any length
    if doc.text != text:  # a tokenizer that changes white space
        doc = tokenizer("xx").tokenizer(text)
    starts = {token.idx for token in doc}
    cuts = {cut for place in places for cut in place} - starts
    if _finds_no_words(doc):
        cuts |= set(character_cuts(text)) - starts
    if not cuts:
        return doc
    words, spaces = [], []
    waiting = sorted(cuts, reverse=True)
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        while waiting and waiting[-1] < end:
            cut = waiting.pop()
            if start < cut:
                words.append(text[start:cut])
                spaces.append(False)
                start = cut
        words.append(text[start:end])
        spaces.append(bool(token.whitespace_))
    return Doc(doc.vocab, words, spaces)


def _finds_no_words(doc: "Doc") -> bool:
    """Whether the tokens are made by rules about spaces and punctuation, and not by looking words up."""
    return doc.vocab.lang not in ("ja", "ko", "th", "vi", "zh")
