"""Runs the command line."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from tests.annotations.cli.running import SAMPLE, Run, _run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `python -m annotations` in an empty folder."""
    return partial(_run, tmp_path)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    assert _run(folder, "new", "a.claimdesk") == (
        0,
        "Created a.claimdesk. Next: claimdesk import a.claimdesk ARTICLES\n",
        "",
    )
    done = _run(folder, "import", "a.claimdesk", SAMPLE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("8 articles added (0 already there), 670 annotations added (0 already there)")
    return folder / "a.claimdesk"


@pytest.fixture
def sample(run: Run, sample_file: Path, tmp_path: Path) -> Run:
    """The same, with the sample project in a.claimdesk."""
    shutil.copy(sample_file, tmp_path)
    return run
