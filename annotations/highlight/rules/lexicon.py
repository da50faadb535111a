"""Names in the word lists: countries, cities, peoples, regions, organisations and events."""

from typing import TYPE_CHECKING

from annotations.highlight.gazetteers import entries, spellings, with_plurals
from annotations.highlight.rules.name_scan import PROPOSALS, NameScan, propose, reading_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

LABELS = {
    "frozen/countries.txt": "GPE",
    "frozen/official_names.txt": "GPE",
    "frozen/capitals.txt": "GPE",
    "places.txt": "GPE",
    "nationalities.txt": "NORP",
    "groups.txt": "NORP",
    "organisations.txt": "ORG",
    "events.txt": "EVENT",
    "lands.txt": "LOC",
    "frozen/regions.txt": "GPE",
    "frozen/cities.txt": "GPE",
}
# Lists whose names are also surnames and parts of other names: Lincoln, Leeds United, Boston Consulting.
WEAK = {"frozen/regions.txt", "frozen/cities.txt"}
ARTICLES = {"the", "The"}


def names_in(file: str, language: str = "en") -> list[str]:
    """Return the names of one list in every spelling."""
    names = entries(*file.split("/"), language=language)
    names += [name.replace("the ", "The ", 1) for name in names if name.startswith("the ")]
    return list(spellings(with_plurals(names) if LABELS[file] == "NORP" else names))


def known_words(language: str = "en") -> set[str]:
    """Return the names of one word, for finding the seams of glued words."""
    return {name for file in LABELS for name in names_in(file, language) if name.isalpha() and not name.isupper()}


def listed(doc: "Doc") -> dict[int, str]:
    """Return the label of every token in a list that is not weak."""
    strong = [span for span in doc.spans[PROPOSALS] if span.id_ in LABELS and span.id_ not in WEAK]
    return {i: span.label_ for span in strong for i in range(span.start, span.end)}


class GazetteerMatcher:
    """Propose the entries of the lists."""

    def __init__(self, matcher: "PhraseMatcher") -> None:
        self.matcher = matcher

    def __call__(self, doc: "Doc") -> "Doc":
        """Look the article up."""
        reading = reading_of(doc)
        strings = doc.vocab.strings
        for key, start, end in self.matcher(reading.doc):
            file = strings[key]
            if LABELS[file] == "NORP" and start and reading.words[start - 1] == "en":
                continue  # a language: en inglés
            if file not in WEAK or not _has_proper_neighbour(reading, start, end):
                # Some names are names only after an article: the West, the Guardian. It is no part of them.
                propose(doc, start + (reading.words[start] in ARTICLES), end, LABELS[file], file)
        return doc


def _has_proper_neighbour(reading: NameScan, start: int, end: int) -> bool:
    """Tell whether the name goes on: Boston Consulting, New Boston. In headlines every word is capitalised."""
    before = start > 0 and reading.proper[start - 1]
    after = end < len(reading.words) and reading.proper[end]
    return (before or after) and not reading.loud[start]


def make_lexicon(nlp: "Language", name: str, weak: bool = True) -> GazetteerMatcher:
    """Make the component for spaCy, with or without the lists in WEAK."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    matcher = PhraseMatcher(nlp.vocab)
    for file in LABELS if weak else LABELS.keys() - WEAK:
        names = names_in(file, nlp.lang or "en")
        plain = [name.split() if name.replace(" ", "").isalpha() else None for name in names]
        # Names of plain words are not tokenized, which halves the time that loading takes.
        matcher.add(
            file,
            [Doc(nlp.vocab, words) if words else nlp.make_doc(name) for name, words in zip(names, plain, strict=True)],
        )
    return GazetteerMatcher(matcher)
