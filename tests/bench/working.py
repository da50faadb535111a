"""Work in the window on many articles and on a hundred: the next article, one tag, a search, memory.

Each run takes the same steps, so a step's time is the median of its runs: what another program on the machine took
away falls out, and what a step itself takes long stays. The 95th percentile is that of the steps.
"""

from pathlib import Path
from statistics import median
from typing import Any

from measuring import Row, both, compared, limited, told
from sessions import in_process, steps

RUNS = 5
MIB = 1024 * 1024


def rows(large: Path, small: Path, count: int, small_count: int) -> list[Row]:
    """Measure sessions in processes of their own, in turns."""
    found: dict[Path, list[dict[str, Any]]] = {large: [], small: []}
    for _ in range(RUNS):
        found[large].append(in_process("session.py", large, count // 2))
        found[small].append(in_process("session.py", small, 2))
    turned, few = (steps(found[project], "next") for project in (large, small))
    processor = steps(found[large], "next", clock=1)
    most, least = (median(run["memory"] for run in found[project]) for project in (large, small))
    ratio = most / least
    return [
        limited(f"next article: key → painted, {count:,} articles", turned, 0.016),
        limited("    the same in processor time", processor, 0.016),
        compared(f"    beside the same on {small_count:,} articles", turned, few, 1.3, tail=True),
        limited("one tag: key → repainted", steps(found[large], "tag"), 0.016),
        Row(
            f"memory of the window, {count:,} articles beside {small_count:,}",
            f"{most / MIB:.0f} MiB", f"{least / MIB:.0f} MiB", f"{ratio:.2f} ×", "≤ 1.3 ×", ratio <= 1.3,
        ),
        told("search: words → queue painted", both(steps(found[large], "search"))),
    ]  # fmt: skip
