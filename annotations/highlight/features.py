"""Word classes that the trained pipeline reads beside the words: which names are known, and what words mean.

`Token.tag_` becomes the class of a known name (a first name, a family name, a country, an organisation ...) and
`Token.lemma_` the kind of thing that a word means (a person, a group, a place, saying ...). Both are only features for
the `ner` that follows, as are the word vectors that the vocabulary gets. Lists and vectors travel with the pipeline, so
that it reads what it was trained with.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.highlight.gazetteers import without_accents
from annotations.highlight.rules.name_scan import WORDS
from annotations.highlight.word_vectors import FILE as VECTORS
from annotations.highlight.word_vectors import unpacked

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# One line for each class: its kind (word, phrase or sense), its code, and its members between tabs.
FILE = "classes.txt.gz"
LONGEST_PHRASE = 8
NO_CLASS, NO_SENSE = "-", "-"
# Shorter words in capitals are acronyms; longer ones may be a headline's.
SHORTEST_SHOUT = 5
# So many words are remembered with their sense before all are forgotten.
REMEMBERED = 50_000
# What is taken off a word that has no sense of its own, and what is put there instead.
ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


class Features:
    """Set the two features on every token, and give the vocabulary the word vectors."""

    def __init__(self, vocab: "Vocab") -> None:
        self.vocab = vocab
        self.sources = {FILE: b"", VECTORS: b""}
        self.words: dict[str, str] = {}
        self.phrases: dict[str, str] = {}
        self.openers: dict[str, int] = {}
        self.senses: dict[str, str] = {}
        self.remembered: dict[str, str] = {}
        self.numbers: dict[str, int] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """Classify the tokens."""
        import numpy

        texts = [token.text for token in doc]
        words = [self.plain(text) for text in texts]
        tags = [self.words.get(word, NO_CLASS) for word in words]
        for start, end, code in self.known_phrases(words):
            tags[start:end] = [f"B-{code}", *[f"I-{code}"] * (end - start - 1)]
        kinds = [(self.numbers[tag], self.numbers[self.sense(text)]) for tag, text in zip(tags, texts, strict=True)]
        if kinds:
            table: Any = numpy.array(kinds, dtype="uint64")
            doc.from_array(["TAG", "LEMMA"], table)
        doc.user_data[WORDS] = texts
        return doc

    def known_phrases(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the longest phrases of the lists, from left to right."""
        i = 0
        while i < len(words):
            length = self.openers.get(words[i], 0)
            while length > 1 and " ".join(words[i : i + length]) not in self.phrases:
                length -= 1
            if length > 1:
                end = min(i + length, len(words))
                yield i, end, self.phrases[" ".join(words[i:end])]
                i = end
            else:
                i += 1

    def plain(self, word: str) -> str:
        """Drop the accents, and the capitals of a headline."""
        word = without_accents(word)
        return word.title() if len(word) >= SHORTEST_SHOUT and word.isupper() and word not in self.words else word

    def sense(self, word: str) -> str:
        """Return the kind of thing that a word means, in any of its forms."""
        sense = self.remembered.get(word)
        if sense is None:
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            sense = self.remembered[word] = self.look_up(word.lower())
        return sense

    def look_up(self, word: str) -> str:
        """Look for a word's sense, and then for that of what it may be a form of."""
        if found := self.senses.get(word):
            return found
        for ending, base in ENDINGS:
            if word.endswith(ending) and (found := self.senses.get(word[: len(word) - len(ending)] + base)):
                return found
        return NO_SENSE

    def read(self, classes: bytes, vectors: bytes) -> "Features":
        """Take the lists and the vectors from the content of their files."""
        self.sources = {FILE: classes, VECTORS: vectors}
        if vectors:
            self.vocab.vectors = unpacked(vectors)
        codes = {NO_CLASS, NO_SENSE}
        tables = {"word": self.words, "phrase": self.phrases, "sense": self.senses}
        for line in gzip.decompress(classes).decode().splitlines():
            kind, code, *members = line.split("\t")
            tables[kind].update(dict.fromkeys(members, code))
            codes |= {f"B-{code}", f"I-{code}"} if kind == "phrase" else {code}
        self.numbers = {code: self.vocab.strings.add(code) for code in sorted(codes)}
        for phrase in self.phrases:
            opener = phrase.split(" ", 1)[0]
            self.openers[opener] = max(self.openers.get(opener, 0), min(phrase.count(" ") + 1, LONGEST_PHRASE))
        self.remembered.clear()
        return self

    def to_disk(self, path: Path, *, exclude: Any = ()) -> None:
        """Keep lists and vectors in a folder, as spaCy asks every component."""
        path.mkdir(exist_ok=True)
        for name, source in self.sources.items():
            (path / name).write_bytes(source)

    def from_disk(self, path: Path, *, exclude: Any = ()) -> "Features":
        """Read lists and vectors from a folder."""
        return self.read((path / FILE).read_bytes(), (path / VECTORS).read_bytes())

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Return lists and vectors as bytes."""
        return len(self.sources[FILE]).to_bytes(8) + self.sources[FILE] + self.sources[VECTORS]

    def from_bytes(self, source: bytes, *, exclude: Any = ()) -> "Features":
        """Read lists and vectors from bytes."""
        end = 8 + int.from_bytes(source[:8])
        return self.read(source[8:end], source[end:])


def make_features(nlp: "Language", name: str) -> Features:
    """Make the component for spaCy."""
    return Features(nlp.vocab)
