"""Word classes, which the trained model reads beside the words."""

import gzip

import pytest
import spacy
from spacy.strings import StringStore

from annotations.highlight.features import FILE, Features

LISTS = "\n".join((
    "word\tF\tAna\tJose", "word\tL\tRuiz", "word\tGPE\tPeru", "phrase\tGPE\tNew Peru\tNew Peru Sur",
    "phrase\tORG\tBank of New Peru", "sense\t18\tminister\tlady", "sense\t32\tsay\tdeny\trecite",
))  # fmt: skip


@pytest.fixture(scope="module")
def features():
    """Return the component with short lists."""
    return Features(StringStore()).read(gzip.compress(LISTS.encode()))


@pytest.fixture(scope="module")
def classes():
    """Return a function from a text to the class of every token."""
    nlp = spacy.blank("en")
    features = Features(nlp.vocab.strings).read(gzip.compress(LISTS.encode()))
    return lambda text: [token.tag_ for token in features(nlp(text))]


def test_names_have_the_class_of_their_list_and_other_words_none(classes):
    assert classes("Ana Ruiz left Peru") == ["F", "L", "-", "GPE"]


def test_accents_and_the_capitals_of_headlines_hide_no_name(classes):
    assert classes("José RUIZ") == ["F", "-"]
    assert Features(StringStore()).read(gzip.compress(b"word\tL\tOrtega")).plain("ORTEGA") == "Ortega"


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


def test_the_lists_travel_with_the_pipeline(features, tmp_path):
    features.to_disk(tmp_path)
    assert (tmp_path / FILE).exists()
    for again in (Features(StringStore()).from_disk(tmp_path), Features(StringStore()).from_bytes(features.to_bytes())):
        assert (again.words, again.phrases, again.senses) == (features.words, features.phrases, features.senses)


def test_the_default_pipeline_has_lists_of_every_kind():
    import annotations.highlight.factories  # noqa: F401
    from annotations.resources import resource

    known = spacy.load(resource("pipelines", "claimdesk-en")).get_pipe("claimdesk_features")
    assert min(len(known.words), len(known.senses)) > 30_000
