"""Sentences as the rules read them: a quotation that states something is one token, its words are claims of its own."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.highlight.claims.cues import Cue, cues_of
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.quotes import Quote, quotes_of
from annotations.highlight.claims.tokens import QUOTED, Token, tokens_of
from annotations.language.sentences import sentences

STOPS = frozenset(".!?…:;")
# How many words a quotation has at least that states something, with a verb and without.
STATEMENT, LONG_STATEMENT = 4, 7
LONGEST = 300  # tokens of a sentence; what is longer is garbage
NEAR = 6  # tokens between a verb of saying and a quotation that begins with a capital


class Unit(NamedTuple):
    """A sentence. A token whose text is QUOTED stands for the quotation of its place in `quotes`.

    `fragments` are the quotations that are part of the sentence; `cues` are its verbs and phrases of reporting outside
    of quotations. `paragraph` counts the lines of the article.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    quotes: tuple[Quote, ...]
    fragments: tuple[Quote, ...]
    paragraph: int
    cues: tuple[Cue, ...] = ()


def units_of(text: str, start: int, end: int, paragraph: int, words: ClaimLexicon) -> Iterator[Unit]:
    """Yield the sentences of a paragraph between two code points."""
    tokens = tokens_of(text, start, end)
    quotes = quotes_of(text, start, end)
    starts = [token.start for token in tokens]
    stated = [_is_statement(text, tokens, _places(starts, quote), quote, words) for quote in quotes]
    direct = [quote for quote, is_direct in zip(quotes, stated, strict=True) if is_direct]
    fragments = [quote for quote, is_direct in zip(quotes, stated, strict=True) if not is_direct]
    for first, last in _sentences(text, start, end, direct):
        inside = [token for token in tokens if first <= token.start < last]
        here = tuple(quote for quote in direct if first <= quote.open < last)
        broken = tuple(quote for quote in fragments if first <= quote.open < last)
        shortened = tuple(_shortened(inside, here))
        if len(shortened) <= LONGEST:
            yield Unit(first, last, shortened, here, broken, paragraph, cues_of(shortened, broken, words))


def _sentences(text: str, start: int, end: int, direct: Sequence[Quote]) -> Iterator[tuple[int, int]]:
    """The sentences, those that begin inside a quotation joined to the one in which it was opened."""
    spans: list[tuple[int, int]] = []
    opens = [quote.open for quote in direct]
    for first, last in sentences(text[start:end]):
        first, last = first + start, last + start
        before = bisect_left(opens, first)
        if spans and before and first < direct[before - 1].close:
            spans[-1] = spans[-1][0], last
        else:
            spans.append((first, last))
    yield from spans


def _shortened(tokens: Sequence[Token], quotes: Sequence[Quote]) -> Iterator[Token]:
    """Put one token in the place of each quotation."""
    waiting = list(quotes)
    closes = -1
    for token in tokens:
        if waiting and token.start >= waiting[0].open:
            quote = waiting.pop(0)
            closes = quote.close
            yield Token(quote.open, quote.close, QUOTED, QUOTED)
        if token.start >= closes:
            yield token


def _places(starts: Sequence[int], quote: Quote) -> tuple[int, int, int]:
    """The numbers of a quotation's opening mark, and of its first token and the one behind its last."""
    return bisect_left(starts, quote.open), bisect_left(starts, quote.start), bisect_left(starts, quote.end)


def _before(tokens: Sequence[Token], mark: int) -> Sequence[Token]:
    """The tokens of a quotation's sentence in front of its mark."""
    near = range(mark - 1, max(-1, mark - 1 - LONGEST), -1)
    return tokens[next((i + 1 for i in near if tokens[i].text in STOPS), max(0, mark - LONGEST)) : mark]


def _inside_clause(tokens: Sequence[Token], words: ClaimLexicon) -> bool:
    """Whether a “said that” is open, so that a quotation belongs to its clause."""
    cue = next((i for i in range(len(tokens) - 1, -1, -1) if words.cues.at(tokens, i)), None)
    if cue is None or not any(token.low in words.words["that"] for token in tokens[cue:]):
        return False
    commas = (i for i in range(cue, len(tokens) - 1) if tokens[i].text == ",")
    return not any(words.phrases["cut_after_comma"].at(tokens, i + 1) for i in commas)


def _is_statement(
    text: str, tokens: Sequence[Token], places: tuple[int, int, int], quote: Quote, words: ClaimLexicon
) -> bool:
    """Whether a quotation states something by itself, rather than being some words of the sentence around it."""
    mark, first, stop = places
    inside = [token for token in tokens[first:stop] if token.is_word]
    if len(inside) < STATEMENT - 1 or not quote.closed and len(inside) < STATEMENT:
        return False
    sentence, before = _before(tokens, mark), tokens[max(0, mark - NEAR) : mark]
    has_verb = any(words.is_verb(token) for token in inside)
    stopped = text[quote.start : quote.end].rstrip()[-1:] in set(".!?,…")
    if not before or before[-1].text in STOPS or before[-1].text in '”"»’)':
        return has_verb or stopped or len(inside) >= LONG_STATEMENT
    last = before[-1]
    said = any(words.cues.at(before, i) for i in range(len(before)))
    opens = (
        last.text in ",—–-"
        and not _inside_clause(sentence, words)
        or last.low in words.words["that"]
        or bool(words.cues.at(before, len(before) - 1))
    )
    if opens or (said and inside[0].is_name and stopped):
        return len(inside) >= LONG_STATEMENT or (has_verb and len(inside) >= STATEMENT) or (has_verb and stopped)
    return False
