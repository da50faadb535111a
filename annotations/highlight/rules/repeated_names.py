"""Names that the article has introduced: surnames and full names again, and acronyms in brackets after a name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotations.highlight.gazetteers import entries
from annotations.highlight.rules.name_scan import PROPOSALS, NameScan, propose, reading_of
from annotations.highlight.rules.resolve_overlaps import longest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Words = tuple[str, ...]
# Words inside the name of an organisation that give its acronym no letter, besides the particles of people.
SMALL = {"of", "for", "and", "the", "on", "in", "to"}
LONGEST_NAME = 10


class RepeatedNames:
    """Learn the names of the article from what is proposed so far, and propose them wherever they stand."""

    def __init__(self, labels: Iterable[str], language: str) -> None:
        self.labels = tuple(sorted(labels))
        self.particles = set(entries("particles.txt", language=language))
        self.small_words = SMALL | self.particles
        self.family_names = set(entries("family_names.txt", language=language))

    def __call__(self, doc: "Doc") -> "Doc":
        """Propose acronyms and what they stand for, then every name again; not where it was found the only time."""
        reading = reading_of(doc)
        chosen = longest([*doc.spans[PROPOSALS], *doc.ents])
        acronyms = list(_acronyms(reading, chosen, self.small_words))
        for start, end, label in acronyms:
            propose(doc, start, end, label, "acronyms")
        names = self.names(reading, chosen)
        for start, end, label in acronyms:
            names[tuple(reading.words[start:end])][label] += 1
        first = {(span.start, span.end, span.label_) for span in chosen}
        for start, end, label, times in _occurrences(reading, names):
            if times > 1 or (start, end, label) not in first:
                propose(doc, start, end, label, "repeats")
        return doc

    def names(self, reading: NameScan, chosen: "Iterable[Span]") -> defaultdict[Words, Counter[str]]:
        """Count the labels of every name that rules have found, and of every part by which a person is named again."""
        names: defaultdict[Words, Counter[str]] = defaultdict(Counter)
        for span in chosen:
            if span.label_ in self.labels and (span.label_ == "PERSON" or span.id_ in ("bodies", "")):
                words = tuple(reading.words[span.start : span.end])
                names[words][span.label_] += 1
                for part in self.parts(words) if span.label_ == "PERSON" else ():
                    names[part][span.label_] += 1
        return names

    def parts(self, name: Words) -> Iterator[Words]:
        """Yield the surnames of a full name: each word after the first, with its particle; in East Asia the first."""
        if len(name) == 1:
            return
        if name[0] in self.family_names:
            yield name[:1]
            return
        for i in range(1, len(name)):
            if name[i][0].isupper() and len(name[i]) > 2:
                yield name[i : i + 1]
                first = i
                while first > 1 and name[first - 1] in self.particles:
                    first -= 1
                    yield name[first : i + 1]
                    yield (name[first].capitalize(), *name[first + 1 : i + 1])
        yield name[1:]
        yield (name[1][0].upper() + name[1][1:], *name[2:])


def _occurrences(reading: NameScan, names: dict[Words, Counter[str]]) -> Iterator[tuple[int, int, str, int]]:
    """Yield the longest name that begins at each token, with the label that it has most often, and how often it was
    found.
    """
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[0]].add(len(name))
    for i, word in enumerate(reading.words):
        for length in sorted(lengths.get(word, ()), reverse=True):
            name = tuple(reading.words[i : i + length])
            if name in names and not (length == 1 and _is_part(reading, i)):
                yield i, i + len(name), names[name].most_common(1)[0][0], names[name].total()
                break


def _is_part(reading: NameScan, i: int) -> bool:
    """Tell whether a word is in lower case or opens a longer name: Burger King, after Alfred Burger."""
    after = i + 1 < len(reading.words) and reading.proper[i + 1]
    return not reading.words[i][:1].isupper() or (after and not reading.loud[i])


def _acronyms(reading: NameScan, chosen: "list[Span]", small: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield acronyms in brackets, and the words before them when their initials spell it."""
    before_at = {span.end: span for span in chosen}
    words = reading.words
    for i in range(1, len(words) - 2):
        if words[i] != "(" or words[i + 2] not in (")", ",") or not _is_acronym(words[i + 1]):
            continue
        start = _spelled(words, i, words[i + 1], small)
        before = before_at.get(i)
        if before and (
            before.label_ in ("ORG", "EVENT") or (before.start == start and before.label_ in ("GPE", "LOC"))
        ):
            yield i + 1, i + 2, before.label_
        elif start:
            yield start, i, "ORG"
            yield i + 1, i + 2, "ORG"


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 8 and sum(char.isupper() for char in word) >= 2 and word.replace("-", "").isalnum()


def _spelled(words: list[str], end: int, acronym: str, small: set[str]) -> int:
    """Return where the words before `end` begin whose initials spell the acronym, or 0."""
    initials = ""
    for start in range(end - 1, max(0, end - LONGEST_NAME), -1):
        if words[start][0].isupper():
            initials = words[start][0] + initials
            if initials == acronym.upper():
                return start
        elif words[start] not in small:
            break
    return 0


def make_repeats(nlp: "Language", name: str, labels: list[str] | None = None) -> RepeatedNames:
    """Make the component for spaCy. Names with these labels are proposed again; PERSON and ORG by default."""
    return RepeatedNames(labels or ("PERSON", "ORG"), nlp.lang or "en")
