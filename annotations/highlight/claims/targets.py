"""Whom or what a claim is about: whoever is blamed, else its subject or the last name in it, else its first words."""

from collections.abc import Sequence

from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.lexicon import Lexicon
from annotations.highlight.claims.people import Mention, People
from annotations.highlight.claims.phrases import Speaker
from annotations.highlight.claims.tokens import tokens_of
from annotations.model import SuggestedLink

NEAR = 1500  # code points before a claim in which a name is looked for
NEAR_START = 24  # code points before a name that is the subject of a claim
LONGEST_ISSUE = 6  # words of a target that is given in words


def target_of(
    text: str, claim: Claim, speaker: Speaker, people: People, before: Sequence[tuple[Claim, Speaker]], words: Lexicon
) -> SuggestedLink | None:
    """Propose what a claim is about; `before` are the claims that precede it in the article."""
    if claim.denies:
        denied = next((one for one, who in reversed(before) if not one.denies and who.key != speaker.key), None)
        if denied:
            return SuggestedLink(text[denied.start : denied.end], "claim", denied.start, denied.end)
    if claim.blamed[1]:
        first, last = (claim.unit.tokens[claim.blamed[0]].start, claim.unit.tokens[claim.blamed[1] - 1].end)
        blamed = _others(people.within(first, last), speaker)
        if blamed:
            return blamed[0].link
    within = _others(people.within(claim.start, claim.end), speaker)
    parties = [one for one in within if one.label != "NORP"] or within
    if parties:
        subject = parties[0].start - claim.start < NEAR_START
        return parties[0 if subject else -1].link
    return _issue(text, claim, words) or _near(claim, speaker, people)


def _others(mentions: Sequence[Mention], speaker: Speaker) -> list[Mention]:
    return [one for one in mentions if one.key != speaker.key]


def _near(claim: Claim, speaker: Speaker, people: People) -> SuggestedLink | None:
    before = _others(people.within(max(0, claim.start - NEAR), claim.end), speaker)
    return before[-1].link if before else None


def _issue(text: str, claim: Claim, words: Lexicon) -> SuggestedLink | None:
    """The words in front of a claim's verb, when they are few and no pronoun."""
    tokens = tokens_of(text, claim.start, min(claim.end, claim.start + 120))
    verb = next((i for i, token in enumerate(tokens) if words.is_verb(token)), 0)
    if not 0 < verb <= LONGEST_ISSUE or tokens[0].low in words.words["pronouns"] or not tokens[0].is_word:
        return None
    return SuggestedLink(text[tokens[0].start : tokens[verb - 1].end])
