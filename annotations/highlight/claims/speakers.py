"""Who says it: the subject of a verb of reporting as a name, as words, or as nobody in particular."""

from collections.abc import Sequence
from itertools import pairwise

from annotations.highlight.claims.cues import Cue, agent_of, is_passive, is_pronoun
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.people import UNKNOWN, Mention, People
from annotations.highlight.claims.phrases import AUTHOR, UNNAMED, Phrases, Speaker, named, speaking
from annotations.highlight.claims.tokens import QUOTED, Token
from annotations.highlight.claims.units import Unit

FAR_AFTER = 24  # tokens after a verb in which its subject is looked for: “said the minister of …, Ana Ruiz”
FAR_NAME = 90  # code points from there to a name in an aside
PERSONS, ORGANISATIONS = ("PERSON", UNKNOWN), ("ORG", "GPE", UNKNOWN)
CLAUSE_ENDS = (".", ",", ";", ":", QUOTED)
CLOSED = (QUOTED, ",", "—", "–", "”", '"', "»")
INSIDE = ("-", "'s", "’s", ".", "’", "'", "(", ")")  # signs that do not end a noun phrase


class Speakers:
    """Finds the speakers of an article's cues, in reading order: pronouns go by who has spoken before."""

    def __init__(self, text: str, people: People, units: Sequence[Unit], words: ClaimLexicon) -> None:
        self._people, self._words = people, words
        self._phrases = Phrases(text, people, words)
        self._before = {unit.start: before for before, unit in pairwise(units)}
        self._begins = [mention for unit in units if (mention := self._beginning(unit))]
        self._last: Speaker | None = None
        self._last_person: Speaker | None = None
        self._person_at = 0
        self._known: dict[tuple[int, int], Speaker] = {}

    def of(self, unit: Unit, cue: Cue) -> Speaker:
        """Return who says what hangs on a cue."""
        place = (unit.start, cue.first)
        if place not in self._known:
            found = self._known[place] = self._found(unit, cue)
            if found.text not in (AUTHOR, UNNAMED):
                self._last = found
                if found.is_person or self._phrases.is_personal(found):
                    self._last_person, self._person_at = found, unit.tokens[cue.first].start
        return self._known[place]

    def _found(self, unit: Unit, cue: Cue) -> Speaker:
        if cue.kind == "nobody":
            return Speaker(UNNAMED)
        if cue.kind == "source":
            return self._source(unit.tokens[cue.end :]) or Speaker(UNNAMED)
        if is_passive(unit.tokens, cue, self._words):
            first, end = agent_of(unit.tokens, cue, self._words)
            return self._phrases.who(unit.tokens[first:end], self._last, after=True) or Speaker(UNNAMED)
        if self._inverts(unit.tokens, cue) and (after := self._inverted(unit.tokens[cue.end : cue.end + FAR_AFTER])):
            return after
        before = self._shared(unit, cue) or self._subject(unit, cue.first)
        if before:
            return before
        brings = cue.end < len(unit.tokens) and unit.tokens[cue.end].low in self._words.words["that"]
        if not brings and (cue.first == 0 or unit.tokens[cue.first - 1].text in CLOSED):
            found = self._inverted(unit.tokens[cue.end : cue.end + FAR_AFTER])
            if found:
                return found
        return self._implied(unit, cue)

    def _implied(self, unit: Unit, cue: Cue) -> Speaker:
        """Who says it where the verb has no subject: that of the sentence, or of the one in front, or the last one."""
        colon = cue.first > 0 and unit.tokens[cue.first - 1].text in (":", ";")
        if colon and (first := self._beginning(unit)) and first.end <= unit.tokens[cue.first - 1].start:
            return named(first)  # “the minister was clear: called it …”
        mention = self._people.last(unit.start, PERSONS)
        return self._subject_before(unit) or self._last or (named(mention) if mention else Speaker(AUTHOR))

    def _inverts(self, tokens: Sequence[Token], cue: Cue) -> bool:
        """Whether the subject stands behind the verb, where that is usual: “…, informó el lunes la cancillería”."""
        after = tokens[cue.end : cue.end + FAR_AFTER]
        end = next((i for i, token in enumerate(after) if token.text in CLAUSE_ENDS), len(after))
        brings = any(token.low in self._words.words["that"] for token in after[:end])
        opens = end > 0 and after[0].low in self._words.words.get("inverting", ())
        return cue.kind == "say" and cue.first > 0 and tokens[cue.first - 1].text == "," and opens and not brings

    def _subject_before(self, unit: Unit) -> Speaker | None:
        """The subject of the sentence in front, for “…,” added, which has none of its own."""
        before = self._before.get(unit.start)
        if before is None or before.cues or before.paragraph != unit.paragraph:
            return None
        verb = next((i for i, token in enumerate(before.tokens) if self._words.is_verb(token)), 0)
        found = self._subject(before, verb)
        return found if found and found.mention else None

    def _beginning(self, unit: Unit) -> Mention | None:
        """The subject of a sentence: the first name before its verb, after no preposition."""
        verb = next((token.start for token in unit.tokens if self._words.is_verb(token)), unit.end)
        before = [token for token in unit.tokens if token.end <= verb]
        return next(iter(speaking(self._phrases.free(before))), None)

    # -- with other verbs

    def _shared(self, unit: Unit, cue: Cue) -> Speaker | None:
        """The speaker of another verb, for “…, adding that”, “citing …, X denounced” and “… and assured that”."""
        tokens, i = unit.tokens, self._before_verb(unit.tokens, cue.first)
        participle = tokens[cue.first].low.endswith(("ing", "ando", "iendo"))
        joined = i > 0 and tokens[i - 1].low in self._words.words["and"]
        if not participle and not joined:
            return None
        others = [first for start, first in self._known if start == unit.start and first < cue.first]
        if others:
            return self._known[unit.start, max(others)]
        verbs = [j for j in range(i) if self._words.is_verb(tokens[j])]
        if participle and not verbs:
            later = next((j for j in range(cue.end, len(tokens)) if self._words.cues.at(tokens, j)), 0)
            return self._subject(unit, later) if later else None
        return next((who for j in verbs if (who := self._subject(unit, j))), None)

    # -- before the verb

    def _before_verb(self, tokens: Sequence[Token], verb: int) -> int:
        while verb > 0 and tokens[verb - 1].low in self._words.words["between"]:
            verb -= 1
        return verb

    def _subject(self, unit: Unit, verb: int) -> Speaker | None:
        """Read leftwards from a verb, one part between commas after the other."""
        tokens, end = unit.tokens, self._before_verb(unit.tokens, verb)
        if end and tokens[end - 1].low in self._words.words["relatives"]:
            end -= 1
        while end > 0:
            start = self._part(tokens, end)
            comma = self._aside(tokens, start, end)
            if comma:
                end = comma
                continue
            found = self._who(tokens[start:end], unit)
            if found:
                return self._named_before(tokens, start, found) or found
            if start == 0 or tokens[start - 1].text != ",":
                return None
            end = start - 1
        return None

    def _aside(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """The comma before “, que habló ayer, ” or “, who spoke first, ”, which tells of who stands there; or 0."""
        words = self._words.words
        if start < 2 or end - start < 2 or tokens[end].text != ",":
            return 0
        if tokens[start - 1].low in words["that"] and tokens[start - 2].text == ",":
            return start - 2
        return start - 1 if tokens[start].low in words["relatives"] and tokens[start - 1].text == "," else 0

    def _part(self, tokens: Sequence[Token], end: int) -> int:
        """Where the part begins that ends before a token: after a sign, a joining word or “that”."""
        words = self._words.words
        for i in range(end, 0, -1):
            token = tokens[i - 1]
            if (not token.is_word and token.text not in INSIDE) or token.low in words["that"]:
                return i
            if token.low in words["and"] and any(self._words.is_verb(one) for one in tokens[max(0, i - 13) : i - 1]):
                return i
        return 0

    def _named_before(self, tokens: Sequence[Token], start: int, found: Speaker) -> Speaker | None:
        """The name before “…, a partner of the firm, said”."""
        aside = start > 1 and tokens[start - 1].text == "," and tokens[start].low in self._words.words["articles"]
        if not aside or found.text == UNNAMED or found.is_person:
            return None
        part = tokens[self._part(tokens, start - 1) : start - 1]
        names = speaking(self._phrases.mentions(part))
        if any(self._words.is_verb(token) for token in part) or not names or names[-1].end != part[-1].end:
            return None
        return named(names[-1]) if names[-1] in self._phrases.free(part) else self._phrases.who(part, None)

    def _who(self, tokens: Sequence[Token], unit: Unit) -> Speaker | None:
        """Who some tokens before a verb name; a pronoun means somebody named before."""
        if not tokens:
            return None
        pronoun = next((one for one in reversed(tokens[-2:]) if one.low in self._words.words["pronouns"]), None)
        return self._meant(pronoun, unit) if pronoun else self._phrases.who(tokens, self._last)

    def _meant(self, pronoun: Token, unit: Unit) -> Speaker | None:
        """Whom a pronoun means: the last person or body that has spoken or was named."""
        words = self._words.words
        if pronoun.low in words["persons"]:
            recent = self._subject_since(self._person_at, pronoun.start, PERSONS)
            return recent or self._last_person or self._any(pronoun.start, PERSONS)
        if pronoun.low in words["things"]:
            body = self._last if self._last and not self._last.is_person else None
            here = self._subject_since(unit.start, pronoun.start, ORGANISATIONS)
            return here or body or self._any(pronoun.start, ORGANISATIONS)
        return self._last

    def _subject_since(self, since: int, position: int, labels: Sequence[str]) -> Speaker | None:
        """The last subject of a sentence between two positions."""
        begins = [one for one in self._begins if since <= one.start < position and one.label in labels]
        return named(begins[-1]) if begins else None

    def _any(self, position: int, labels: Sequence[str]) -> Speaker | None:
        mention = self._people.last(position, labels)
        return named(mention) if mention else None

    # -- after the verb

    def _inverted(self, tokens: Sequence[Token]) -> Speaker | None:
        """Who comes after “said”: a person within the phrase and its asides, else the phrase itself."""
        stop = next((i for i, token in enumerate(tokens) if token.text in ";:" or token.text == QUOTED), len(tokens))
        aside = next((one for one in self._phrases.free(tokens[:stop]) if one.label in PERSONS), None)
        if aside and aside.start - tokens[0].start < FAR_NAME:
            return named(aside)
        end = next(
            (i for i in range(min(_stop(tokens), stop)) if i and self._ends_phrase(tokens[i])), min(_stop(tokens), stop)
        )
        return self._phrases.who(tokens[:end], self._last, after=True) if end else None

    def _ends_phrase(self, token: Token) -> bool:
        return token.low in self._words.words["prepositions"] - self._words.words["belonging"]

    def _source(self, tokens: Sequence[Token]) -> Speaker | None:
        """Who comes after “according to”; figures and reports belong to those who released them."""
        end = _stop(tokens)
        phrase = tokens[:end]
        if is_pronoun(phrase[:1], self._words) and (len(phrase) == 1 or self._words.is_verb(phrase[1])):
            return self._last_person or self._last
        relative = next((i for i, token in enumerate(phrase) if i and token.low in self._words.words["that"]), 0)
        verb = next((i for i in range(relative, end) if self._words.is_verb(tokens[i])), end)
        if relative and relative + 1 < verb:
            return self._phrases.who(tokens[relative + 1 : verb], self._last)
        person = any(token.low in self._words.words["person_nouns"] for token in phrase)
        found = self._phrases.who(phrase, self._last_person if person else None, after=True)
        if any(token.low in self._words.words["source_nouns"] for token in phrase) and (not found or not found.mention):
            owners = speaking(self._phrases.mentions(tokens[: end + 12]))
            return named(owners[0]) if owners else found
        return found


def _stop(tokens: Sequence[Token]) -> int:
    """Where the noun phrase ends that begins here: before a sign."""
    signs = (i for i, token in enumerate(tokens) if not token.is_word and token.text not in INSIDE)
    stop = next(signs, len(tokens))
    return stop - 1 if stop and tokens[stop - 1].text == "." and stop == len(tokens) else stop
