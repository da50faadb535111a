"""Tokens for spaCy: from its rules for the language, split where spans begin and end.

If the library that finds words in a language is not installed (Japanese, Thai …), and in scripts without spaces that
the rules do not split, every character is a token, as in spaCy's own rules for Chinese.
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
    """A blank pipeline with spaCy's tokenizer rules for a language, or its general rules if it has none."""
    import spacy

    try:
        return spacy.blank(language.lower().partition("-")[0] or "en")
    except (ImportError, ValueError):
        return spacy.blank("xx")


def tokenized(text: str, language: str, places: Iterable[Place] = ()) -> "Doc":
    """A text as a spaCy document whose tokens end wherever one of `places` begins or ends (in code points)."""
    from spacy.tokens import Doc

    doc = tokenizer(language).tokenizer(text)  # unlike make_doc, it accepts texts of any length
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
    """Whether the tokenizer uses rules about spaces and punctuation instead of looking up words."""
    return doc.vocab.lang not in ("ja", "ko", "th", "vi", "zh")
