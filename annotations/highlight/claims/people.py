"""Who is who in an article: the same person under several names, and what each of them is called."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.sides import same_side
from annotations.highlight.claims.tokens import Token, tokens_of
from annotations.highlight.claims.units import Unit
from annotations.model import SuggestedLink, Suggestion

INTRODUCED = 4  # mentions of a person by which it is said who that is
BEHIND = 30  # code points behind a name in which “said it” is looked for
BEFORE, AFTER = 60, 80  # code points beside a name in which it is said who that is
FAR = 500  # names before a position that are looked at
FEW = 4  # words before a name past which a comma ends its description
STEM = 5  # letters by which Colombian, Colombia’s and Colombians are the same
UNKNOWN = "NAME"
"""The label of capitalised words that are no entity: probably a name that was not recognised."""
SPEAKING = ("PERSON", "ORG", UNKNOWN)
ABLE = ("PERSON", "ORG", "GPE", "NORP")


class Mention(NamedTuple):
    """A name where it stands. `key` is the same for all names of one person or body."""

    start: int
    end: int
    label: str
    text: str
    key: str

    @property
    def link(self) -> SuggestedLink:
        """The link to it: to the entity, or to the words when it is none."""
        if self.label == UNKNOWN:
            return SuggestedLink(self.text)
        return SuggestedLink(self.text, "entity", self.start, self.end)


class People:
    """Knows the names of an article as those who may speak or be spoken of."""

    def __init__(self, text: str, entities: Iterable[Suggestion], units: Sequence[Unit], words: ClaimLexicon) -> None:
        self._words = words
        entities = list(entities)
        known = [_mention(text, one.start, one.end, one.label) for one in entities if one.label in ABLE]
        covered = {i for one in entities for i in range(one.start, one.end)}
        others = [_mention(text, *span, UNKNOWN) for span in _capitalised(units, covered, words)]
        self.mentions = sorted([*known, *others])
        self._starts = [one.start for one in self.mentions]
        self._persons = {one.end for one in self.mentions if one.label == "PERSON"}
        introduced = _by_key(self.mentions)
        beside = {one: self._beside(text, one) for same in introduced.values() for one in same[:INTRODUCED]}
        self._called: dict[str, set[str]] = {}
        for mention, said in beside.items():
            if mention.label in ("PERSON", UNKNOWN):
                self._called.setdefault(mention.key, set()).update(said)
        organisations = {one.key for one, said in beside.items() if self._is_body(text, one, said)}
        self.mentions = [one._replace(label="ORG") if one.key in organisations else one for one in self.mentions]
        self._of = _by_key(self.mentions)

    def _is_body(self, text: str, mention: Mention, known: set[str]) -> bool:
        """Whether a name is called a firm where it stands, or says what it does, and is nothing that a person is."""
        words = self._words.words
        if words["person_nouns"] & (known | self._called.get(mention.key, set())):
            return False
        if known & words["body_nouns"]:
            return True
        behind = tokens_of(text, mention.end, min(len(text), mention.end + BEHIND))
        said = [token for token in behind[:3] if token.text != ","]
        return len(said) > 1 and said[1].low in words["dummies"] and self._words.cues.count(said[:1]) > 0

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions between two code points."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self.mentions[first:last] if one.end <= end]

    def last(self, position: int, labels: Sequence[str]) -> Mention | None:
        """The last mention with one of the labels before a position."""
        before = self.mentions[max(0, (at := bisect_left(self._starts, position)) - FAR) : at]
        return next((one for one in reversed(before) if one.end <= position and one.label in labels), None)

    def body(self, nouns: set[str], position: int) -> Mention | None:
        """The body named last before a position in whose name one of some nouns stands: “the ministry”."""
        before = self.mentions[max(0, (at := bisect_left(self._starts, position)) - FAR) : at]
        organisations = (one for one in reversed(before) if one.label == "ORG")
        return next((one for one in organisations if nouns & set(one.text.lower().split())), None)

    def is_kind(self, name: str) -> bool:
        """Whether a name says what kind of body it is: “Renewal Party”."""
        return bool(self._words.words["body_nouns"] & set(name.lower().split()))

    def latest(self, key: str, position: int) -> Mention | None:
        """The last mention of somebody before a position, or the first one after it."""
        same = self._of.get(key, [])
        at = bisect_left(same, position, key=lambda one: one.end + 1)
        return same[max(at - 1, 0)] if same else None

    def called(self, nouns: set[str], others: set[str], position: int) -> Mention | None:
        """The person whom a description such as “the Russian president” fits; of several the one named last."""
        best: tuple[int, int, str] | None = None
        for key, known in self._called.items():
            if not nouns & known:
                continue
            mention = self.latest(key, position)
            at = mention.start if mention and mention.end <= position else -1
            fits = sum(word[:STEM] in {one[:STEM] for one in known} for word in others)
            if best is None or (fits, at) > best[:2]:
                best = fits, at, key
        return self.latest(best[2], position) if best else None

    def of_land(self, words: set[str], position: int) -> Mention | None:
        """The person named last of whom the land is told that is among some words: “the Peruvian leader”."""
        lands = [one.text.lower() for one in self.mentions if one.label == "NORP" and one.text.lower() in words]
        keys = [key for key, known in self._called.items() if any(same_side(land, known) for land in lands)]
        found = [one for key in keys if (one := self.latest(key, position)) and one.end <= position]
        return max(found, default=None)

    def titles_of(self, mention: Mention) -> set[str]:
        """The nouns by which a person is described anywhere in the article."""
        return self._called.get(mention.key, set()) & self._words.words["person_nouns"]

    def label_at(self, start: int) -> str:
        """The label of the name that begins at a position, if one does."""
        mention = self.at(start)
        return mention.label if mention else ""

    def at(self, start: int) -> Mention | None:
        """The name that begins at a position, if one does."""
        at = bisect_left(self._starts, start)
        return self.mentions[at] if at < len(self.mentions) and self._starts[at] == start else None

    def is_side(self, key: str, name: str, mention: Mention) -> bool:
        """Whether a name is of the side of a speaker: the same, or the land that belongs to the speaker's name."""
        if mention.key == key:
            return True
        known = {
            *self._called.get(key, ()),
            *(word.lower() for word in name.split() if word[0].isupper()),
            name.lower(),
        }
        first = mention.key.split()[0] if mention.key else ""
        return mention.label != "PERSON" and (same_side(mention.key, known) or same_side(first, known))

    def _beside(self, text: str, mention: Mention) -> set[str]:
        """The words in front of a name, and those of the aside after it."""
        words, found = self._words, set[str]()
        start = max(0, mention.start - BEFORE, text.rfind("\n", 0, mention.start) + 1)
        stops = words.words["that"] | words.words["and"] | words.words["prepositions"] - words.words["belonging"]
        before = tokens_of(text, start, mention.start)
        if before and before[-1].low in words.words["belonging"]:
            return found  # Trade in “the minister of Trade”
        for token in reversed(before):
            if token.text == "," and token.end - 1 in self._persons:
                break  # the aside before the comma names somebody else
            if token.text in (",", "'s", "’s", "-") and len(found) < FEW:
                continue
            if not token.is_word or token.low in stops or words.is_verb(token) or words.cues.at([token], 0):
                break
            found.add(token.low)
        if text[mention.end : mention.end + 1] != ",":
            return found
        after = tokens_of(text, mention.end, min(len(text), mention.end + AFTER))
        ends = (i for i in range(1, len(after)) if not after[i].is_word or after[i].low in stops - words.words["and"])
        aside = after[1 : next(ends, len(after))]
        if not any(self._words.is_verb(token) for token in aside):
            found.update(token.low for token in aside)
        return found


