"""Who a noun phrase names: a person, a body, somebody described, or a voice that stays anonymous."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.people import SPEAKING, UNKNOWN, Mention, People
from annotations.highlight.claims.tokens import Token
from annotations.model import SuggestedLink

AUTHOR, UNNAMED = "AUTHOR", "UNNAMED"
FAR_PREPOSITION = 6  # tokens before a name
FAR_BODY = 400  # code points between the name of a body and “the firm”
LONGEST = 12  # tokens of a speaker given in words


class Speaker(NamedTuple):
    """Who speaks: a mention, or words (also AUTHOR and UNNAMED)."""

    text: str
    mention: Mention | None = None

    @property
    def key(self) -> str:
        """The same for all names of one speaker."""
        return self.mention.key if self.mention else self.text.lower()

    @property
    def is_person(self) -> bool:
        """Whether it is a person by name."""
        return self.mention is not None and self.mention.label in ("PERSON", UNKNOWN)

    @property
    def is_body(self) -> bool:
        """Whether it may be a body by name."""
        return self.mention is not None and self.mention.label in ("ORG", UNKNOWN)

    @property
    def link(self) -> SuggestedLink:
        """The link of a claim to this speaker."""
        return self.mention.link if self.mention else SuggestedLink(self.text)


def named(mention: Mention) -> Speaker:
    """A speaker who is named."""
    return Speaker(mention.text, mention)


class Phrases:
    """Reads noun phrases of an article."""

    def __init__(self, text: str, people: People, words: ClaimLexicon) -> None:
        self._text, self._people, self._words = text, people, words

    def mentions(self, tokens: Sequence[Token]) -> list[Mention]:
        """The names in some tokens."""
        return self._people.within(tokens[0].start, tokens[-1].end) if tokens else []

    def free(self, tokens: Sequence[Token]) -> list[Mention]:
        """The names before which no preposition stands, without acronyms in brackets."""
        found = [one for one in self.mentions(tokens) if self._text[one.start - 1 : one.start] != "("]
        return [one for one in found if not self.governed(tokens, one)]

    def who(self, tokens: Sequence[Token], last: Speaker | None, *, after: bool = False) -> Speaker | None:
        """Who a noun phrase before a verb names, or one `after` it, if anybody; `last` has spoken before."""
        free = self.free(tokens)
        for labels in (("PERSON",), ("ORG", UNKNOWN)):
            found = [one for one in free if one.label in labels]
            if found:
                return named(found[0 if after else -1])
        phrase = self.phrase(tokens)
        if not phrase:
            return None
        lows = {token.low for token in phrase}
        if self._words.phrases["anonymity"].count(tokens) or self._is_crowd(phrase, lows):
            return Speaker(UNNAMED)
        return self._described(phrase, lows, free, last)

    def _is_crowd(self, phrase: Sequence[Token], lows: set[str]) -> bool:
        """Whether anybody of many may be meant: “analysts”, and not “the fishermen of Lima”."""
        some = bool(lows & self._words.words["unnamed"])
        return some and not (phrase[0].low in self._words.words["definite"] and self.mentions(phrase))

    def _described(
        self, phrase: Sequence[Token], lows: set[str], free: list[Mention], last: Speaker | None
    ) -> Speaker | None:
        """Who “the Russian president”, “the government of Peru” or “the same report” is."""
        words = self._words.words
        owned = [one for one in self.mentions(phrase) if one.label != "NORP"]
        nouns = lows & words["person_nouns"]
        if nouns and phrase[0].low in words.get("somebody", ()):
            return self._in_words(phrase)  # “a spokesman” is nobody who was named before
        if nouns:
            person = self._person(phrase, lows, nouns, last)
            return named(person) if person else self._in_words(phrase)
        if phrase[0].low in words["prepositions"]:
            return None  # “through a note”
        if lows & (words["of_heads"] | words["source_nouns"]):
            if owned:
                return named(owned[0])
            if lows & words["source_nouns"] and last:
                return last
        if lows & words["body_nouns"] and not self.mentions(phrase) and (body := self._body(phrase, last)):
            return body
        places = [one for one in free if one.label == "GPE"]
        return named(places[-1]) if places else self._in_words(phrase)

    def _person(self, phrase: Sequence[Token], lows: set[str], nouns: set[str], last: Speaker | None) -> Mention | None:
        """Which person “the president” or “the Peruvian leader” is: of whom it was said, else who has spoken."""
        words, position = self._words.words, phrase[0].start
        anybody = nouns <= words["any_person"]
        person = self._people.called(nouns, lows - nouns - words["articles"] - words["prepositions"], position)
        if not person and nouns <= words["any_person"] | words["leaders"]:
            person = self._people.of_land(lows - nouns - words["articles"], position)
        new = phrase[0].low in words["introducing"]  # “a spokesman” is nobody who has spoken
        if person or new or not (last and last.is_person and last.mention):
            return person
        return last.mention if anybody or not self._people.titles_of(last.mention) else None

    def is_personal(self, speaker: Speaker) -> bool:
        """Whether a speaker in words is one person: “a government spokesman”."""
        words = {word.lower() for word in speaker.text.split()}
        return speaker.mention is None and bool(words & self._words.words["person_nouns"])

    def _body(self, phrase: Sequence[Token], last: Speaker | None) -> Speaker | None:
        """Which body “the firm” is: one whose name says so, else the one that has spoken, else the one named last."""
        position, nouns = phrase[0].start, {token.low for token in phrase} & self._words.words["body_nouns"]
        mention = self._people.body(nouns, position)
        if mention:
            return named(mention)
        if not nouns <= self._words.words["any_body"]:
            return last if last and last.is_body and not self._people.is_kind(last.text) else None
        if last and last.is_body or len(phrase) > 2:
            return last if last and last.is_body else None
        mention = self._people.last(position, ("ORG",))
        return named(mention) if mention and position - mention.end < FAR_BODY else None

    def _in_words(self, phrase: Sequence[Token]) -> Speaker | None:
        """The words of a noun phrase, unless it says when or where."""
        first, words = phrase[0], self._words.words
        refused = words["between"] | words["and"] | words["prepositions"] | words["that"] - words["articles"]
        if len(phrase) > LONGEST or phrase[-1].low in words["times"] or first.low in refused:
            return None
        if any(self._words.is_verb(token) for token in phrase) or len(phrase) == 1:
            return None
        if first.low not in words["articles"] and not first.is_name and len(phrase) > 3:
            return None
        spoken = self._text[first.start : phrase[-1].end]
        known = (one for one in self._people.mentions if one.label == "ORG")
        body = next((one for one in known if f" {one.text.lower()} " in f" {spoken.lower()} "), None)
        return named(body) if body else Speaker(spoken)

    def phrase(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The last noun phrase of some tokens: from its article, past “in a statement” and the like."""
        words = self._words.words
        heads = [
            i for i, token in enumerate(tokens)
            if token.low in words["articles"] and (i == 0 or tokens[i - 1].low not in words["prepositions"])
        ]  # fmt: skip
        if heads:
            return tokens[heads[-1] :]
        return tokens[1:] if len(tokens) > 1 and tokens[0].low in words["adverbs_of_place"] else tokens

    def governed(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a preposition stands before a name, past its title: “in Peru”, “with President Ruiz”."""
        words = self._words.words
        titles = words["person_nouns"] | words["articles"]
        openers = words["adverbs_of_place"] | words["relatives"]
        first, near = next((i for i, token in enumerate(tokens) if token.start >= mention.start), 0), True
        for token in reversed(tokens[max(0, first - FAR_PREPOSITION) : first]):
            if token.low in words["prepositions"]:
                return near or token.low not in words["belonging"]
            if not token.is_word or token.low in openers:
                return False
            near = near and (mention.label != "PERSON" or token.is_name or token.low in titles)
        return False


def speaking(mentions: Sequence[Mention]) -> list[Mention]:
    """Those who may speak for themselves: people, organisations and places."""
    return [one for one in mentions if one.label in (*SPEAKING, "GPE")]
