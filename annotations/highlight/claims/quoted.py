"""Direct speech: the sentences of a quotation, and the verb of reporting that it hangs on."""

import re
from collections.abc import Iterator, Sequence

from annotations.highlight.claims.clauses import has_verb, parts_of, span_of
from annotations.highlight.claims.cues import Cue, cues_of
from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.quotes import Quote
from annotations.highlight.claims.tokens import QUOTED, tokens_of
from annotations.highlight.claims.units import Unit
from annotations.language.sentences import sentences
from annotations.text import trimmed

SCORE, ORPHAN = 0.9, 0.7
LONG = 9  # tokens of a clause that is a claim by itself
SHORT = 5  # words of a sentence that belongs to the one beside it
WHOLE = 4  # tokens of the first half of a broken sentence that may stand alone
SHORT_PHRASE = 8  # words of a sentence without a verb that does
FAR = 16  # tokens between a quotation and its verb of saying
FAR_SPEAKER = 3  # tokens of “, Mr Lind said” before its verb, in a quotation whose closing mark is lost
LONGEST_BREAK = 80  # code points of “, he said, ” in the middle of a sentence
LONGEST_TAIL = 200  # code points of it
LOOSE = " \t\n\u00a0,;:.…"
_SPEAKER = re.compile(r",\s")

Saying = tuple[Unit, Cue]


def quoted_claims(text: str, units: Sequence[Unit], words: ClaimLexicon) -> Iterator[Claim]:
    """Yield the claims of all direct quotations of an article."""
    before: Saying | None = None
    for number, unit in enumerate(units):
        following = units[number + 1] if number + 1 < len(units) else None
        made: list[Claim] = []
        for quote in unit.quotes:
            end, inner = _end(text, quote, unit, words)
            saying = inner or _saying(unit, quote, following, words) or _carried(units, number, before, words)
            pieces = _pieces(text, quote.start, end, words)
            parts = [part for piece in pieces for part in _clauses(text, *piece, words)]
            if made and parts and _goes_on(text, made[-1], parts[0], words):
                parts[0] = made.pop().start, parts[0][1]
            made += [_claim(start, stop, unit, saying) for start, stop in parts]
            before = saying or before
        yield from made


def _claim(start: int, end: int, unit: Unit, saying: Saying | None) -> Claim:
    where, cue = saying or (unit, None)
    return Claim(start, end, SCORE if cue else ORPHAN, where, cue, direct=True)


def _goes_on(text: str, before: Claim, part: tuple[int, int], words: ClaimLexicon) -> bool:
    """Whether “The other two,” he said, “went astray” is one sentence, neither half of which could stand alone."""
    if text[before.end : before.end + 1] != "," or part[0] - before.end > LONGEST_BREAK or not text[part[0]].islower():
        return False
    first, second = tokens_of(text, before.start, before.end), tokens_of(text, *part)
    leaning = words.words["prepositions"] | words.words["relatives"] | words.words["that"]
    whole = has_verb(first, words) and len(first) >= WHOLE
    return not whole or words.is_verb(second[0]) or second[0].low in leaning or not has_verb(second, words)


def _pieces(text: str, start: int, end: int, words: ClaimLexicon) -> list[tuple[int, int]]:
    """The sentences between two code points; very short ones go with what precedes or follows."""
    found: list[tuple[int, int]] = []
    for first, last in sentences(text[start:end]):
        first, last = start + first, start + last
        short = _is_short(text, first, last, words)
        if found and (short or _is_short(text, *found[-1], words)):
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return [span for span in (trimmed(text, *span, LOOSE) for span in found) if span[0] < span[1]]


def _is_short(text: str, start: int, end: int, words: ClaimLexicon) -> bool:
    """Whether a sentence says too little to stand alone: few words, or some more without a verb."""
    tokens = [token for token in tokens_of(text, start, end) if token.is_word]
    return len(tokens) < SHORT or len(tokens) < SHORT_PHRASE and not has_verb(tokens, words)


def _clauses(text: str, start: int, end: int, words: ClaimLexicon) -> list[tuple[int, int]]:
    """The long clauses of a sentence that “and” joins, each of which is a point of its own."""
    tokens = tokens_of(text, start, end)
    spans = [span_of(text, tokens, *part) for part in parts_of(tokens, 0, len(tokens), words, LONG)]
    return [(start, end)] if len(spans) == 1 else spans


def _saying(unit: Unit, quote: Quote, following: Unit | None, words: ClaimLexicon) -> Saying | None:
    """The cue after a quotation, else the one before it, in its sentence; else in the short sentence that follows."""
    place = next(i for i, token in enumerate(unit.tokens) if token.start == quote.open and token.text == QUOTED)
    cues = [cue for cue in unit.cues if cue.kind != "nobody"]
    next_quote = next(
        (i for i in range(place + 1, len(unit.tokens)) if unit.tokens[i].text == QUOTED), len(unit.tokens)
    )
    after = [cue for cue in cues if place < cue.first < min(next_quote, place + FAR) and _attributes(unit, cue, words)]
    before = [cue for cue in cues if cue.end <= place]
    opened = before and (unit.tokens[place - 1].text == ":" or place - before[-1].end < 3)
    if opened:
        return unit, before[-1]
    if after:
        return unit, after[0]
    if before:
        return unit, before[-1]
    if following and following.paragraph == unit.paragraph and len(following.tokens) <= 6 and not following.quotes:
        return next(((following, cue) for cue in following.cues), None)
    return None


def _attributes(unit: Unit, cue: Cue, words: ClaimLexicon) -> bool:
    """Whether a cue after a quotation speaks of it, and does not bring another clause."""
    after = unit.tokens[cue.end].low if cue.end < len(unit.tokens) else ""
    return after not in words.words["that"]


def _carried(units: Sequence[Unit], number: int, before: Saying | None, words: ClaimLexicon) -> Saying | None:
    """The speaker of the quotation before, or the one whom the sentence before brings in with a colon."""
    if not number:
        return None
    last = units[number - 1]
    if last.tokens and last.tokens[-1].text == ":":
        return next(((last, cue) for cue in reversed(last.cues)), before)
    near = before and units[number].paragraph - before[0].paragraph <= 2
    if near:
        return before
    return next(((last, cue) for cue in reversed(last.cues)), None)


def _end(text: str, quote: Quote, unit: Unit, words: ClaimLexicon) -> tuple[int, Saying | None]:
    """Where a quotation ends; when its mark is lost, before “, she said”, whose cue is returned too."""
    if quote.closed:
        return quote.end, None
    for comma in _SPEAKER.finditer(text, quote.start, quote.end):
        tokens = tuple(tokens_of(text, comma.end(), min(quote.end, comma.end() + LONGEST_TAIL)))
        cues = cues_of(tokens, (), words)
        inner = Unit(comma.end(), quote.end, tokens, (), (), unit.paragraph, cues)
        cue = next((cue for cue in cues if cue.first <= FAR_SPEAKER), None)
        if cue and cue.kind in ("say", "report") and (cue.first == 0 or _is_subject(inner, cue, words)):
            return comma.start(), (inner, cue)
    return quote.end, None


def _is_subject(unit: Unit, cue: Cue, words: ClaimLexicon) -> bool:
    """Whether a pronoun or a name stands before the cue: “, she said”, “, Mr Lind said”."""
    first = unit.tokens[0]
    return (
        first.low in words.words["persons"] | words.words["things"] or first.is_name or first.low in ("the", "el", "la")
    )
