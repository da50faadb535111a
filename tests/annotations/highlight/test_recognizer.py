"""The recogniser that keeps two bytes a weight."""

import numpy
import pytest
import spacy

import annotations.highlight.factories  # noqa: F401

EXAMPLE = "Ana Ruiz left Peru for Lima on Monday with the Red Cross"


@pytest.fixture
def nlp():
    """Return a pipeline with a small recogniser that was never trained, which finds what it finds."""
    nlp = spacy.blank("en")
    ner = nlp.add_pipe("claimdesk_ner", "ner", config={"model": nlp.get_factory_meta("ner").default_config["model"]})
    for label in ("PERSON", "ORG", "GPE"):
        ner.add_label(label)
    nlp.initialize()
    return nlp


def weights(nlp):
    """Return the weights of the recogniser in one row."""
    model = nlp.get_pipe("ner").model
    return numpy.concatenate(
        [node.get_param(name).ravel() for node in model.walk() for name in node.param_names if node.has_param(name)]
    )


def test_on_disk_it_is_half_as_large_and_reads_the_same(nlp, tmp_path):
    before = [(ent.text, ent.label_) for ent in nlp(EXAMPLE).ents]
    nlp.to_disk(tmp_path / "half")
    assert (tmp_path / "half" / "ner" / "model").stat().st_size < 0.55 * len(nlp.get_pipe("ner").model.to_bytes())
    again = spacy.load(tmp_path / "half")
    assert weights(again).dtype == numpy.float32
    # Half precision keeps eleven bits of each weight, however large it is.
    numpy.testing.assert_allclose(weights(again), weights(nlp), rtol=2**-10, atol=1e-6)
    assert [(ent.text, ent.label_) for ent in again(EXAMPLE).ents] == before


def test_writing_leaves_the_one_in_memory_as_it_was(nlp, tmp_path):
    before = weights(nlp)
    nlp.to_disk(tmp_path / "half")
    assert (weights(nlp) == before).all()


def test_what_was_written_in_full_is_read_too(nlp, tmp_path):
    nlp.to_disk(tmp_path / "full")
    (tmp_path / "full" / "ner" / "model").write_bytes(nlp.get_pipe("ner").model.to_bytes())
    assert (weights(spacy.load(tmp_path / "full")) == weights(nlp)).all()
