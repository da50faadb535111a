"""Word classes, which the trained model reads beside the words."""

import gzip

import numpy
import pytest
import spacy
from spacy.vocab import Vocab

from annotations.highlight.features import FILE, Features
from annotations.highlight.word_vectors import FILE as VECTORS
from annotations.highlight.word_vectors import packed, unpacked

LISTS = "\n".join((
    "word\tF\tAna\tJose", "word\tL\tRuiz", "word\tGPE\tPeru", "phrase\tGPE\tNew Peru\tNew Peru Sur",
    "phrase\tORG\tBank of New Peru", "sense\t18\tminister\tlady", "sense\t32\tsay\tdeny\trecite",
)).encode()  # fmt: skip
LISTS = gzip.compress(LISTS)
WORDS = packed(["peru", "lima"], numpy.array([[1.0, -2.0, 0.0], [0.5, 0.25, 0.0]]))


@pytest.fixture(scope="module")
def features():
    """Return the component with short lists."""
    return Features(Vocab()).read(LISTS, WORDS)


@pytest.fixture(scope="module")
def classes():
    """Return a function from a text to the class of every token."""
    nlp = spacy.blank("en")
    features = Features(nlp.vocab).read(LISTS, WORDS)
    return lambda text: [token.tag_ for token in features(nlp(text))]


def test_names_have_the_class_of_their_list_and_other_words_none(classes):
    assert classes("Ana Ruiz left Peru") == ["F", "L", "-", "GPE"]


def test_accents_and_the_capitals_of_headlines_hide_no_name(classes):
    assert classes("José RUIZ") == ["F", "-"]
    assert Features(Vocab()).read(gzip.compress(b"word\tL\tOrtega"), WORDS).plain("ORTEGA") == "Ortega"


def test_the_longest_phrase_wins(classes):
    assert classes("the New Peru Sur") == ["-", "B-GPE", "I-GPE", "I-GPE"]
    assert classes("Bank of New Peru Sur") == ["B-ORG", "I-ORG", "I-ORG", "I-ORG", "-"]


def test_a_phrase_that_the_text_cuts_off_is_no_phrase(classes):
    assert classes("a Bank of New") == ["-", "-", "-", "-"]


def test_words_have_the_sense_of_their_base_form(features):
    assert [features.sense(word) for word in ("Ministers", "denied", "reciting", "goats")] == ["18", "32", "32", "-"]


def test_what_is_remembered_of_words_is_bounded(features, monkeypatch):
    monkeypatch.setattr("annotations.highlight.features.REMEMBERED", 3)
    assert [features.sense(word) for word in ("a", "b", "c", "d", "lady")][-1] == "18"
    assert len(features.remembered) <= 3


def test_lists_and_vectors_travel_with_the_pipeline(features, tmp_path):
    features.to_disk(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {FILE, VECTORS}
    for again in (Features(Vocab()).from_disk(tmp_path), Features(Vocab()).from_bytes(features.to_bytes())):
        assert (again.words, again.phrases, again.senses) == (features.words, features.phrases, features.senses)
        assert (again.vocab.vectors.data == features.vocab.vectors.data).all()


def test_words_have_their_vectors_in_any_case_and_unknown_ones_have_none():
    nlp = spacy.blank("en")
    Features(nlp.vocab).read(LISTS, WORDS)
    keys = nlp("Peru LIMA Cusco").to_array(nlp.vocab.vectors.attr)
    assert list(nlp.vocab.vectors.find(keys=keys)) == [0, 1, -1]


def test_packed_vectors_are_off_by_half_a_step_at_most():
    numbers = numpy.random.default_rng(1).normal(size=(50, 4))
    table = unpacked(packed([f"w{i}" for i in range(50)], numbers))
    assert (abs(table.data - numbers) <= abs(numbers).max(axis=0) / 127 / 2 + 1e-6).all()


def test_the_default_pipeline_has_lists_of_every_kind():
    import annotations.highlight.factories  # noqa: F401
    from annotations.resources import resource

    known = spacy.load(resource("pipelines", "claimdesk-en")).get_pipe("claimdesk_features")
    assert min(len(known.words), len(known.senses)) > 30_000
