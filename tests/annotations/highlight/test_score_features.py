"""How the table of scores is counted: halves of documents, shares drawn towards their label, and how far they hold."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from annotations.highlight.scoring import ANY
from annotations.highlight.spans import LABELS
from annotations.model import Suggestion
from annotations.resources import resource

FOLDER = Path(__file__).parents[3] / "packaging" / "pipeline"


@pytest.fixture
def evidence(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("score_features")


def _cases(right: int, wrong: int, label: str, source: str) -> list[tuple[Suggestion, bool]]:
    one = Suggestion("entity", 0, 1, label, source=source)
    return [(one, True)] * right + [(one, False)] * wrong


def test_documents_stay_together_and_stand_in_one_half(evidence: ModuleType) -> None:
    texts = [evidence.Text(str(n), [], "source", doc) for n, doc in enumerate(["a", "a", "b", "c", "d", "7", "8"])]
    first, second = evidence.halves({"set": texts}, 1)
    assert sorted([*first["set"], *second["set"]]) == sorted(texts)
    docs = [{text.doc for text in half["set"]} for half in (first, second)]
    assert not docs[0] & docs[1]
    assert any({"7", "8"} <= half for half in docs)  # sentences of one block
    assert evidence.halves({"set": texts}, 1) == (first, second)


def test_a_row_of_few_cases_is_drawn_to_its_label_and_one_of_many_is_not(evidence: ModuleType) -> None:
    rows = evidence.rows(
        [*_cases(900, 100, "GPE", "list"), *_cases(0, 2, "GPE", "model"), *_cases(500, 500, "ORG", "model")],
        by_evidence=True,
    )
    assert rows["GPE"]["list"]["p"] == pytest.approx(0.9, abs=0.001)
    assert 0.7 < rows["GPE"]["model"]["p"] < 0.8
    assert rows["GPE"]["model"] == {"found": 2, "right": 0, "p": rows["GPE"]["model"]["p"]}
    assert rows["ORG"][ANY]["p"] == pytest.approx(0.5, abs=0.01)


def test_what_lies_on_a_doubtful_span_is_neither_right_nor_wrong(evidence: ModuleType) -> None:
    text = evidence.Text("Peru Lima Bonn", [(0, 4, "GPE"), (5, 9, evidence.MISSING)], "source", "a")
    found = [Suggestion("entity", 0, 4, "GPE"), Suggestion("entity", 5, 9, "GPE"), Suggestion("entity", 10, 14, "ORG")]
    assert [right for _, right in evidence.judged(lambda _: found, [text], ["GPE", "ORG"])] == [True, False]


def test_scores_are_compared_with_shares_band_by_band(evidence: ModuleType, tmp_path: Path) -> None:
    reliability = importlib.import_module("reliability")
    cases = [(Suggestion("entity", 0, 4, "GPE", 0.95), True), (Suggestion("entity", 5, 9, "GPE", 0.65), False)]
    bands = reliability.reliability(cases)
    assert [(band.start, band.found, band.score, band.right) for band in bands if band.found] == [
        (0.6, 1, 0.65, 0.0), (0.9, 1, 0.95, 1.0),
    ]  # fmt: skip
    assert reliability.error(bands) == pytest.approx((0.65 + 0.05) / 2)
    readme = tmp_path / "README.md"
    readme.write_text(f"Before\n{reliability.MARK}old{reliability.MARK}\nAfter\n")
    reliability.write({"set": bands}, readme)
    reliability.write({"set": bands}, readme)
    words = readme.read_text()
    assert (words.count("| 0.9–1.0 | 1 | 0.950 | 1.000 |"), words.count(reliability.MARK)) == (1, 2)
    assert "old" not in words
    assert words.endswith("After\n")


def test_marked_articles_are_read_once_each_with_names_numbers_and_masks(evidence: ModuleType) -> None:
    for file, articles in ((resource("sample", "sample.jsonl"), 6), (evidence.SPANISH, 4)):
        texts = evidence.marked(file)
        assert len(texts) == len({text.doc for text in texts}) >= articles
        labels = {label for text in texts for _, _, label in text.names}
        assert labels >= {"PERSON", "GPE", *evidence.NUMBERS}
        assert labels <= {*LABELS, evidence.MISSING}
