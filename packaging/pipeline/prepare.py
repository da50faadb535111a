"""Make the files that the training reads: chunks of text with names and word classes, as spaCy keeps them."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import classes
import vectors
from invented_names import Founder
from name_substitution import Renamer, Swapper, chunks, upper_cased
from news_phrases import Newsroom
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from training_data import MISSING, Text, doubting, parted, read
from writing import Writer

from annotations.highlight.features import FILE as CLASSES
from annotations.highlight.features import NO_CLASS, Features
from annotations.highlight.rules.lexicon import names_in
from annotations.highlight.word_vectors import FILE as VECTORS

CHUNK = 1200
# Shares of the chunks that get a copy in capitals, and one with other names.
SHOUTED, RENAMED = 0.05, 0.6
# Share of the names that lose their class, so that the model does without.
FORGOTTEN = 0.12
# Sources far from the news are read in part.
SHARES = {"CrossNER/music": 0.5, "CrossNER/science": 0.5, "CrossNER/ai": 0.5, "CrossNER/literature": 0.6}
# Sources near to the news are read so many times.
# So many texts are made of our own sentences.
WRITTEN = {"debates.txt": 150, "wire.txt": 250}
TIMES = {"GUM": 2, "re3d": 2, "CrossNER/politics": 2, "grobid": 1}


def to_doc(nlp: Language, text: Text) -> Doc:
    """Make the Doc of a text with its names; names that do not fit the tokens are missing."""
    doc = nlp.make_doc(text.text)
    entities, missing = [], []
    for start, end, label in text.names:
        span = doc.char_span(start, end, label=label if label != MISSING else 0)
        if span is None:
            span = doc.char_span(start, end, alignment_mode="expand")
            missing += [span] if span is not None else []
        else:
            (missing if label == MISSING else entities).append(span)
    taken = {i for span in entities for i in range(span.start, span.end)}
    missing = [doc[i : i + 1] for i in sorted({i for span in missing for i in range(span.start, span.end)} - taken)]
    doc.set_ents(entities, missing=missing)
    return doc


def forget(doc: Doc, chance: random.Random) -> None:
    """Take the class from some of the names."""
    forgotten = {ent.text for ent in doc.ents if chance.random() < FORGOTTEN}
    for ent in doc.ents:
        if ent.text in forgotten:
            for token in ent:
                token.tag_ = NO_CLASS


def with_copies(
    texts: list[Text], renamer: Renamer, swapper: Swapper, newsroom: Newsroom, chance: random.Random
) -> Iterator[Text]:
    """Yield the chunks of all texts, and the copies that are made of them."""
    for text in texts:
        share = next((share for source, share in SHARES.items() if text.source.startswith(source)), 1.0)
        if chance.random() > share:
            continue
        times = next((times for source, times in TIMES.items() if text.source.startswith(source)), 1)
        for chunk in chunks(doubting(text), CHUNK):
            for _ in range(times):
                yield chunk
                if chance.random() < RENAMED and chunk.names:
                    yield newsroom.dressed(swapper.swapped(renamer.renamed(chunk, chance), chance, 0.4), chance)
            if chance.random() < SHOUTED:
                yield upper_cased(chunk)


def write(file: Path, docs: Iterable[Doc]) -> int:
    """Keep Docs with their entities and classes, and return how many tokens they have."""
    kept = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "TAG", "LEMMA", "SPACY", "ORTH"])
    tokens = 0
    for doc in docs:
        kept.add(doc)
        tokens += len(doc)
    kept.to_disk(file)
    return tokens


def prepare(data: Path, glove: Path, out: Path, nlp: Language, seed: int, everything: bool) -> dict[str, list[Text]]:
    """Write word classes and vectors, `train.spacy` and one file for each set kept aside; return those sets."""
    out.mkdir(parents=True, exist_ok=True)
    classes.write(out / CLASSES)
    vectors.write(glove, out / VECTORS)
    features = Features(nlp.vocab).read((out / CLASSES).read_bytes(), b"")
    texts = list(read(data))
    training, aside = parted(texts, seed)
    if everything:
        training = texts
    first, family = classes.people()
    things = classes.things()
    renamer = Renamer(first, family, things["CITY"])
    # Sorted, since sets have another order in every run.
    peoples, countries, capitals = (
        sorted(names_in(f"{name}.txt")) for name in ("nationalities", "frozen/countries", "frozen/capitals")
    )
    newsroom = Newsroom(peoples, countries, capitals, bodies=sorted(things["ORG"]))
    lists = {"NORP": peoples, "GPE": countries, "city": renamer.known["place"], **renamer.known}
    founder = Founder(renamer.inventors["family"].invent, lists)
    writer = Writer(founder, lists)
    chance = random.Random(seed)

    def docs() -> Iterator[Doc]:
        chunked = list(with_copies(training, renamer, Swapper(training, founder), newsroom, chance))
        for file, number in WRITTEN.items():
            chunked += writer.texts(number, file, chance)
        chance.shuffle(chunked)
        for chunk in chunked:
            doc = features(to_doc(nlp, chunk))
            forget(doc, chance)
            yield doc

    print("tokens to train on:", write(out / "train.spacy", docs()))
    print(Counter(text.source.split("/")[0] for text in training))
    for name, kept in aside.items():
        write(out / f"dev-{name.replace(' ', '-')}.spacy", (features(to_doc(nlp, text)) for text in kept))
    return aside
