"""Splitting articles into tokens: spaCy's tokenizer, made safe for garbage and for words that a scraper glued."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# spaCy strips punctuation off a run without spaces mark by mark, in quadratic time: such runs are cut.
ENDLESS = re.compile(r"[^\w\s]{16}|\S{100}")
LOWER_THEN_UPPER = re.compile(r"([a-zà-ÿ]{3,20})([A-ZÀ-Þ][a-zà-ÿ]{2,20})")
UPPER_THEN_UPPER = re.compile(r"([A-ZÀ-Þ][a-zà-ÿ]{2,20})([A-ZÀ-Þ][a-zà-ÿ]{1,20})")
# Between names, which spaCy's Spanish tokenizer leaves whole: Mercosur-UE.
HYPHEN = r"(?<=[A-ZÀ-Þa-zà-ÿ.])[-–](?=[A-ZÀ-Þ])"
SHORTEST, LONGEST = 6, 40


class ArticleTokenizer:
    """Tokenize, then split glued words such as saidOrtega, PeruThe and Bulgariawithout at their seam."""

    def __init__(self, tokenizer: "Callable[[str], Doc]", known: set[str], small_words: set[str]) -> None:
        self.tokenizer = tokenizer
        self.known = known
        self.small_words = {word for word in small_words if len(word) > 2}

    def __call__(self, text: str) -> "Doc":
        """Make a Doc whose text is exactly `text`."""
        docs = [self.tokenizer(piece) for piece in _cut(text)]
        seams = {
            (number, token.i): seam
            for number, doc in enumerate(docs)
            for token in doc
            if SHORTEST <= len(token) <= LONGEST and (seam := self.seam(token.text))
        }
        return docs[0] if len(docs) == 1 and not seams else _joined(docs, seams)

    def to_disk(self, path: Path, *, exclude: Any = ()) -> None:
        """Keep nothing: the tokenizer is made from the word lists."""

    def from_disk(self, path: Path, *, exclude: Any = ()) -> Self:
        """Read nothing."""
        return self

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Keep nothing."""
        return b""

    def from_bytes(self, source: bytes, *, exclude: Any = ()) -> Self:
        """Read nothing."""
        return self

    def seam(self, word: str) -> int:
        """Return where two glued words meet, or 0."""
        if word.islower() or word.isupper() or not word.isalpha():
            return 0
        if match := LOWER_THEN_UPPER.fullmatch(word):
            return match.end(1)
        if match := UPPER_THEN_UPPER.fullmatch(word):
            glued = match[1] in self.known and (match[2] in self.known or match[2].lower() in self.small_words)
            return match.end(1) if glued or match[2].lower() in ("the", "in", "and") else 0
        if word.istitle() and word not in self.known:
            ends = range(max(4, len(word) - 10), len(word) - 2)
            return next((cut for cut in ends if word[cut:] in self.small_words and word[:cut] in self.known), 0)
        return 0


def make_tokenizer() -> "Callable[[Language], ArticleTokenizer]":
    """Make what makes the tokenizer, for spaCy."""
    from spacy.util import compile_infix_regex, registry

    plain = registry.tokenizers.get("spacy.Tokenizer.v1")()

    def tokenizer(nlp: "Language") -> ArticleTokenizer:
        from annotations.highlight.rules.lexicon import known_words

        made = plain(nlp)
        if nlp.lang == "es":
            made.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), HYPHEN]).finditer
        return ArticleTokenizer(made, known_words(nlp.lang or "en"), nlp.Defaults.stop_words)

    return tokenizer


def _cut(text: str) -> list[str]:
    cuts = [match.end() for match in ENDLESS.finditer(text) if match.end() < len(text)]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _joined(docs: "list[Doc]", seams: dict[tuple[int, int], int]) -> "Doc":
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for number, doc in enumerate(docs):
        for token in doc:
            word = token.text
            if cut := seams.get((number, token.i)):
                words.append(word[:cut])
                spaces.append(False)
                word = word[cut:]
            words.append(word)
            spaces.append(bool(token.whitespace_))
    return Doc(docs[0].vocab, words=words, spaces=spaces)
