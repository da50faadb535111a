"""A long article and long queues in the window: the cost of painting, filtering and searching, per frame.

The cost of a frame is the processor time of the main thread, which other programs hardly affect. Each step is repeated,
and the median counts.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import crowds
from measuring import Row, both, limited, never, told

RUNS = 3
HERE = Path(__file__).parent
SEARCHED = 4_000  # characters of each article that is searched
COUNTED = 250  # characters of each article that is only counted


def reading(folder: Path) -> list[Row]:
    """Open and scroll an article of 120,000 characters with 1,000 annotations."""
    project = folder / "long.claimdesk"
    crowds.long_article(project)
    runs = [_figures("reading_session.py", project) for _ in range(RUNS)]
    what = f"an article of {crowds.LONG:,} characters, {crowds.MARKS:,} marks"
    plain = "    plain QTextEdit, the same text without marks: set / a frame"
    return [
        limited(f"{what}: opened → painted", _middle(runs, "open", 0), 0.150),
        limited("    the same in processor time", _middle(runs, "open", 1), 0.150),
        never("    scrolled: own work in a frame", _middle(runs, "scroll", 1), 0.008),
        told("    scrolled: a frame by the clock", both(_middle(runs, "scroll", 0))),
        told(plain, f"{both(_middle(runs, 'plain open', 0))} / {both(_middle(runs, 'plain scroll', 0))}"),
    ]


def queueing(folder: Path, count: int) -> list[Row]:
    """Scroll and filter a queue of a million articles."""
    project = folder / "queue.claimdesk"
    crowds.many_articles(project, count, COUNTED)
    runs = [_figures("queue_session.py", project) for _ in range(RUNS)]
    project.unlink()
    frames = [[taken[1] for taken in run["frames"]] for run in runs]
    largest = [median(max(run) for run in frames)]
    return [
        never(f"a queue of {count:,}: scrolled, own work in a frame", _middle(runs, "scroll", 1), 0.016),
        told("    scrolled: a frame by the clock", both(_middle(runs, "scroll", 0))),
        never("    filtered and sorted meanwhile: largest frame", largest, 0.016),
        told("    until the articles of a filter are there", both([median(s) for s in _columns(runs, "filter")])),
    ]


def searching(folder: Path, count: int) -> list[Row]:
    """Search many articles of usual length."""
    project = folder / "search.claimdesk"
    crowds.many_articles(project, count, SEARCHED)
    runs = [_figures("queue_session.py", project) for _ in range(RUNS)]
    project.unlink()
    return [
        limited(f"search {count:,} articles: words → queue painted", _middle(runs, "search", 0), 0.150),
        limited("    the same in processor time of both processes", _middle(runs, "search", 1), 0.150),
    ]


def _figures(script: str, project: Path) -> dict[str, Any]:
    command = [sys.executable, str(HERE / script), str(project)]
    figures: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return figures


def _columns(runs: list[dict[str, Any]], name: str) -> list[tuple[float, ...]]:
    return list(zip(*(run[name] for run in runs), strict=True))


def _middle(runs: list[dict[str, Any]], name: str, clock: int) -> list[float]:
    return [median(taken[clock] for taken in step) for step in _columns(runs, name)]
