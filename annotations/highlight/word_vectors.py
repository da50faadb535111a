"""Word vectors in one byte a number, as they travel with the trained pipeline.

The content is gzipped: a line with the number of words and of dimensions, a line of the words (in lower case, between
tabs), the step of each dimension as a 32-bit float, and then one signed byte for each word and dimension, which times
the step is the number. spaCy's own format has four bytes for each.
"""

import gzip
from collections.abc import Sequence
from typing import Any

FILE = "word_vectors.gz"
LARGEST = 127


def packed(words: Sequence[str], numbers: Any) -> bytes:
    """Pack words and their vectors, an array of floats with a row for each word."""
    import numpy

    steps = (numpy.abs(numbers).max(axis=0) / LARGEST).astype("<f4")
    steps[steps == 0] = 1
    head = f"{len(words)} {numbers.shape[1]}\n" + "\t".join(words) + "\n"
    rounded = numpy.rint(numbers / steps).astype("int8")
    # No time in the head, so that the same vectors make the same bytes.
    return gzip.compress(head.encode() + steps.tobytes() + rounded.tobytes(), mtime=0)


def unpacked(source: bytes) -> Any:
    """Make the table in which spaCy looks up the words of a text in lower case, by their hashes."""
    import numpy
    from spacy.strings import StringStore
    from spacy.vectors import Vectors  # type: ignore[import-not-found] # spaCy has no stub for it

    head, words, rest = gzip.decompress(source).split(b"\n", 2)
    rows, width = map(int, head.split())
    steps = numpy.frombuffer(rest, "<f4", width)
    numbers = numpy.frombuffer(rest, "int8", rows * width, steps.nbytes).reshape(rows, width) * steps
    # Asked for a word that it does not have, a store gives the hash and stays empty.
    hashes = StringStore()
    keys = [hashes[word] for word in words.decode().split("\t")]
    return Vectors(data=numbers, keys=keys, attr="LOWER", name="claimdesk_word_vectors")
