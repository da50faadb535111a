"""Names of people: after a title or a given name, next to a reporting verb, or before their office."""

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from annotations.highlight.gazetteers import entries, without_accents
from annotations.highlight.rules.lexicon import listed
from annotations.highlight.rules.name_scan import NameScan, propose, reading_of
from annotations.highlight.rules.runs import HYPHENS, runs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

TITLES = "titles"
NO_SURNAMES = (
    *("organisation_words.txt", "organisation_heads.txt", "land_words.txt", "province_words.txt"),
    *("event_words.txt", "other_words.txt"),
)
LEADING_ON = {"de", "del", "y", "e", "la", "las", "los", "el"}
LONGEST_NAME = 6
# How many words, besides particles, a name has that is told by what stands beside it.
LONGEST_GUESS = {"en": 3, "es": 4}
# How many tokens after a name a title is looked for: Ana Ruiz, the country's new foreign minister.
APPOSITION = 7
# And how many before its comma: el ministro de Exteriores y Culto argentino, Juan Ruiz.
OFFICE = {"en": 1, "es": 12}
# What a name between commas goes on with when it tells who holds the office before it.
STOPS = {",", ".", ";", ":", "(", "y", "e"}


class Known(NamedTuple):
    """What is known of an article's tokens before people are looked for: list labels by token, and the titles."""

    listed: dict[int, str]
    in_title: set[int]
    after_title: set[int]


class Persons:
    """Propose people in the runs of capitalised words; the titles go to `doc.spans["titles"]`."""

    def __init__(self, titles: "PhraseMatcher", guess: bool, language: str) -> None:
        self.titles = titles
        self.guess = guess
        self.longest, self.office = LONGEST_GUESS.get(language, 3), OFFICE.get(language, 1)
        # After an office these lead to where it is held, and not to who holds it: general de la Nación.
        self.spanish = language == "es"
        self.no_openers = HYPHENS | (LEADING_ON if self.spanish else set())
        self.particles = frozenset(entries("particles.txt", language=language))
        names = {*entries("first_names.txt"), *entries("first_names.txt", language=language)}
        self.first_names = {without_accents(name) for name in names}
        self.family_names = set(entries("family_names.txt", language=language))
        self.verbs = set(entries("speech_verbs.txt", language=language))
        self.no_surnames = {word for file in NO_SURNAMES for word in entries(file, language=language)}

    def __call__(self, doc: "Doc") -> "Doc":
        """Look for people."""
        from spacy.util import filter_spans

        reading = reading_of(doc)
        doc.spans[TITLES] = titles = filter_spans(doc[i:j] for _, i, j in self.titles(reading.doc))
        in_title = {i for span in titles for i in range(span.start, span.end)}
        known = Known(listed(doc), in_title, {span.end for span in titles})
        if self.spanish:
            known.after_title.update(_after_peoples(reading, known))
        for start, end in runs(reading, self.particles):
            closed = self.closed(reading, known, start, end)
            for first, stop, source in self.names(reading, known, closed, start, end):
                propose(doc, first, stop, "PERSON", source)
            words = sum(reading.proper[start:end]) if self.spanish else end - start
            if self.guess and not closed and 2 <= words <= self.longest and self.introduced(reading, known, start, end):
                propose(doc, start, end, "PERSON", "persons")
        return doc

    def closed(self, reading: NameScan, known: Known, start: int, end: int) -> set[int]:
        """Return the tokens of the run that are no part of a person's name."""
        return {
            i
            for i in range(start, end)
            if i in known.listed
            or reading.words[i] in self.no_surnames
            # The last word of a run may be a surname that is also a title: Billie Jean King.
            or (i in known.in_title and (i < end - 1 or i - 1 in known.in_title))
        }

    def names(
        self, reading: NameScan, known: Known, closed: set[int], start: int, end: int
    ) -> Iterator[tuple[int, int, str]]:
        """Yield what follows a title, and what begins with a given name or an East Asian family name."""
        words = reading.words
        for i in range(start, end):
            if (
                i in known.after_title
                and words[i] not in self.no_openers
                and (stop := self.stop(words, i, end, closed)) > i
            ):
                yield i, stop, "titled"
            elif self.guess and i + 1 < end and self.opens_name(words[i], i == start or i - 1 in closed):
                # A surname may be a country's: Michael Jordan.
                open_place = known.listed.get(i + 1) == "GPE" and words[i + 1] not in self.no_surnames
                stop = self.stop(words, i + 1, end, closed - {i + 1} if open_place else closed)
                if stop > i + 1:
                    yield i, stop, "persons"

    def opens_name(self, word: str, first: bool) -> bool:
        """Tell whether a name of two or more words may begin with this word, `first` of those that may."""
        return without_accents(word) in self.first_names or (first and word in self.family_names)

    def stop(self, words: list[str], i: int, end: int, closed: set[int]) -> int:
        """Return the end of the name that continues at i: the end of its run or before the first word not in a name."""
        stop = i
        while stop < min(end, i + LONGEST_NAME) and stop not in closed and not self.begins_another(words, stop):
            stop += 1
        while stop > i and (words[stop - 1] in self.particles or words[stop - 1] in HYPHENS):
            stop -= 1
        return stop

    def begins_another(self, words: list[str], i: int) -> bool:
        """Tell whether “y” joins two people, and is not part of a name: Ortega y Gasset."""
        return words[i] in ("y", "e") and without_accents(words[i + 1]) in self.first_names

    def introduced(self, reading: NameScan, known: Known, start: int, end: int) -> bool:
        """Whether a reporting verb is next to the run, or a comma with a title or an age."""
        before = reading.words[start - 1] if start else ""
        after, *later = [*reading.words[end : end + APPOSITION], ""]
        if after in self.verbs or before in self.verbs:
            return True
        if before == "," and (after == "," or (after in STOPS and self.spanish)):
            left = range(start - 2, max(-1, start - 2 - self.office), -1)
            if any(i in known.in_title for i in takewhile(lambda i: reading.words[i].isalnum(), left)):
                return True
        if after != ",":
            return False
        if later[0].isdigit() and len(later[0]) == 2:
            return True
        words = takewhile(lambda word: word[:1].isalpha() or word in ("'s", "’s"), later)
        return any(end + 1 + i in known.in_title for i, _ in enumerate(words))


def _after_peoples(reading: NameScan, known: Known) -> Iterator[int]:
    """Yield where names may begin in Spanish: la canciller alemana Ana Ruiz, el uruguayo Juan Ruiz."""
    for i, label in known.listed.items():
        word, before = reading.words[i], reading.words[i - 1] if i else ""
        several = i + 2 < len(reading.words) and reading.proper[i + 2]
        article = before.lower() in ("el", "la") and several
        if label == "NORP" and word.islower() and (i in known.after_title or article):
            yield i + 1


def make_persons(nlp: "Language", name: str, guess: bool = True) -> Persons:
    """Make the component for spaCy; unless it may guess, only what follows a title is proposed."""
    from spacy.matcher import PhraseMatcher

    titles = PhraseMatcher(nlp.vocab, attr="LOWER")
    titles.add("title", [nlp.make_doc(title.title()) for title in entries("titles.txt", language=nlp.lang or "en")])
    return Persons(titles, guess, nlp.lang or "en")
