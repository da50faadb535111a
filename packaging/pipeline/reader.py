"""Hand the prepared chunks to spaCy's training, with the word classes on the Docs that the model reads."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
import vectors
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from annotations.highlight.word_vectors import FILE


@spacy.registry.readers("claimdesk.Chunks.v1")
def chunks_reader(folder: str, files: str) -> Callable[[Language], Iterator[Example]]:
    """Make a reader of the files in a folder that fit a pattern."""

    def read(nlp: Language) -> Iterator[Example]:
        for file in sorted(Path(folder).glob(files)):
            yield from examples(DocBin().from_disk(file).get_docs(nlp.vocab))

    return read


@spacy.registry.callbacks("claimdesk.WordVectors.v1")
def word_vectors(folder: str) -> Callable[[Language], Language]:
    """Make what gives a pipeline the word vectors in a folder before its training begins."""
    return lambda nlp: vectors.into(nlp, Path(folder) / FILE)


def examples(docs: Iterable[Doc]) -> Iterator[Example]:
    """Pair every Doc with one that has its words and classes but not its names."""
    for doc in docs:
        bare = Doc(
            doc.vocab,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[token.tag_ for token in doc],
            lemmas=[token.lemma_ for token in doc],
        )
        yield Example(bare, doc)
