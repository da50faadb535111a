"""Output of the commands: tables, JSON, and a line of progress with rate and time left."""

import json
import time
from collections.abc import Iterable, Sequence
from typing import Any

from annotations.cli.terminal import terminal
from annotations.display import visible

FAST = 10  # rates from which decimals do not matter


def print_json(figures: Any) -> None:
    """Print figures as indented JSON."""
    print(json.dumps(figures, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table with columns as wide as needed. Numbers are right-aligned."""
    cells = [[visible(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    numeric = [all(row[i].isdigit() for row in cells) and bool(cells) for i in range(len(head))]
    for row in (list(head), *cells):
        parts = (c.rjust(w) if n else c.ljust(w) for c, w, n in zip(row, widths, numeric, strict=True))
        print("  ".join(parts).rstrip())


class ProgressLine:
    """A progress line on standard error with count, rate and time left. Silent unless it is a terminal."""

    def __init__(self, what: str, total: int = 0) -> None:
        self._what, self._total, self._count = what, total, 0
        self._start = self._shown = time.monotonic()

    def advance(self, count: int = 1) -> None:
        """Add to the count and show it, at most ten times a second."""
        self._count += count
        now = time.monotonic()
        if now - self._shown >= 0.1 and terminal().isatty():
            self._shown = now
            print(f"\r{self.text(now)}\x1b[K", end="", file=terminal(), flush=True)

    def reach(self, count: int, total: int) -> None:
        """Set the count and the total."""
        self._total = total
        self.advance(count - self._count)

    def text(self, now: float) -> str:
        """The progress as text."""
        rate = self._count / max(now - self._start, 1e-9)
        if not self._total:
            return f"{self._what}: {self._count:,}, {_pace(rate)}"
        left = round((self._total - self._count) / rate) if rate else 0
        return f"{self._what}: {self._count:,} of {self._total:,}, {_pace(rate)}, {_time(left)} left"

    def finish(self) -> float:
        """Remove the line. Return the seconds since the start."""
        if terminal().isatty():
            print("\r\x1b[K", end="", file=terminal(), flush=True)
        return time.monotonic() - self._start


def _pace(rate: float) -> str:
    return f"{rate:,.0f} a second" if rate >= FAST else f"{rate:.1f} a second"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
