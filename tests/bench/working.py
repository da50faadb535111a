"""Work in the window on many articles and on a hundred: the next article, one tag, a search, memory."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from measuring import Row, compared, both, limited, told

RUNS = 3
HERE = Path(__file__).parent
MIB = 1024 * 1024


def rows(large: Path, small: Path, count: int, small_count: int) -> list[Row]:
    """Measure sessions in processes of their own, in turns."""
    found: dict[Path, list[dict[str, Any]]] = {large: [], small: []}
    for _ in range(RUNS):
        found[large].append(_session(large, count // 2))
        found[small].append(_session(small, 2))
    steps, few = (_all(found[project], "next") for project in (large, small))
    most, least = (median(run["memory"] for run in found[project]) for project in (large, small))
    ratio = most / least
    return [
        limited(f"next article: key → painted, {count:,} articles", steps, 0.016),
        compared(f"    beside the same on {small_count:,} articles", steps, few, 1.3, tail=True),
        limited("one tag: key → repainted", _all(found[large], "tag"), 0.016),
        Row(
            f"memory of the window, {count:,} articles beside {small_count:,}",
            f"{most / MIB:.0f} MiB", f"{least / MIB:.0f} MiB", f"{ratio:.2f} ×", "≤ 1.3 ×", ratio <= 1.3,
        ),
        told("search: words → queue painted", both(_all(found[large], "search"))),
    ]  # fmt: skip


def _session(project: Path, place: int) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "session.py"), str(project), str(place)]
    figures: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return figures


def _all(runs: list[dict[str, Any]], name: str) -> list[float]:
    return [seconds for run in runs for seconds in run[name]]
