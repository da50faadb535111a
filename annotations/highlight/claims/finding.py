"""Putting together what the rules find: candidates in reading order, each with speaker, target, quotation and hedge."""

from collections.abc import Iterable, Iterator, Sequence

from annotations.highlight.boilerplate.lines import lines_of
from annotations.highlight.claims.authors import author_claims
from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.hedges import certainty_of
from annotations.highlight.claims.lexicon import ClaimLexicon, language_of, lexicon
from annotations.highlight.claims.people import People
from annotations.highlight.claims.phrases import AUTHOR, Speaker
from annotations.highlight.claims.quoted import quoted_claims
from annotations.highlight.claims.reported import Reported
from annotations.highlight.claims.speakers import Speakers
from annotations.highlight.claims.targets import Targets
from annotations.highlight.claims.tokens import Token, tokens_of
from annotations.highlight.claims.units import Unit, units_of
from annotations.language.sentences import quotations
from annotations.model import SuggestedLink, Suggestion

LAYER = "claim"
SAME = 0.6  # the share of overlap from which two candidates are one
LONGEST_LINE = 6000  # longer lines are garbage, not paragraphs
MOST_MASKS = 4  # spans of boilerplate in one line
SURE = 0.7  # the score from which a claim is more than a guess
MOST = 400  # candidates of one article

Span = tuple[int, int]


def find_claims(
    text: str, entities: Sequence[Suggestion], masks: Sequence[Suggestion] = (), language: str = ""
) -> list[Suggestion]:
    """Propose the claims of an article, in order; masked text takes none.

    `language` is a code such as `es`; without one, or without word lists for it, the language is detected.
    """
    words = lexicon(
        language[:2] if language[:2] in ("en", "es") else language_of(tokens_of(text, 0, min(len(text), 4000)))
    )
    units = list(_units(text, masks, words))
    people = People(text, [one for one in entities if one.layer == "entity"], units, words)
    speakers = Speakers(text, people, units, words)
    for unit in units:
        for cue in unit.cues:
            speakers.of(unit, cue)  # in reading order, since pronouns go by who has spoken before
    claims = _distinct(_candidates(text, units, entities, words))[:MOST]
    targets = Targets(text, people, words)
    made: list[Suggestion] = []
    for claim in claims:
        speaker = speakers.of(claim.unit, claim.cue) if claim.cue else Speaker(AUTHOR)
        made.append(_suggestion(text, claim, speaker, targets.of(claim, speaker), words))
    return made


def _units(text: str, masks: Sequence[Suggestion], words: ClaimLexicon) -> Iterator[Unit]:
    """The sentences of the lines that are not masked, behind a dateline."""
    passed = 0
    for number, line in enumerate(lines_of(text)):
        start, end = line.start, line.end
        while passed < len(masks) and masks[passed].end <= start:
            passed += 1
        for mask in masks[passed : passed + MOST_MASKS]:
            if mask.start <= start < mask.end:
                start = mask.end
            elif start < mask.start < end:
                end = mask.start
        if start < end <= start + LONGEST_LINE:
            yield from units_of(text, start, end, number, words)


def _candidates(text: str, units: Sequence[Unit], entities: Sequence[Suggestion], words: ClaimLexicon) -> list[Claim]:
    quoted = list(quoted_claims(text, units, words))
    found = list(quoted)
    for unit in units:
        reported = _outside_denials(list(Reported(text, unit, words).claims()))
        taken = [(one.start, one.end) for one in (*quoted, *reported)]
        found += [*reported, *author_claims(text, unit, taken, entities, words)]
    kept = (one for one in found if not (one.unit.paragraph == 0 and _is_guess(one)))
    return sorted(kept if _has_headline(text, units) else found, key=lambda one: (one.start, -one.end))


def _outside_denials(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what a denial calls the denied claim: it is part of the denial."""
    denials = [one for one in claims if one.denies]
    return [
        one
        for one in claims
        if one.cue is None
        or one.cue.kind != "name"
        or not any(other.start < one.start and one.end <= other.end for other in denials)
    ]


def _has_headline(text: str, units: Sequence[Unit]) -> bool:
    """Whether the first line is a headline: other lines follow, and it does not end like a sentence."""
    first = [unit for unit in units if unit.paragraph == 0]
    return bool(first) and units[-1].paragraph > 0 and text[first[-1].end - 1] not in ".:"


def _is_guess(claim: Claim) -> bool:
    """Whether a claim in a headline is seldom one: what nobody is said to say, or asks for."""
    return (
        claim.cue is None
        and not claim.direct
        or claim.score < SURE
        and claim.cue is not None
        and claim.cue.kind != "report"
    )


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Of candidates that are nearly the same keep the one with the best score."""
    kept: list[Claim] = []
    for claim in claims:
        late = kept[-4:]
        rivals = [one for one in late if _share(one, claim) >= SAME]
        if all(claim.score > one.score for one in rivals):
            kept[-4:] = [*(one for one in late if one not in rivals), claim]
    return kept


def _share(one: Claim, other: Claim) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0


def _suggestion(
    text: str, claim: Claim, speaker: Speaker, target: SuggestedLink | None, words: ClaimLexicon
) -> Suggestion:
    links = {"speaker": speaker.link} | ({"mentioned": target} if target else {})
    fields = {
        "quotation": _quotation(text, claim, speaker),
        "hedge": certainty_of(_tokens(text, claim), words),
    }
    return Suggestion(LAYER, claim.start, claim.end, score=claim.score, fields=fields, links=links)


def _tokens(text: str, claim: Claim) -> list[Token]:
    """The words of a claim, behind those by which it is reported."""
    said = claim.unit.tokens[claim.cue.first : claim.cue.end] if claim.cue else ()
    if claim.direct:
        return [*said, *tokens_of(text, claim.start, claim.end)]
    return [*said, *(token for token in claim.unit.tokens if claim.start <= token.start < claim.end)]


def _quotation(text: str, claim: Claim, speaker: Speaker) -> str:
    """How much of the span is quoted: direct, mixed, indirect, or none when the article speaks."""
    if claim.direct:
        return "direct"
    line = text.rfind("\n", 0, claim.start) + 1
    stop = text.find("\n", claim.end)
    spans: list[Span] = quotations(text, line, len(text) if stop < 0 else stop)
    if any(start <= claim.start and claim.end <= end for start, end in spans):
        return "direct"
    if speaker.text == AUTHOR and speaker.mention is None:
        return "none"
    return "mixed" if any(start < claim.end and claim.start < end for start, end in spans) else "indirect"
