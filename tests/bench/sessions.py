"""Running a script of the benchmark in a process of its own, and what its runs have in common."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent


def in_process(script: str, *arguments: object) -> Any:
    """What a script prints as JSON."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def columns(runs: Sequence[dict[str, Any]], name: str) -> list[tuple[Any, ...]]:
    """What the runs say of each step."""
    return list(zip(*(run[name] for run in runs), strict=True))


def steps(runs: Sequence[dict[str, Any]], name: str, clock: int = 0) -> list[float]:
    """The seconds of each step, the median of its runs: by the clock, or with 1 by the processor."""
    return [median(taken[clock] for taken in step) for step in columns(runs, name)]


def best_steps(runs: Sequence[dict[str, Any]], name: str, clock: int = 0) -> list[float]:
    """The seconds of each step in the run in which nothing disturbed it: by the clock, or with 1 by the processor."""
    return [min(taken[clock] for taken in step) for step in columns(runs, name)]
