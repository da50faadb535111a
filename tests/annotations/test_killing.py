"""A program that is killed loses nothing that it had finished, and leaves the file sound."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.merging import merge_files
from annotations.model import Article, ArticleId
from annotations.operations.annotating import add_annotation, annotations_of
from annotations.operations.annotators import act_as, find_annotator
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.project import Project, open_project

# Of tagging; of everything else a fifth.
ROUNDS = int(os.environ.get("CLAIMDESK_KILL_ROUNDS", "5"))
OTHERS = max(min(ROUNDS, 3), ROUNDS // 5)
TOGETHER = 25  # rounds in one project, which grows and takes longer to check
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

START = """
import sys
from pathlib import Path
from annotations.operations.annotating import add_annotation, set_field
from annotations.operations.annotators import act_as, get_or_add_annotator
from annotations.operations.articles import articles
from annotations.exchange.jsonl import write
from annotations.exchange.records import Record
from annotations.operations.exporting import records
from annotations.operations.highlighting import save_suggestions
from annotations.importing import save_records
from annotations.merging import Merging, merge_files, work_in
from annotations.model import Article, ArticleId, Suggestion
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


HIGHLIGHT = """
machine = get_or_add_annotator(project, "rules", "machine", name)
say("ready")
for article in list(articles(project)):
    save_suggestions(project, machine, [(article, [Suggestion("entity", 0, 5, "PERSON")])])
    say(article.id)
"""
MERGE = """
merging = Merging(project, "theirs")
for work in work_in(Path(name)):
    merging.save([work])
    say(merging.done.annotations)
"""
MERGE_AT_ONCE = """
say("ready")
merge_files(project, [Path(name)])
say("merged")
"""
EXPORT = """
while True:
    write(Path(name), records(project))
    say("written")
"""
MIGRATE = """
import sys
from pathlib import Path
import annotations.store.migrations
from annotations.project import open_project
print("ready", flush=True)
open_project(Path(sys.argv[1]))
print("opened", flush=True)
"""


