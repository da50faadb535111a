"""Names that a common noun before them tells the kind of, in Spanish: el semanario Der Spiegel, el río Magdalena."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.highlight.gazetteers import entries
from annotations.highlight.rules.lexicon import listed
from annotations.highlight.rules.name_scan import NameScan, reading_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_NAME, LONGEST_NOUN = 5, 4
# Words between the noun and the name besides peoples: la radio pública alemana ARD.
QUALIFIERS = 2
OPENING = {'"', "“", "«"}
ARTICLES = {"el", "la", "los", "las", "del", "al"}
LONGEST_ACRONYM = 6
ROMAN = re.compile(r"[IVXLCDM]+")
# In lower case these are seldom the beginning of a name: al cabo de Ana, el canal Caracol, mar adentro.
NOT_LANDS = {"cabo", "canal", "valle", "mar"}
# What stands between the noun of a natural place and its name, and what may open the name of a body.
LINKS = {"de", "del", "la", "las", "los", "el"}
OPENING_ARTICLES = {"El", "La", "Los", "Las"}


class Nouns:
    """Find names by the nouns in `organisation_nouns.txt` and `land_words.txt` in lower case."""

    def __init__(self, language: str) -> None:
        self.organisations = {tuple(name.split()) for name in entries("organisation_nouns.txt", language=language)}
        self.qualifiers = set(entries("qualifiers.txt", language=language))
        self.others = set(entries("other_words.txt", language=language))
        self.lands = {word.lower() for word in entries("land_words.txt", language=language)} - NOT_LANDS

    def names(self, doc: "Doc") -> Iterator[tuple[int, int, str]]:
        """Yield (first token, end, label); the noun belongs to a natural place and not to an organisation."""
        reading, known = reading_of(doc), listed(doc)
        for i, word in enumerate(reading.words):
            if self.is_acronym(reading, i) and i not in known:
                yield i, i + 1, "ORG"
            if word in self.lands and not reading.loud[i]:
                start = _after(reading, i + 1, LINKS)
                if (end := _run(reading, start)) > start:
                    yield i, end, "LOC"
            for length in range(LONGEST_NOUN, 0, -1):
                if tuple(reading.words[i : i + length]) in self.organisations:
                    start = self.after_qualifiers(reading, known, i + length)
                    end = _run(reading, start)
                    # A country, people or person is none: la empresa Colombia.
                    if end > start and not all(known.get(j, "ORG") != "ORG" for j in range(start, end)):
                        yield start, end, "ORG"
                    break

    def is_acronym(self, reading: NameScan, i: int) -> bool:
        """Tell whether a word is letters after an article, as parties and bodies are called: el PSC, la UGT."""
        word = reading.words[i]
        letters = 2 <= len(word) <= LONGEST_ACRONYM and word.isalpha() and word.isupper() and not ROMAN.fullmatch(word)
        article = i > 0 and reading.words[i - 1].lower() in ARTICLES
        return letters and article and not reading.loud[i] and word not in self.others

    def after_qualifiers(self, reading: NameScan, known: dict[int, str], i: int) -> int:
        """Return where the name begins after words that tell more of the noun, and a quotation mark."""
        words, end = reading.words, min(len(reading.words), i + QUALIFIERS)
        while i < end and words[i].islower() and (known.get(i) == "NORP" or words[i] in self.qualifiers):
            i += 1
        return i + 1 if i < len(words) and words[i] in OPENING else i


def _after(reading: NameScan, i: int, words: set[str]) -> int:
    while i < len(reading.words) and reading.words[i] in words:
        i += 1
    return i


def _run(reading: NameScan, start: int) -> int:
    """Return the end of the capitalised words that begin at a token; small words may be capitalised inside."""
    words, end = reading.words, start
    last = min(len(words), start + LONGEST_NAME)
    while end < last and words[end][0].isupper() and not reading.loud[end]:
        end += 1
    while end > start and not reading.proper[end - 1]:
        end -= 1
    opens = start < end and (reading.proper[start] or words[start] in OPENING_ARTICLES)
    return end if opens else start
