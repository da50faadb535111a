"""All that is suggested for an article: nothing hangs, links lead somewhere, the figures hold on marked articles."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.highlight.suggest_all import suggest_all
from annotations.model import Suggestion

ROOT = Path(__file__).parents[3]
GOLD = (ROOT / "resources" / "sample" / "sample.jsonl", ROOT / "tests" / "data" / "claims" / "gold.jsonl")
LENGTH = 100_000
GARBAGE = [
    *("A", "1", "“", '"', "‘", "“a ", "he said ", "he said that ", "and he said, ", "according to X, ", "accused of "),
    *(
        ". ",
        ", ",
        "— ",
        "Share\n",
        "A/B ",
        "(A) — ",
        "said, ",
        "“He said, she said ",
        "it is estimated that ",
        "a of the ",
    ),
]
PIECES = [
    *(
        "Ana Ruiz",
        "Peru",
        " said",
        " that ",
        ", ",
        ". ",
        "“",
        "”",
        '"',
        "«",
        "»",
        "‘",
        "’",
        "\n",
        "\n\n",
        " he ",
        " denied it",
    ),
    *(
        " according to ",
        " accused ",
        " of ",
        " and ",
        " who ",
        " the minister ",
        " is ",
        "—",
        ": ",
        "Share",
        "REUTERS/A B",
    ),
    *(" would have ", " 1,200 ", "’s ", "😀", "(", ")", "...", " told ", "According to ", "dijo que ", "según "),
]
texts = st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


@pytest.fixture(scope="module")
def evaluation() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", ROOT / "packaging" / "claims" / "evaluate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("piece", GARBAGE)
def test_a_garbage_line_is_read_to_its_end(piece: str) -> None:
    garbage = (piece * LENGTH)[:LENGTH]
    text = garbage + "\n\nPeru said that the locks are open.\n\n" + garbage[:5000]
    assert "the locks are open" in [text[one.start : one.end] for one in suggest_all(text, [])]


@given(texts)
@example("\x85")  # white space that is not a blank
@example("\u2003Photo: Ana\x85")
def test_what_is_suggested_lies_in_the_text_and_leads_somewhere(text: str) -> None:
    start = text.find("Ana Ruiz")
    entities = [Suggestion("entity", start, start + 8, "PERSON")] if start >= 0 else []
    found = suggest_all(text, entities)
    places = {(one.layer, one.start, one.end) for one in found}
    masks = [one for one in found if one.layer == "boilerplate"]
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        for link in one.links.values():
            assert link.text
            assert not link.layer or (link.layer, link.start, link.end) in places
        if one.layer == "claim":
            assert {"quotation", "hedge"} == one.fields.keys()
            assert "speaker" in one.links
            assert not any(mask.start < one.end and one.start < mask.end for mask in masks)


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_claims_and_boilerplate_are_found_as_well_as_is_asked(evaluation, highlight_all, file: Path) -> None:
    figures = evaluation.measured([file], highlight_all)
    assert figures.recall >= 0.7
    assert figures.precision >= 0.55
    assert figures.speaker >= 0.8
    assert figures.quote >= 0.9
    assert figures.boilerplate >= 0.85


def test_spanish_articles_are_read_as_well_as_english_ones_nearly(evaluation) -> None:
    """What is measured is tests/data/spanish/dev.jsonl, at which the rules were looked at."""
    from annotations.highlight.pipelines import load_pipeline

    entities = load_pipeline("claimdesk-es").highlight
    file = ROOT / "tests" / "data" / "spanish" / "dev.jsonl"
    figures = evaluation.measured([file], lambda text, language: suggest_all(text, entities(text), language))
    assert figures.recall >= 0.75
    assert figures.precision >= 0.85
    assert figures.speaker >= 0.75
    assert figures.quote >= 0.9
    assert evaluation.names([file], entities)["all"].f1 >= 0.93
