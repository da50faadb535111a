"""A program that is killed loses nothing that it had finished, and leaves the file sound."""

import os
import random
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotations.annotating import annotations_of
from annotations.articles import articles
from annotations.checking import findings
from annotations.model import Article
from annotations.project import Project, open_project

ROUNDS = int(os.environ.get("CLAIMDESK_KILL_ROUNDS", "5"))
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

START = """
import sys
from pathlib import Path
from annotations.annotating import add_annotation, set_field
from annotations.annotators import act_as
from annotations.exchange.records import Record
from annotations.importing import save_records
from annotations.model import Article, ArticleId
from annotations.project import open_project
project = open_project(Path(sys.argv[1]))
act_as(project, "Ana")
name = sys.argv[2]
def say(word):
    print(word, flush=True)
"""
TAG = """
while True:
    mark = add_annotation(project, ArticleId("story"), "claim", 0, 8).added[0]
    say(mark)
    set_field(project, mark, "stance", "oppose")
    say(mark + " oppose")
"""
IMPORT = """
number = step = 0
while True:
    texts = [f"{name} {number + more} " + "words of a story " * 200 for more in range(20)]
    step = save_records(project, [Record(Article(text=text)) for text in texts], step=step)[0].step
    number += 20
    say(f"{name} {number}")
"""


def _killed(script: str, path: Path, name: str, after: int) -> list[str]:
    """What a program said until it was killed some lines and a moment after its first words."""
    command = [sys.executable, "-c", START + script, path, name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = [program.stdout.readline() for _ in range(after)]
        for _ in range(random.randrange(20_000)):
            pass
        program.send_signal(signal.SIGKILL)
        return [line.strip() for line in (*said, *program.stdout) if line.endswith("\n")]


def test_killed_while_tagging(project: Project, story: Article) -> None:
    said: list[str] = []
    for number in range(ROUNDS):
        said += _killed(TAG, project.path, f"{number}", random.randint(1, 40))
        with closing(open_project(project.path)) as after:
            there = annotations_of(after, story.id)
            known = {mark.id for mark in there} | {f"{mark.id} {mark.fields.get('stance')}" for mark in there}
            assert [line for line in said if line not in known] == []
            assert list(findings(after)) == []


def test_killed_while_importing(project: Project) -> None:
    for number in range(ROUNDS):
        said = _killed(IMPORT, project.path, f"round {number}", random.randint(1, 5))
        with closing(open_project(project.path)) as after:
            found = [article for article in articles(after) if article.text.startswith(f"round {number} ")]
            assert len(found) % 20 == 0
            assert len(found) >= int(said[-1].split()[-1])
            assert list(findings(after)) == []


def test_an_export_that_is_stopped_leaves_nothing(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    os.mkfifo(folder / "gate")
    script = (
        "import sys; from annotations.cli import long_commands, main\n"
        "def gate(*_, **__):\n"
        "    open(sys.argv[2] + '/gate', 'w').close()\n"
        "    while True: yield from ()\n"
        "long_commands.records = gate\n"
        "sys.exit(main(['export', sys.argv[1], sys.argv[2] + '/out.jsonl']))"
    )
    for stop, code in ((signal.SIGTERM, 130), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        with subprocess.Popen([sys.executable, "-c", script, project.path, folder], stderr=subprocess.PIPE) as program:
            (folder / "gate").open().close()
            program.send_signal(stop)
            assert program.wait() == code
        assert not (folder / "out.jsonl").exists()
        if stop != signal.SIGKILL:
            assert [path.name for path in folder.iterdir()] == ["gate"]
