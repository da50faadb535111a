"""Reading what a claim speaks of: its subject, and what its verb acts on, as noun phrases."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.tokens import Token

LONGEST_PHRASE = 9  # tokens of a noun phrase
FAR_COMMA = 14  # tokens of an aside between two commas, and of what stands before a sentence’s subject
FAR_THERE = 4  # tokens before the verb among which “there” is looked for
FAR_THAT = 8  # tokens between “it is important” and its “that”
FAR_VERB = 24  # tokens between the beginning of a claim and its verb
INSIDE = ("'s", "’s", "-")  # signs that do not end a noun phrase


class Clause(NamedTuple):
    """The tokens of a claim with its subject and its verb as token numbers, half open; empty where there is none.

    `exists` tells that the subject stands behind the verb: “there is no quota”.
    """

    tokens: Sequence[Token]
    subject: tuple[int, int]
    verb: int
    exists: bool = False

    @property
    def phrase(self) -> Sequence[Token]:
        """The tokens of the subject."""
        return self.tokens[slice(*self.subject)]

    @property
    def behind(self) -> Sequence[Token]:
        """The tokens from the verb on."""
        return self.tokens[self.verb :]


def clauses_of(tokens: Sequence[Token], words: ClaimLexicon) -> Iterator[Clause]:
    """Read a claim: its main clause, then the one with “if” or “when” in front of it."""
    start = _past(tokens, 0, words)
    conditional = any(token.low in words.words["subordinating"] for token in tokens[:start])
    comma = next((i for i in range(start, min(len(tokens), FAR_VERB)) if tokens[i].text == ","), 0)
    if conditional and comma:
        yield _clause(tokens, _past(tokens, comma, words), words)
    yield _clause(tokens, _past_dummy(tokens, start, words), words)


def object_of(clause: Clause, words: ClaimLexicon) -> tuple[int, int]:
    """Return the first noun phrase behind the verb that is neither a pronoun nor a time, as token numbers."""
    refused = words.words["pronouns"] | words.words["times"] | words.words["indefinite"] | words.words["first_person"]
    i = clause.verb + 1
    while i < len(clause.tokens):
        start = _behind(clause.tokens, i, words)
        end = phrase_end(clause.tokens, start, words)
        where = clause.tokens[start - 1].low in words.words["places"]
        if end > start and not where and not {token.low for token in clause.tokens[start:end]} & refused:
            return start, end
        i = max(end, start) if end > start else start + 1
    return len(clause.tokens), len(clause.tokens)


def phrase_end(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """Return the token before which the noun phrase ends that begins at `start`; “of …” belongs to it."""
    if start < len(tokens) and tokens[start].low in words.words["pronouns"] | words.words["first_person"]:
        return start + 1
    first, stops = _past_quantities(tokens, start, words), _stops(words)
    for i in range(first, min(start + LONGEST_PHRASE, len(tokens))):
        token = tokens[i]
        if not token.is_word and token.text not in INSIDE:
            return i
        if token.low in stops or is_verb_at(tokens, i, words):
            return i
    return min(max(first, start + LONGEST_PHRASE), len(tokens))


def bare(tokens: Sequence[Token], words: ClaimLexicon) -> Sequence[Token]:
    """Leave out “a”, “some” and numbers in front of a noun phrase, and “of whom” behind it."""
    first, last = _past_quantities(tokens, 0, words), len(tokens)
    loose = words.words["belonging"] | words.words["quantities"]
    while last > first and (tokens[last - 1].low in loose or not tokens[last - 1].text[0].isalpha()):
        last -= 1
    return tokens[first:last]


def is_verb_at(tokens: Sequence[Token], i: int, words: ClaimLexicon) -> bool:
    """Whether a word is a verb where it stands, and not “the works”."""
    if not words.is_verb(tokens[i]):
        return False
    return i == 0 or tokens[i - 1].low not in words.words["determiners"] | words.words["possessives"]


def _clause(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> Clause:
    start = _opening(tokens, start, words)
    end = phrase_end(tokens, start, words)
    verb = _verb(tokens, end, words)
    if any(token.low.partition("'")[0] in words.words["existential"] for token in tokens[start : end + 1][:FAR_THERE]):
        behind = _behind(tokens, verb, words)
        return Clause(tokens, (behind, phrase_end(tokens, behind, words)), verb, exists=True)
    pronoun = end == start + 1 and tokens[start].low in words.words["pronouns"] | words.words["first_person"]
    acts = pronoun and end < verb and tokens[end].is_word and tokens[end].low not in words.words["between"]
    return Clause(tokens, (start, end), end if acts else verb)


def _past(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """Past signs and joining words."""
    skipped = words.words["openers"] | words.words["subordinating"]
    while start < len(tokens) and (not tokens[start].is_word or tokens[start].low in skipped):
        start += 1
    return start


def _past_dummy(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """Past “it is important that”."""
    if start == len(tokens) or tokens[start].low not in words.words["dummies"]:
        return start
    near = range(start + 2, min(start + FAR_THAT, len(tokens)))
    return next((_past(tokens, i + 1, words) for i in near if tokens[i].low in words.words["that"]), start)


def _past_quantities(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """Past “at least 12” and “70% of”."""
    i = start
    while i < len(tokens) and (tokens[i].low in words.words["quantities"] or tokens[i].text[0] in "%0123456789"):
        i += 1
    share = start < i < len(tokens) and tokens[i - 1].text == "%" and tokens[i].low in words.words["belonging"]
    return i + share


def _stops(words: ClaimLexicon) -> frozenset[str]:
    """The words before which a noun phrase ends."""
    ends = (
        words.words["subordinating"]
        | words.words["adverbs_of_place"]
        | words.words["prepositions"]
        | words.words["that"]
        | words.words["relatives"]
        | words.words["and"]
    )
    return (ends | words.words["between"] | words.words["modals"]) - words.words["belonging"] - words.words["articles"]


def _opening(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """Where the subject begins: past whatever says when or where before it."""
    if start == len(tokens) or tokens[start].low not in words.words["prepositions"]:
        return start
    if _past_quantities(tokens, start, words) > start + 1:
        return start  # “at least 12”
    verb = _verb(tokens, start, words)
    comma = next((i for i in range(start, min(start + FAR_COMMA, verb)) if tokens[i].text == ","), 0)
    if comma or verb == len(tokens):
        return comma + 1 if comma else start
    near = next((i for i in range(verb, start, -1) if tokens[i - 1].low in words.words["prepositions"]), start)
    heads = words.words["articles"] | words.words["pronouns"] | words.words["existential"]
    return next((i for i in range(verb - 1, near, -1) if tokens[i].low in heads), near)


def _verb(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """The first verb from a token on, past an aside between commas."""
    i, stop = start, min(start + FAR_VERB, len(tokens))
    asides = words.words["relatives"] | words.words["that"]
    while i < stop:
        if tokens[i].text == "," and i + 1 < stop and tokens[i + 1].low in asides:
            i = next((j for j in range(i + 1, min(i + FAR_COMMA, stop)) if tokens[j].text == ","), i)
        elif is_verb_at(tokens, i, words):
            return i
        i += 1
    return len(tokens)


def _behind(tokens: Sequence[Token], verb: int, words: ClaimLexicon) -> int:
    """Where the noun phrase behind a verb begins: past the other parts of the verb and a preposition."""
    skipped = words.words["between"] | words.words["openers"] | words.words["prepositions"] - words.words["quantities"]
    helping, between = words.words["modals"] | words.words["to"], words.words["between"]
    i, helped = verb, verb > 0 and tokens[verb - 1].low in helping
    while i < len(tokens):
        low = tokens[i].low
        one = is_verb_at(tokens, i, words) or low in skipped | helping or low.endswith("ing")
        bare_verb = helped and tokens[i].is_word and not tokens[i].is_name and low not in words.words["articles"]
        if not (one or bare_verb):
            return i
        helped = low in helping or helped and low in between
        i += 1
    return i
