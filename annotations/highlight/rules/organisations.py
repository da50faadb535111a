"""Names built around a word that says what is named: Ministry of Health, Lake Chad, Battle of Ayacucho."""

import re
from typing import TYPE_CHECKING, NamedTuple

from annotations.highlight.gazetteers import entries
from annotations.highlight.rules.name_scan import NameScan, propose, reading_of
from annotations.highlight.rules.nouns import Nouns
from annotations.highlight.rules.persons import TITLES
from annotations.highlight.rules.runs import runs, step

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {
    "organisation_words.txt": "ORG",
    "organisation_heads.txt": "ORG",
    "land_words.txt": "LOC",
    "province_words.txt": "GPE",
    "event_words.txt": "EVENT",
}
# A body has no particles of its own: `de` in Banco de Chile is left to the lists.
NONE: frozenset[str] = frozenset()
YEAR = re.compile(r"(?:19|20)\d\d")
NUMERAL = re.compile(r"[IVX]{1,4}")
# How many words a body may have before its telling word, and names after it: University of A, B and C.
BEFORE, AFTER = 6, 3


class Small(NamedTuple):
    """The small words inside the names of bodies: after their telling word, after heads, and in a further part.

    `opens_names` says whether that word comes first: Ministerio Público, but Public Ministry.
    """

    of: set[str]
    after_heads: set[str]
    further: set[str]
    articles: set[str]
    conjunction: str
    opens_names: bool


SMALL = {
    "en": Small({"of"}, {"of", "for", "on"}, {"of", "and", "for"}, {"the"}, "and", False),
    "es": Small(
        {"de", "del"}, {"de", "del", "para", "por"}, {"de", "del", "y", "para"}, {"la", "las", "los", "el"}, "y", True
    ),
}


class Organisations:
    """Propose organisations, natural places and events in the runs of capitalised words."""

    def __init__(self, language: str) -> None:
        self.small = SMALL.get(language, SMALL["en"])
        self.kinds = {word: label for file, label in LABELS.items() for word in entries(file, language=language)}
        self.nouns = Nouns(language) if language == "es" else None
        self.heads = set(entries("organisation_heads.txt", language=language))
        # Alone these may be buildings: Kabul Centre.
        self.only_heads = self.heads - set(entries("organisation_words.txt", language=language))

    def __call__(self, doc: "Doc") -> "Doc":
        """Look for bodies."""
        reading = reading_of(doc)
        in_title = {i for span in doc.spans[TITLES] for i in range(span.start, span.end)}
        for start, end in runs(reading, NONE):
            telling = [i for i in range(start, end) if reading.words[i] in self.kinds and i not in in_title]
            which = 0 if self.small.opens_names else -1
            if telling and (found := self.around(reading, start, end, telling[which])):
                propose(doc, *found, self.kinds[reading.words[telling[which]]], "bodies")
        for start, end, label in list(self.nouns.names(doc)) if self.nouns else ():
            propose(doc, start, end, label, "bodies")
        return doc

    def around(self, reading: NameScan, start: int, end: int, telling: int) -> tuple[int, int] | None:
        """Return the tokens of the name whose telling word is at `telling` in the run, if there is more than it."""
        words, label = reading.words, self.kinds[reading.words[telling]]
        first = telling if self.small.opens_names else max(start, telling - BEFORE)
        if label == "EVENT" and first == start and start > 0 and YEAR.fullmatch(words[start - 1]):
            first -= 1
        stop = end if self.small.opens_names else telling + 1
        if stop == end:
            stop = self.subject(reading, end, words[telling] in self.heads)
            if stop == end and words[telling] in self.only_heads:
                return None
        elif label != "ORG" and (telling == first or NUMERAL.fullmatch(words[stop])):
            stop = min(end, stop + 2) if telling == first else stop + 1
        return (first, stop) if stop - first > 1 else None

    def subject(self, reading: NameScan, end: int, is_head: bool) -> int:
        """Return where `of X and Y` ends that goes on at `end`, or `end`."""
        links = self.small.after_heads if is_head else self.small.of
        for _ in range(AFTER):
            i = end
            if i >= len(reading.words) or reading.words[i] not in links:
                break
            i += 1
            if i < len(reading.words) and reading.words[i] in self.small.articles:
                i += 1
            stop = i
            while stop < len(reading.words) and stop - i < BEFORE and (more := step(reading, NONE, stop)):
                stop += more
            other = any(word in self.kinds for word in reading.words[i:stop])
            if stop == i or (other and reading.words[end] == self.small.conjunction):
                break
            end, links = stop, self.small.further
        return end


def make_bodies(nlp: "Language", name: str) -> Organisations:
    """Make the component for spaCy."""
    return Organisations(nlp.lang or "en")
