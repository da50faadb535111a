"""Whom or what a claim is about: who is blamed, else its subject, else what the speaker’s own side acts on.

Nothing is proposed where the words do not tell: a name nearby that nobody speaks of would only be taken by mistake.
"""

from collections.abc import Sequence

from annotations.highlight.claims.answers import NEAR, Answers, Made
from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.people import Mention, People
from annotations.highlight.claims.phrases import Speaker
from annotations.highlight.claims.subjects import Clause, bare, clauses_of, object_of
from annotations.highlight.claims.tokens import Token, tokens_of
from annotations.model import SuggestedLink

LONGEST_READ = 400  # code points of a claim that are read
PARTIES = ("PERSON", "ORG", "GPE", "NORP")
EMPTY = ("pronouns", "articles", "possessives", "indefinite", "first_person")  # words that name nothing by themselves
FAR_PREPOSITION = 5  # tokens between a preposition and the name in its phrase


class Targets:
    """Finds the targets of an article's claims, in reading order."""

    def __init__(self, text: str, people: People, words: ClaimLexicon) -> None:
        self._text, self._people, self._words = text, people, words
        self._answers = Answers(text, people, words)

    def of(self, claim: Claim, speaker: Speaker) -> SuggestedLink | None:
        """Return whom or what a claim is about."""
        target = self._found(claim, speaker)
        self._answers.made.append(Made(claim, speaker, target))
        return target

    def _found(self, claim: Claim, speaker: Speaker) -> SuggestedLink | None:
        tokens = tokens_of(self._text, claim.start, min(claim.end, claim.start + LONGEST_READ))
        answered = claim.denies or self._answers.points_at_words(claim, tokens)
        if answered and (denied := self._answers.answered(speaker, tokens)):
            return denied
        if claim.blamed[1]:
            return self._blamed(claim.unit.tokens[slice(*claim.blamed)], speaker)
        told = claim.direct or claim.cue is not None and claim.cue.kind != "source"
        if not told and tokens and self._words.is_verb(tokens[0]):
            return self._before_verb(claim, speaker)
        if claim.cue and claim.cue.kind == "promise" and self._is_infinitive(claim):
            clause = Clause(tokens, (0, 0), 0)
            return self._party(clause.behind, speaker) or self._thing(clause)
        for clause in clauses_of(tokens, self._words):
            found = self._of_clause(claim, clause, speaker)
            if found:
                return found
        return None

    def _of_clause(self, claim: Claim, clause: Clause, speaker: Speaker) -> SuggestedLink | None:
        """What one clause is about; a party comes before a thing where there is no subject to go by."""
        low = clause.phrase[0].low.partition("'")[0] if clause.phrase else ""
        words, short = self._words.words, len(clause.phrase) <= 2
        if low in words["indefinite"] or short and low in words["pronouns"] | words["first_person"]:
            return self._meant(claim, clause, speaker, low)
        if len(clause.phrase) == 1 and low in words["demonstratives"]:
            return self._answers.replied(claim, speaker) or self._party(clause.behind, speaker)
        if not clause.phrase or clause.exists or clause.verb == len(clause.tokens):
            party = self._party(clause.tokens, speaker) or self._described(clause.phrase, speaker)
            return party or self._in_words(clause.phrase) or self._thing(clause)
        return self._subject(clause, speaker)

    def _is_infinitive(self, claim: Claim) -> bool:
        """Whether a claim is what somebody has promised “to” do."""
        before = [token for token in claim.unit.tokens if token.end <= claim.start]
        return bool(before) and before[-1].low in self._words.words["to"]

    # -- parties and things

    def _blamed(self, tokens: Sequence[Token], speaker: Speaker) -> SuggestedLink | None:
        """Who is blamed or addressed: a party, somebody described, or the words."""
        parties = self._parties(tokens, speaker)
        if parties:
            return next((one for one in parties if one.label != "NORP"), parties[0]).link
        return self._described(tokens, speaker) or self._in_words(tokens)

    def _subject(self, clause: Clause, speaker: Speaker) -> SuggestedLink | None:
        """The subject; if that is the speaker's own side, another party or thing that it acts on."""
        phrase = clause.phrase
        heads = [one for one in self._parties(phrase, speaker) if self._leads(phrase, one)]
        if heads:
            return heads[0].link
        own = [one for one in self._people.within(*_span(phrase)) if one.label in PARTIES and self._leads(phrase, one)]
        if own or self._is_own(phrase, speaker):
            party = self._party(clause.behind, speaker)
            if clause.tokens[clause.verb].low in self._words.words["copulas"]:
                return own[0].link if own else party
            return party or self._thing(clause)
        return self._described(phrase, speaker) or self._in_words(phrase)

    def _before_verb(self, claim: Claim, speaker: Speaker) -> SuggestedLink | None:
        """Whom a claim is about that begins with its verb: “the mayor, who according to him has never come”."""
        words, before = self._words.words, [token for token in claim.unit.tokens if token.end <= claim.start]
        relative = words["relatives"] | words["that"]
        last = next((i for i in range(len(before) - 1, 0, -1) if before[i].low in relative), 0)
        if not last:
            return next((self._of_clause(claim, one, speaker) for one in clauses_of(before, self._words)), None)
        end = last - (before[last - 1].text == ",")
        first = next((i for i in range(end - 1, -1, -1) if before[i].low in words["determiners"]), max(0, end - 3))
        phrase = before[first:end]
        party = self._parties(phrase, speaker)
        return party[-1].link if party else self._described(phrase, speaker) or self._in_words(phrase)

    def _party(self, tokens: Sequence[Token], speaker: Speaker) -> SuggestedLink | None:
        """The first party that does not only say where."""
        parties = [one for one in self._parties(tokens, speaker) if not self._is_place(tokens, one)]
        return parties[0].link if parties else None

    def _thing(self, clause: Clause) -> SuggestedLink | None:
        return self._in_words(clause.tokens[slice(*object_of(clause, self._words))])

    def _parties(self, tokens: Sequence[Token], speaker: Speaker) -> list[Mention]:
        """The names in some tokens that are not of the speaker's side."""
        if not tokens:
            return []
        within = [one for one in self._people.within(*_span(tokens)) if one.label in PARTIES]
        return [one for one in within if not self._people.is_side(speaker.key, speaker.text, one)]

    def _described(self, phrase: Sequence[Token], speaker: Speaker) -> SuggestedLink | None:
        """The person whom “the minister” means."""
        words = self._words.words
        nouns = {token.low for token in phrase} & words["person_nouns"]
        others = {token.low for token in phrase} - nouns - words["articles"] - words["prepositions"]
        found = self._people.called(nouns, others, phrase[0].start) if nouns else None
        return found.link if found and found.key != speaker.key else None

    def _in_words(self, phrase: Sequence[Token]) -> SuggestedLink | None:
        short = bare(phrase, self._words)
        words = self._words.words
        empty = (
            words["pronouns"] | words["articles"] | words["possessives"] | words["indefinite"] | words["first_person"]
        )
        if all(token.low in empty or not token.is_word for token in short) or not short[0].is_word:
            return None
        return SuggestedLink(self._text[short[0].start : short[-1].end])

    def _leads(self, phrase: Sequence[Token], mention: Mention) -> bool:
        """Whether a noun phrase is about the name in it: not “the port of Lima”, but “the government of Peru”."""
        words = self._words.words
        before = [token for token in phrase if token.end <= mention.start]
        of = next((i for i, token in enumerate(before) if token.low in words["belonging"]), len(before))
        if of < len(before):
            return before[of - 1].low in words["of_heads"] if of else False
        return True

    def _is_place(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a name only says where: “in Peru”, “on its border with Peru” is another matter."""
        words = self._words.words
        before = [token for token in tokens if token.end <= mention.start][-FAR_PREPOSITION:]
        for token in reversed(before):
            if token.low in words["prepositions"] | words["places"] or self._words.is_verb(token):
                return token.low in words["places"]
        return False

    # -- pronouns

    def _is_own(self, phrase: Sequence[Token], speaker: Speaker) -> bool:
        """Whether “his government” or “the country” is the speaker's own side."""
        words = self._words.words
        owned = phrase[0].low in words["possessives"] or phrase[-1].low in words["own_land"]
        return owned and phrase[-1].low in words["of_heads"] | words["own_land"] and len(phrase) <= 3

    def _meant(self, claim: Claim, clause: Clause, speaker: Speaker, low: str) -> SuggestedLink | None:
        """What a clause is about whose subject is a pronoun."""
        words, behind = self._words.words, clause.behind
        is_speaker = low in words["pronouns"] and not claim.direct and (low in words["persons"]) == speaker.is_person
        if low in words["first_person"] or is_speaker:
            return self._party(behind, speaker) or self._thing(clause)
        if low in words["second_person"]:
            return self._addressed(claim, speaker)
        if low in words["demonstratives"] and (replied := self._answers.replied(claim, speaker)):
            return replied
        wanted = ("PERSON",) if low in words["persons"] else ("ORG", "GPE", "NORP")
        near = [one.target for one in self._answers.made[-NEAR:] if one.speaker.key == speaker.key and one.target]
        meant = [one for one in near if one.layer == "entity" and self._people.label_at(one.start) in wanted]
        if meant and low in words["pronouns"]:
            return meant[-1]
        return self._party(behind, speaker) or (None if claim.direct else self._thing(clause))

    def _addressed(self, claim: Claim, speaker: Speaker) -> SuggestedLink | None:
        """To whom it is said: “…,” she told the minister."""
        if not claim.cue:
            return None
        behind = claim.unit.tokens[claim.cue.end : claim.cue.end + FAR_PREPOSITION]
        parties = self._parties(behind, speaker)
        return parties[0].link if parties else None


def _span(tokens: Sequence[Token]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end
