"""Verbs, nouns and phrases by which somebody's words are reported."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.quotes import Quote
from annotations.highlight.claims.tokens import QUOTED, Token

FAR_ATTITUDE = 6  # tokens between “expressed” and the “that” of a hope
FAR_LINK = 18  # tokens between “accused” and its “of”
FAR_AUXILIARY = 3  # tokens between “was” and “accused”
FAR_THAT = 24  # tokens between a verb of saying and its “that”


class Cue(NamedTuple):
    """A verb or phrase of reporting: its tokens in a sentence, half open, and its kind."""

    first: int
    end: int
    kind: str


def cues_of(tokens: Sequence[Token], fragments: Sequence[Quote], words: ClaimLexicon) -> tuple[Cue, ...]:
    """Find the cues of a sentence outside its quotations, in order."""
    found = (Cue(first, end, kind) for first, end, kind in words.cues.all_in(tokens))
    whose = (Cue(0, 1, "source"),) if _is_for_somebody(tokens, words) else ()
    return whose + tuple(
        cue
        for cue in found
        if not any(quote.open <= tokens[cue.first].start < quote.close for quote in fragments)
        and not _is_name(tokens, cue)
        and not _is_noun(tokens, cue, words)
        and not _is_participle(tokens, cue, words)
    )


def _is_for_somebody(tokens: Sequence[Token], words: ClaimLexicon) -> bool:
    """Whether a sentence begins like “For the analyst Ana Ruiz, …”."""
    comma = next((i for i in range(1, min(len(tokens), FAR_LINK)) if tokens[i].text == ","), 0)
    titled = {token.low for token in tokens[1:4]} & words.words["person_nouns"]
    return bool(comma and titled) and tokens[0].low in words.words["for"] and tokens[comma - 1].is_name


def _is_name(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether a form is part of a name, as in “the United States is”, and not of a headline in capitals."""
    after = tokens[cue.end].text if cue.end < len(tokens) else "."
    return cue.first > 0 and tokens[cue.first].text.istitle() and not after[0].isupper()


def _is_noun(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> bool:
    """Whether a form such as “claims” or “cut” is not a verb here."""
    if cue.first == 0:
        return tokens[0].low in words.words["nouns"]
    before = tokens[cue.first - 1]
    if tokens[cue.first].low in words.words["nouns"] and cue.end - cue.first == 1:
        noun = before.low in words.words["articles"] | words.words["prepositions"] or before.text in ("'s", "’s")
        linked = cue.end < len(tokens) and tokens[cue.end].low in words.words["noun_links"] and not before.is_name
        return noun or linked or not (before.is_word or before.text in ",”")
    return (
        before.low in words.words["articles"] - words.words["pronouns"] and before.low not in words.words["relatives"]
    )


def _is_participle(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> bool:
    """Whether the verb is a participle after a noun that it describes: “the ministers accused of fraud”."""
    after = tokens[cue.end].low if cue.end < len(tokens) else ""
    endings = tuple(words.words.get("participles", ()))
    if endings and not tokens[cue.first].low.endswith(endings):
        return False  # “considera por su parte”
    if cue.kind in ("promise", "urge") and cue.first and tokens[cue.first - 1].low in words.words["passives"]:
        return True  # “had been promised tractors”
    return cue.kind not in ("source", "nobody") and after in words.words["by"] and not is_passive(tokens, cue, words)


def is_passive(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> bool:
    """Whether somebody is blamed by another: “was accused”."""
    before = tokens[max(0, cue.first - FAR_AUXILIARY) : cue.first]
    helping = next((token for token in reversed(before) if token.low in words.words["passives"]), None)
    return (
        cue.kind == "blame"
        and helping is not None
        and all(
            token.low in words.words["between"] | words.words["passives"] for token in before[before.index(helping) :]
        )
    )


def agent_of(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> tuple[int, int]:
    """Return the tokens after the “by” of a passive, up to what is said; none when it is not told who blames."""
    stop = link_of(tokens, cue, words) or min(len(tokens), cue.end + FAR_THAT)
    by = next((i for i in range(cue.end, stop) if tokens[i].low in words.words["by"]), stop)
    places = words.words["prepositions"] - words.words["belonging"]
    end = next((i for i in range(by + 1, stop) if tokens[i].low in places or not tokens[i].is_word), stop)
    return min(by + 1, stop), end


def link_of(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> int:
    """Return the token of the “of” in “accused X on Friday of doing”, or 0: best the one before a verb in -ing."""
    near = range(cue.end + (not is_passive(tokens, cue, words)), min(cue.end + FAR_LINK, len(tokens) - 1))
    links = [i for i in near if tokens[i].low in words.content[cue.kind]]
    doing = (i for i in links if tokens[i + 1].low.endswith("ing") or tokens[i + 1].low in words.words["verbs"])
    untimed = (i for i in links if tokens[i + 1].low not in words.words["times"])
    return next(doing, next(untimed, 0))


def that_after(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> int:
    """Return the token after the “that” of a cue, or 0. After an object of the verb it is another one’s."""
    if tokens[cue.end - 1].low in words.words["that"]:
        return cue.end
    for i in range(cue.end, min(cue.end + FAR_THAT, len(tokens))):
        token = tokens[i]
        if token.text in ".;:" or token.text == QUOTED or (i > cue.end and words.cues.at(tokens, i)):
            return 0
        if token.low in words.words["that"]:
            return i + 1 if _is_adverbial(tokens[cue.end : i], tokens[cue.first], words) else 0
        if words.is_verb(token) and token.low not in words.words["between"]:
            return 0
    return 0


def after_attitude(tokens: Sequence[Token], cue: Cue, words: ClaimLexicon) -> int:
    """Return the token behind the “that” of “expressed her hope that”, or 0."""
    near = range(cue.end + 1, min(cue.end + FAR_ATTITUDE, len(tokens)))
    that = next((i for i in near if tokens[i].low in words.words["that"]), 0)
    return that + 1 if that and tokens[that - 1].low in words.words["attitudes"] else 0


def _is_adverbial(tokens: Sequence[Token], verb: Token, words: ClaimLexicon) -> bool:
    """Whether the tokens between a verb of saying and “that” say when, where or to whom, and not what."""
    if len(tokens) <= 1 or verb.low in words.words["addressing"]:
        return True
    # What belongs to a noun is none of these: “informed of the decision that”.
    opening = words.words["prepositions"] - words.words["belonging"] | words.words["between"]
    return tokens[0].low in opening or tokens[0].text == "," or any(one.low in words.words["times"] for one in tokens)


def is_pronoun(tokens: Sequence[Token], words: ClaimLexicon) -> bool:
    """Whether some tokens are one pronoun: “according to her”."""
    return len(tokens) == 1 and tokens[0].low in words.words["pronouns"] | words.words["whom"]
