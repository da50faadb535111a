"""Claims that answer others: denials, “these accusations”, and “Nobody has …” said in reply."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.people import People
from annotations.highlight.claims.phrases import AUTHOR, Speaker
from annotations.highlight.claims.tokens import Token
from annotations.model import SuggestedLink

NEAR = 3  # claims before one in which its “they” is looked for
STEM = 4  # letters by which “warning” is what was warned
MOST_ANSWERED = 8  # claims before a denial among which the denied one is looked for
FAR_POINTING = 6  # tokens between “these” and “accusations”


class Made(NamedTuple):
    """A claim that precedes another, with its speaker and its target."""

    claim: Claim
    speaker: Speaker
    target: SuggestedLink | None


class Answers:
    """Knows the claims made so far, and finds the one that another answers."""

    def __init__(self, text: str, people: People, words: ClaimLexicon) -> None:
        self._text, self._people, self._words = text, people, words
        self.made: list[Made] = []

    def replied(self, claim: Claim, speaker: Speaker) -> SuggestedLink | None:
        """What “This is …” or “Nobody has …” is about when it is said right after somebody else has spoken."""
        said = [one for one in self.made[-NEAR:] if one.speaker.text != AUTHOR]
        replies = claim.direct and bool(said) and said[-1].speaker.key != speaker.key
        return self.answered(speaker) if replies else None

    def points_at_words(self, claim: Claim, tokens: Sequence[Token]) -> bool:
        """Whether a claim calls what somebody has said something: “these accusations”, “the offer “insufficient””."""
        words = self._words.words
        told = words["sayings"] | words["accusations"] | words["answerable"]
        naming = claim.cue is not None and claim.cue.kind == "name"
        for i, token in enumerate(tokens):
            if token.low not in told:
                continue
            before = {one.low for one in tokens[max(0, i - FAR_POINTING) : i]}
            if token.low in words["sayings"] and before & words["pointing"]:
                return True
            called = naming and i == 1 and token.low in words["answerable"]
            if (called or token.low in words["accusations"]) and before & words["determiners"]:
                return True
        return False

    def answered(self, speaker: Speaker, tokens: Sequence[Token] = ()) -> SuggestedLink | None:
        """The claim of somebody else that is answered: one about the speaker's side, or the first of who spoke last."""
        said = [one for one in self.made[-MOST_ANSWERED:] if self._is_answerable(one, speaker)]
        if not said:
            return None
        nouns = {token.low[:STEM] for token in tokens if token.low in self._words.words["sayings"]}
        last = max((self._hits(one, speaker, nouns), i) for i, one in enumerate(said))
        alike = [one for one in said if one.speaker.key == said[last[1]].speaker.key]
        claim = next(one.claim for one in alike if self._hits(one, speaker, nouns) == last[0])
        return SuggestedLink(self._text[claim.start : claim.end], "claim", claim.start, claim.end)

    def _is_answerable(self, made: Made, speaker: Speaker) -> bool:
        """Whether a claim is of somebody else, neither a denial nor a question."""
        asks = "?" in self._text[made.claim.end - 1 : made.claim.end + 1]
        return not asks and not made.claim.denies and made.speaker.key not in (speaker.key, AUTHOR.lower())

    def _hits(self, made: Made, speaker: Speaker, nouns: set[str]) -> int:
        """How much a claim is one that a speaker answers; `nouns` begin like “warning” when a warning is answered."""
        party = self._people.at(made.target.start) if made.target and made.target.layer == "entity" else None
        hit = party is not None and self._people.is_side(speaker.key, speaker.text, party)
        cue = made.claim.cue
        named = cue is not None and made.claim.unit.tokens[cue.first].low[:STEM] in nouns
        return 2 * hit + named + (bool(nouns) and made.claim.blamed[1] > 0)
