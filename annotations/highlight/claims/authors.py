"""What the article says for itself and what could be checked: figures, causes, comparisons, contested events."""

from collections.abc import Sequence

from annotations.highlight.claims.clauses import clause_end, has_verb, parts_of, span_of
from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.tokens import QUOTED, Token
from annotations.highlight.claims.units import Unit
from annotations.model import Suggestion

LONG = 7  # tokens of a clause that is a claim by itself
FEWEST = 5  # words of a sentence that says something
WEIGHTS = {"cause": 0.2, "comparison": 0.12, "contested": 0.12, "staging": -0.3}
BASE, FIGURE, STATE, MOST = 0.25, 0.25, 0.08, 0.75
LEAST = 0.4  # the score from which a sentence is proposed
FIGURES = ("CARDINAL", "MONEY", "PERCENT")


def author_claims(
    text: str, unit: Unit, taken: Sequence[tuple[int, int]], entities: Sequence[Suggestion], words: ClaimLexicon
) -> list[Claim]:
    """Propose the clauses in which nobody is reported; `taken` are the spans of the claims that were found."""
    tokens, found = unit.tokens, list[Claim]()
    cues = [cue.first for cue in unit.cues]
    for start, stop in parts_of(tokens, 0, len(tokens), words, LONG):
        end = min(clause_end(tokens, start, words), stop)
        end = end if _says_something(tokens[start:end], words) else stop
        first, last = span_of(text, tokens, start, end)
        said = any(start <= cue < end for cue in cues) or any(token.text == QUOTED for token in tokens[start:end])
        if said or any(s < last and first < e for s, e in taken) or not _says_something(tokens[start:end], words):
            continue
        score = _score(tokens[start:end], entities, words)
        if score >= LEAST:
            found.append(Claim(first, last, round(score, 2), unit))
    return found


def _says_something(tokens: Sequence[Token], words: ClaimLexicon) -> bool:
    return len(tokens) >= FEWEST and sum(token.is_word for token in tokens) >= FEWEST and has_verb(tokens, words)


def _score(tokens: Sequence[Token], entities: Sequence[Suggestion], words: ClaimLexicon) -> float:
    score = BASE
    first, last = tokens[0].start, tokens[-1].end
    for name, weight in WEIGHTS.items():
        score += weight * min(words.phrases[name].count(tokens), 2)
    if any(one.label in FIGURES and first <= one.start < last and _counts(one) for one in entities):
        score += FIGURE
    if any(token.low in words.words["state"] for token in tokens):
        score += STATE
    return min(score, MOST)


def _counts(entity: Suggestion) -> bool:
    """Whether a number counts something; one and two seldom do."""
    return entity.label != "CARDINAL" or entity.end - entity.start > 3
