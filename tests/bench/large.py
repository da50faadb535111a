"""A long article and long queues in the window: the cost of painting, filtering and searching, per frame.

The cost of a frame is the processor time of the main thread, which other programs hardly affect. Each step is repeated,
and the median counts.
"""

from pathlib import Path
from statistics import median

import crowds
from measuring import Row, both, limited, never, told
from sessions import columns, in_process, steps

RUNS = 3
SEARCHED = 4_000  # characters of each article that is searched
COUNTED = 250  # characters of each article that is only counted


def reading(folder: Path) -> list[Row]:
    """Open and scroll an article of 120,000 characters with 1,000 annotations."""
    project = folder / "long.claimdesk"
    crowds.long_article(project)
    runs = [in_process("reading_session.py", project) for _ in range(RUNS)]
    what = f"an article of {crowds.LONG:,} characters, {crowds.MARKS:,} marks"
    plain = "    plain QTextEdit, the same text without marks: set / a frame"
    return [
        limited(f"{what}: opened → painted", steps(runs, "open", 0), 0.150),
        limited("    the same in processor time", steps(runs, "open", 1), 0.150),
        never("    scrolled: own work in a frame", steps(runs, "scroll", 1), 0.008),
        told("    scrolled: a frame by the clock", both(steps(runs, "scroll", 0))),
        told(plain, f"{both(steps(runs, 'plain open', 0))} / {both(steps(runs, 'plain scroll', 0))}"),
    ]


def queueing(folder: Path, count: int) -> list[Row]:
    """Scroll and filter a queue of a million articles."""
    project = folder / "queue.claimdesk"
    crowds.many_articles(project, count, COUNTED)
    runs = [in_process("queue_session.py", project) for _ in range(RUNS)]
    project.unlink()
    frames = [[taken[1] for taken in run["frames"]] for run in runs]
    largest = [median(max(run) for run in frames)]
    return [
        never(f"a queue of {count:,}: scrolled, own work in a frame", steps(runs, "scroll", 1), 0.016),
        told("    scrolled: a frame by the clock", both(steps(runs, "scroll", 0))),
        never("    filtered and sorted meanwhile: largest frame", largest, 0.016),
        told("    until the articles of a filter are there", both([median(s) for s in columns(runs, "filter")])),
    ]


def searching(folder: Path, count: int) -> list[Row]:
    """Search many articles of usual length."""
    project = folder / "search.claimdesk"
    crowds.many_articles(project, count, SEARCHED)
    runs = [in_process("queue_session.py", project) for _ in range(RUNS)]
    project.unlink()
    return [
        limited(f"search {count:,} articles: words → queue painted", steps(runs, "search", 0), 0.150),
        limited("    the same in processor time of both processes", steps(runs, "search", 1), 0.150),
    ]
