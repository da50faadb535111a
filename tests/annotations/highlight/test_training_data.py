"""What the training data of the default pipeline is made of: marked sentences, invented names, forms of address."""

import importlib
import random
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[3] / "packaging" / "pipeline"
LISTS = {
    "city": ["Lima"], "GPE": ["Peru"], "NORP": ["Peruvian"], "family": ["Ruiz"], "first": ["Ana"], "place": ["Lima"],
}  # fmt: skip


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch):
    """Return a function that imports one of the pipeline's modules."""
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module


@pytest.fixture
def founder(module):
    """Return a founder whose invented word is always the same."""
    return module("invented_names").Founder(lambda _: "Zenara", LISTS)


def test_marks_are_taken_out_and_names_keep_their_places(module):
    text, names = module("own_sentences").unmarked("[Ana Ruiz|PERSON] left [Peru|GPE].")
    assert text == "Ana Ruiz left Peru."
    assert [(text[start:end], label) for start, end, label in names] == [("Ana Ruiz", "PERSON"), ("Peru", "GPE")]


def test_sets_of_our_own_hold_names_of_every_kind(module):
    sets: dict[str, list] = module("own_sentences").own_sets()
    assert set(sets) == {"own press", "own debates"}
    labels = {label for texts in sets.values() for text in texts for _, _, label in text.names}
    assert labels == {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT"}


@pytest.mark.parametrize("file", ["wire.txt", "debates.txt"])
def test_every_slot_of_our_sentences_is_filled(module, founder, file):
    sentences = (FOLDER / "sentences" / file).read_text(encoding="utf-8").splitlines()
    text = module("writing").Writer(founder, LISTS).text(sentences, random.Random(1))
    assert not set("{}[]|") & set(text.text)
    assert len(text.names) > len(sentences)
    assert all(text.text[start:end].strip() == text.text[start:end] != "" for start, end, _ in text.names)


def test_names_are_invented_for_every_label_and_the_same_with_the_same_seed(founder):
    for label in founder.ways:
        made = [founder.name(label, random.Random(seed)) for seed in range(40)]
        assert made == [founder.name(label, random.Random(seed)) for seed in range(40)]
        assert len(set(made)) > 10
        assert all(name[0].isupper() or name[0].isdigit() for name in made)


def test_only_names_of_the_same_make_give_way_to_invented_ones(module):
    fits = module("invented_names").fits
    assert fits("Bank of Peru", "ORG")
    assert fits("WHO", "ORG")
    assert not fits("Ana Ruiz", "PERSON")
    assert not fits("Peru", "GPE")


def test_peoples_that_the_gold_left_out_are_neither_names_nor_no_names(module):
    material: ModuleType = module("training_data")
    text = material.Text("Peruvian President Ana Ruiz met Peruvian farmers", [(19, 27, "PERSON")], "source", "a")
    assert material.doubting(text).names == [
        (0, 8, material.MISSING), (19, 27, "PERSON"), (32, 40, material.MISSING),
    ]  # fmt: skip
