"""How the rules read an article: headlines in capitals are read in lower case, and names are recognised."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from annotations.highlight.gazetteers import entries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PROPOSALS = "proposals"
# Where a pipe before the rules may leave the words of the tokens, which take time to spell.
WORDS = "words"
CALENDAR = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *(
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
}
# How many words a headline has at least, and how many of them are in capitals or capitalised.
HEADLINE_WORDS, HEADLINE_SHARE = 4, 0.85


class NameScan(NamedTuple):
    """The same tokens as the article's, as the rules read them.

    `proper` tells which tokens look like part of a name; `loud` which stand in a headline, where capitals say nothing.
    """

    doc: "Doc"
    words: list[str]
    proper: list[bool]
    loud: list[bool]


class NameScanner:
    """Put a Reading into `doc.user_data`, and an empty list of proposals into `doc.spans`."""

    def __init__(self, stop_words: set[str], language: str) -> None:
        heads = {word.lower() for word in entries("organisation_words.txt", language=language)}
        self.small_words = (stop_words | CALENDAR) - heads - {"may"}
        files = ("organisations.txt", "places.txt")
        acronyms = {word for file in files for name in entries(file, language=language) for word in name.split()}
        self.acronyms = {word for word in acronyms if word.isupper()}

    def __call__(self, doc: "Doc") -> "Doc":
        """Read the article."""
        words = doc.user_data.pop(WORDS, None) or [token.text for token in doc]
        loud, shouted = [False] * len(words), False
        for line in _lines(words):
            if line and _is_headline(words, line):
                for i in line:
                    loud[i] = True
                    if (quiet := self.quiet(words[i])) != words[i]:
                        words[i], shouted = quiet, True
        doc.user_data[PROPOSALS] = NameScan(
            _copy(doc, words) if shouted else doc, words, [self.is_proper(word) for word in words], loud
        )
        doc.spans[PROPOSALS] = []
        return doc

    def quiet(self, word: str) -> str:
        """Read a word in capitals as a name, unless it is an acronym or would change its length."""
        title = word.title()
        keep = not word.isupper() or len(word) < 2 or word in self.acronyms or len(title) != len(word)
        return word if keep else title

    def is_proper(self, word: str) -> bool:
        """Tell whether a word looks like part of a name: Ortega, O'Brien, J. and UNESCO, but not The or Monday."""
        if not word[0].isupper():
            return False
        letters = word.replace("'", "").replace("’", "").replace(".", "")
        if word.istitle():
            return letters.isalpha() and word.lower() not in self.small_words
        return letters.isalnum()


def _lines(words: list[str]) -> Iterator[range]:
    start = 0
    for i, word in enumerate(words):
        if "\n" in word:
            yield range(start, i)
            start = i + 1
    yield range(start, len(words))


def _is_headline(words: list[str], line: range) -> bool:
    """Tell whether a line is all in capitals, or has no full stop and its long words are capitalised."""
    spelled = [words[i] for i in line if len(words[i]) > 1 and words[i].isalpha()]
    long = [word for word in spelled if len(word) > 4]
    return _mostly(spelled, str.isupper) or (words[line[-1]] != "." and _mostly(long, lambda word: word[0].isupper()))


def _mostly(words: list[str], test: Callable[[str], bool]) -> bool:
    return len(words) >= HEADLINE_WORDS and sum(map(test, words)) >= HEADLINE_SHARE * len(words)


def _copy(doc: "Doc", words: list[str]) -> "Doc":
    from spacy.tokens import Doc

    return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])


def reading_of(doc: "Doc") -> NameScan:
    """Return the Reading of an article that has gone through `claimdesk_reading`."""
    return cast(NameScan, doc.user_data[PROPOSALS])


def propose(doc: "Doc", start: int, end: int, label: str, source: str) -> None:
    """Add a proposal; start and end are tokens, `source` the component or list that it comes from."""
    from spacy.tokens import Span

    doc.spans[PROPOSALS].append(Span(doc, start, end, label=label, span_id=source))


def make_reading(nlp: "Language", name: str) -> NameScanner:
    """Make the component for spaCy."""
    return NameScanner(nlp.Defaults.stop_words, nlp.lang or "en")
