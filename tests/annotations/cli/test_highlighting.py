"""Highlighting by command: two at once share the work, and what was stopped in the middle goes on."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotations.cli import main
from annotations.highlight.pipeline_choice import RULES
from annotations.project import open_project

ARTICLES = 200


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of short articles that nobody has read."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(ARTICLES):
        (texts / f"{number:03}.txt").write_text(f"Norway told Kenya {number} times to wait.", encoding="utf-8")
    assert main(["new", str(tmp_path / "p.claimdesk")]) == 0
    assert main(["import", str(tmp_path / "p.claimdesk"), str(texts)]) == 0
    return tmp_path / "p.claimdesk"


def command(project: Path) -> list[str]:
    return [sys.executable, "-m", "annotations", "highlight", str(project), "--pipeline", RULES, "--json"]


def done(project: Path) -> int:
    with closing(open_project(project, readonly=True)) as opened:
        return opened.database.number("SELECT count(*) FROM progress WHERE status = 'done'")


def test_two_commands_at_once_share_the_articles(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    running = [subprocess.Popen(command(project), stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [json.loads(one.communicate()[0]) for one in running]
    assert [one.returncode for one in running] == [0, 0]
    assert sum(one["articles"] for one in told) == ARTICLES
    assert done(project) == ARTICLES
    assert main(["check", str(project)]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_killed_in_the_middle_leaves_whole_articles_and_goes_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with subprocess.Popen(command(project), stdout=subprocess.PIPE) as running:
        while not done(project):
            assert running.poll() is None
        running.kill()
    kept = done(project)
    assert 0 < kept < ARTICLES
    assert main(["check", str(project)]) == 0
    capsys.readouterr()
    assert main(["highlight", str(project), "--pipeline", RULES, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == ARTICLES - kept
