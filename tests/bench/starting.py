"""Process start → first article painted, beside a bare window with a text editor that shows the same text."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from measuring import Row, compared

from annotations.operations.articles import articles
from annotations.project import open_project

RUNS = 11
HERE = Path(__file__).parent


def rows(project: Path, folder: Path, count: int, most: float = 2.5) -> list[Row]:
    """Measure the start; `most` is how often it may take the time of the bare window."""
    opened = open_project(project)
    text = folder / "first.txt"
    text.write_text(next(articles(opened)).text, encoding="utf-8")
    opened.close()
    bare = [sys.executable, str(HERE / "start_bare.py"), str(text)]
    times = in_turns([claimdesk(project), bare])
    return [compared(f"start → first article painted, {count:,} articles", *times, most)]


def claimdesk(project: Path) -> list[str]:
    """The command that shows the first article of a project."""
    return [sys.executable, str(HERE / "start_claimdesk.py"), str(project)]


def in_turns(commands: Sequence[list[str]]) -> list[list[float]]:
    """The seconds of each command, many times in turns."""
    times = [list[float]() for _ in commands]
    for run in range(RUNS + 1):
        for command, found in zip(commands, times, strict=True):
            seconds = _until_painted(command)
            if run:  # the first one warms the disk's cache
                found.append(seconds)
    return times


def _until_painted(command: list[str]) -> float:
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - begin
    if line.strip() != "painted" or process.returncode:
        raise RuntimeError(f"{command} did not paint: {line!r}, exit code {process.returncode}.")
    return seconds
