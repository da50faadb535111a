"""Training on what was exported, to its end: spaCy with the configuration written, and the baseline."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import ExportFailed
from annotations.training import baseline
from annotations.training.running import BASELINE_LINE, SPACY_LINE
from annotations.training.verifying import findings

Write = Callable[..., Path]


@pytest.mark.parametrize("task", ["ner", "stance"])
def test_spacy_trains_on_the_export_by_the_line_of_its_card(write: Write, task: str) -> None:
    folder = write(task=task, format="spacy")
    assert f"    {SPACY_LINE}\n" in (folder / "README.md").read_text()
    command = [sys.executable, *SPACY_LINE.split()[1:], "--training.max_steps", "8", "--training.eval_frequency", "4"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "model" / "model-last" / "config.cfg").is_file()
    assert list(findings(folder)) == []


@pytest.mark.parametrize("task", ["stance", "claim-type", "evidence"])
def test_the_baseline_is_scored_on_the_export(write: Write, task: str) -> None:
    pytest.importorskip("sklearn")
    folder = write(task=task)
    assert f"    {BASELINE_LINE}\n" in (folder / "README.md").read_text()
    scores = baseline.run(folder)
    assert json.loads((folder / "scores.json").read_text()) == scores
    for name in ("dev", "test"):
        assert 0 <= scores[name]["macro_f1"] <= 1
        assert scores[name]["examples"] > 10
    assert list(findings(folder)) == []


def test_a_baseline_with_nothing_to_learn_says_so(write: Write, tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    with pytest.raises(ExportFailed, match="does not have one label for each example"):
        baseline.run(tmp_path)
    (tmp_path / "train.jsonl").write_text('{"text": "x", "label": "y"}\n')
    with pytest.raises(ExportFailed, match="fewer than two labels"):
        baseline.run(tmp_path)