def _by_key(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The names of those who may speak, by whom they name."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.label in SPEAKING:
            found.setdefault(mention.key, []).append(mention)
    return found


def _mention(text: str, start: int, end: int, label: str) -> Mention:
    name = text[start:end].replace("’", "'").removesuffix("'s").lower()
    parts = name.split()
    return Mention(start, end, label, text[start:end], parts[-1] if label in ("PERSON", UNKNOWN) and parts else name)


def _capitalised(units: Sequence[Unit], covered: set[int], words: ClaimLexicon) -> Iterator[tuple[int, int]]:
    """The runs of capitalised words that are no entity; one word at the start of a sentence may be any word."""
    common = words.words["times"] | words.words["person_nouns"] | words.words["articles"] | words.words["between"]
    common |= words.words["pronouns"] | words.words["prepositions"] | words.words["and"]
    inner: set[str] = set()
    openings: list[tuple[Token, ...]] = []
    for unit in units:
        for first, run in _runs(unit.tokens, covered, common, words.words["person_nouns"]):
            if first == 0 and len(run) == 1:
                openings.append(run)
            else:
                inner.add(run[-1].text)
                yield run[0].start, run[-1].end
    yield from ((run[0].start, run[0].end) for run in openings if run[0].text in inner)


def _runs(
    tokens: Sequence[Token], covered: set[int], common: frozenset[str], titles: frozenset[str]
) -> Iterator[tuple[int, tuple[Token, ...]]]:
    run: list[Token] = []
    for i, token in enumerate(tokens):
        if token.is_name and token.is_word and token.start not in covered and token.low not in common:
            run.append(token)
        elif run:
            if token.low not in titles:
                yield i - len(run), tuple(run)
            run = []
    if run:
        yield len(tokens) - len(run), tuple(run)