def _killed(script: str, path: Path, name: str, after: int, pause: float = 0.0) -> list[str]:
    """What a program said until it was killed some lines and a moment, or up to a pause in seconds, after them."""
    command = [sys.executable, "-c", script if script is MIGRATE else START + script, path, name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = [program.stdout.readline() for _ in range(after)]
        for _ in range(random.randrange(20_000)):
            pass
        time.sleep(random.random() * pause)
        program.send_signal(signal.SIGKILL)
        return [line.strip() for line in (*said, *program.stdout) if line.endswith("\n")]


def test_killed_while_tagging(new_project: Callable[[str], Project]) -> None:
    for begin in range(0, ROUNDS, TOGETHER):
        with closing(new_project(f"tagged-{begin}")) as project:
            add_articles(project, [Article(ArticleId("story"), text="Lima and Quito said no. " * 5)])
        said: list[str] = []
        for number in range(begin, min(begin + TOGETHER, ROUNDS)):
            said += _killed(TAG, project.path, f"{number}", random.randint(1, 40))
            with closing(open_project(project.path)) as after:
                there = annotations_of(after, ArticleId("story"))
                known = {mark.id for mark in there} | {f"{mark.id} {mark.fields.get('stance')}" for mark in there}
                assert [line for line in said if line not in known] == []
                assert list(findings(after)) == []


def test_killed_while_importing(new_project: Callable[[str], Project]) -> None:
    for number in range(OTHERS):
        if number % TOGETHER == 0:
            project = new_project(f"imported-{number}")
            project.close()
        said = _killed(IMPORT, project.path, f"round {number}", random.randint(1, 5))
        with closing(open_project(project.path)) as after:
            found = [article for article in articles(after) if article.text.startswith(f"round {number} ")]
            assert len(found) % 20 == 0
            assert len(found) >= int(said[-1].split()[-1])
            assert list(findings(after)) == []


def _with_articles(project: Project, count: int) -> Path:
    add_articles(project, [Article(ArticleId(f"a{n}"), text=f"Story {n}. " + "words, " * 300) for n in range(count)])
    project.close()
    return project.path


def test_killed_while_highlighting(new_project: Callable[[str], Project]) -> None:
    for number in range(OTHERS):
        if number % TOGETHER == 0:
            path = _with_articles(new_project(f"highlighted-{number}"), 60)
        said = _killed(HIGHLIGHT, path, f"{number}", random.randint(1, 50))
        with closing(open_project(path)) as after:
            machine = find_annotator(after, "rules", "machine", f"{number}")
            assert machine is not None
            there = {
                mark.article
                for a in articles(after)
                for mark in annotations_of(after, a.id)
                if mark.annotator == machine.id
            }
            assert set(said) - {"ready"} <= there
            assert list(findings(after)) == []


@pytest.fixture
def theirs(new_project: Callable[[str], Project]) -> Path:
    """A project of 60 articles with a mark in each."""
    path = _with_articles(new_project("theirs"), 60)
    with closing(open_project(path)) as project:
        act_as(project, "Eve")
        for article in list(articles(project)):
            add_annotation(project, article.id, "claim", 0, 5)
    return path


@pytest.mark.parametrize("script", [MERGE, MERGE_AT_ONCE], ids=["in slices", "at once"])
def test_killed_while_merging(new_project: Callable[[str], Project], theirs: Path, script: str) -> None:
    for number in range(OTHERS):
        with closing(new_project(f"mine-{number}")) as project:
            pass
        said = _killed(script, project.path, f"{theirs}", random.randint(1, 40) if script is MERGE else 1, 0.1)
        with closing(open_project(project.path)) as after:
            count = sum(len(annotations_of(after, article.id)) for article in articles(after))
            if script is MERGE:
                assert count >= int(said[-1])
            else:
                assert count == 60 if "merged" in said else count in (0, 60)
            assert list(findings(after)) == []
            merge_files(after, [theirs])
            assert sum(len(annotations_of(after, article.id)) for article in articles(after)) == 60
        project.path.unlink()


def test_killed_while_exporting(theirs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exported"
    folder.mkdir()
    out = folder / "out.jsonl"
    for _ in range(OTHERS):
        said = _killed(EXPORT, theirs, f"{out}", random.randint(0, 4), 0.05)
        if "written" in said or out.exists():
            assert [len(json.loads(line)["annotations"]) for line in out.read_text(encoding="utf-8").splitlines()] == [
                1
            ] * 60
        left = [path for path in folder.iterdir() if path != out]
        assert len(left) <= 1
        assert all(path.name.startswith(".out.jsonl.") for path in left)
        for path in (out, *left):
            path.unlink(missing_ok=True)
    with closing(open_project(theirs)) as after:
        assert list(findings(after)) == []


def test_killed_while_an_older_file_is_brought_up_to_date(
    project: Project, story: Article, older: Callable[[int], Path]
) -> None:
    add_articles(project, [Article(ArticleId(f"a{n}"), text=f"Story {n}. " + "words, " * 300) for n in range(200)])
    for article in list(articles(project)):
        add_annotation(project, article.id, "claim", 0, 5)
    path = older(3)
    content = path.read_bytes()
    for number in range(OTHERS):
        _killed(MIGRATE, path, "", 1, 0.4)
        with closing(open_project(path)) as after:
            assert sum(1 for _ in articles(after)) == 201
            if number % TOGETHER == 0:
                assert list(findings(after)) == []
        copies = [
            found for found in path.parent.iterdir() if "version-3" in found.name and found.suffix == ".claimdesk"
        ]
        assert copies
        assert [found.stat().st_size >= len(content) for found in copies] == [True] * len(copies)
        assert [found for found in path.parent.iterdir() if found.suffix == ".part"] == []
        for found in list(path.parent.iterdir()):
            found.unlink()
        path.write_bytes(content)
