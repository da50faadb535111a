"""The built-in pipelines, loaded once for all tests of highlighting."""

import pytest

from annotations.highlight.pipeline_choice import DEFAULT, RULES
from annotations.highlight.pipelines import load_pipeline
from annotations.highlight.suggest_all import suggest_all


@pytest.fixture(scope="session")
def pipeline():
    """Return the pipeline of rules alone."""
    return load_pipeline(RULES)


@pytest.fixture(scope="session")
def trained():
    """Return the default pipeline: the trained model with the rules around it."""
    return load_pipeline(DEFAULT)


@pytest.fixture(scope="session")
def highlight(pipeline):
    """Return a function from a text to the pairs of quote and label that the rules find in it."""
    return lambda text: [(text[found.start : found.end], found.label) for found in pipeline.highlight(text)]


@pytest.fixture
def tiny(tmp_path):
    """Return the folder of a small spaCy pipeline that knows some names by heart."""
    import spacy

    nlp = spacy.blank("en")
    nlp.meta.update(name="tiny", version="7.1")
    labels = {"Peru": "GPE", "the Alcazar": "FAC", "Ana": "PERSON", "Quechua": "LANGUAGE", "Bolt": "PER"}
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name, "id": name} for name, label in labels.items()])
    nlp.to_disk(tmp_path / "tiny")
    return tmp_path / "tiny"


@pytest.fixture(scope="session")
def highlight_all(trained):
    """Return a function from a text and its language to all that the default pipeline suggests for it."""
    return lambda text, language: suggest_all(text, trained.highlight(text), language)


ANGRY = """
import ctypes, mmap, os, re, time
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

MEGABYTES = 2_000

@Language.component("angry", assigns=["doc.ents"])
def angry(doc):
    if "ode" in doc.text:
        raise ValueError("odes are not read here")
    if "flood" in doc.text:
        return [bytearray(10_000_000) for _ in range(MEGABYTES // 10)]
    if "sea" in doc.text:  # memory that is shared, which Linux does not count as data
        sea = mmap.mmap(-1, MEGABYTES * 1_000_000)
        for place in range(0, len(sea), 4096):
            sea[place] = 1
        time.sleep(60)
    if "dream" in doc.text:
        re.match(r"(a+)+$", "a" * 64 + "b")  # for ever, and without letting go of the interpreter
    if "twin" in doc.text:
        doc.ents = [Span(doc, 0, 2, "GPE"), Span(doc, 1, 2, "GPE")]
    if "nothing" in doc.text:
        doc.ents = [Span(doc, 1, 1, "GPE")]
    if "end" in doc.text:
        doc.ents = [Span(doc, 0, 99, "GPE")]
    if "other" in doc.text:
        return Doc(doc.vocab, ["Peru"] * 99, ents=["B-GPE"] * 99)
    if "Peru" in doc.text:
        doc.ents = [Span(doc, 0, 1, "GPE")]
    if "quake" in doc.text:
        ctypes.string_at(0)
    print("read")
    return doc

def load(**overrides):
    if "ANGRY" in os.environ:
        raise eval(os.environ["ANGRY"])
    nlp = spacy.blank("en")
    nlp.meta.update(name="angry", version="1.0", license="MIT")
    nlp.add_pipe("angry")
    return nlp
"""


@pytest.fixture
def angry(tmp_path, monkeypatch):
    """Return the name of an installed pipeline that fails on some articles."""
    (tmp_path / "angry").mkdir()
    (tmp_path / "angry" / "__init__.py").write_text(ANGRY)
    (tmp_path / "angry-1.0.dist-info").mkdir()
    (tmp_path / "angry-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: angry\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return "angry"
