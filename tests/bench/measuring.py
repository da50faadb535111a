"""Measured times: medians and 95th percentiles, the rows of the table, and how the table is printed."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One row of the table; `ok` is none when there is no bar."""

    what: str
    ours: str
    plain: str = ""
    ratio: str = ""
    bar: str = ""
    ok: bool | None = None


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below."""
    ordered = sorted(values)
    return ordered[min(round(len(ordered) * 0.95), len(ordered) - 1)]


def both(seconds: Sequence[float]) -> str:
    """Median and 95th percentile in words; the latter only when there are enough values to tell it."""
    middle = statistics.median(seconds)
    scale, unit, digits = (1, "s", 2) if middle >= 1 else (1000, "ms", 0 if middle >= 0.1 else 2)
    words = f"{middle * scale:,.{digits}f}"
    return f"{words} / {p95(seconds) * scale:,.{digits}f} {unit}" if len(seconds) >= 10 else f"{words} {unit}"


def compared(what: str, ours: Sequence[float], plain: Sequence[float], most: float, *, tail: bool = False) -> Row:
    """A row whose bar is a ratio to the plain way, of medians or with `tail` of 95th percentiles."""
    figure = p95 if tail else statistics.median
    ratio = figure(ours) / figure(plain)
    return Row(what, both(ours), both(plain), f"{ratio:.2f} ×", f"≤ {most:g} ×", ratio <= most)


def at_most(what: str, ours: float, plain: float, most: float, unit: str, *, digits: int = 0) -> Row:
    """A row whose bar is how many times the plain figure it may be."""
    ratio = ours / plain
    words = (f"{figure:,.{digits}f} {unit}" for figure in (ours, plain))
    return Row(what, *words, f"{ratio:.2f} ×", f"≤ {most:g} ×", ratio <= most)


def at_least(what: str, ours: float, plain: float, least: float | None, unit: str) -> Row:
    """A row whose bar, if there is one, is the part of the plain rate that it must reach."""
    ratio = ours / plain
    bar, ok = ("", None) if least is None else (f"≥ {least:g} ×", ratio >= least)
    return Row(what, f"{ours:,.0f} {unit}", f"{plain:,.0f} {unit}", f"{ratio:.2f} ×", bar, ok)


def limited(what: str, ours: Sequence[float], most: float, plain: float | None = None, *, tail: bool = True) -> Row:
    """A row whose bar is a number of seconds that 95 of 100 values stay below, or without `tail` the median.

    `plain` is told, but not compared with.
    """
    beside = "" if plain is None else f"{plain * 1000:.2f} ms"
    figure = p95(ours) if tail else statistics.median(ours)
    return Row(what, both(ours), beside, "", f"≤ {most * 1000:g} ms", figure <= most)


def never(what: str, ours: Sequence[float], most: float) -> Row:
    """A row whose bar is a number of seconds that no value may be above; tells the median and the largest."""
    longest = max(ours) * 1000
    words = f"{statistics.median(ours) * 1000:,.2f} / {longest:,.2f} ms (largest)"
    return Row(what, words, "", "", f"never > {most * 1000:g} ms", max(ours) <= most)


def told(what: str, ours: str) -> Row:
    """A row without a bar."""
    return Row(what, ours)


def print_table(rows: Sequence[Row]) -> None:
    """Print rows under a head, columns as wide as they need."""
    head = ("what", "ours (median / p95)", "plain, same run", "ratio", "bar", "")
    verdicts = {True: "met", False: "MISSED", None: "–"}
    cells = [head, *((*row[:5], verdicts[row.ok]) for row in rows)]
    widths = [max(len(cell[column]) for cell in cells) for column in range(len(head))]
    for number, cell in enumerate(cells):
        print("  ".join(words.ljust(width) for words, width in zip(cell, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
