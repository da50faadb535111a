"""Every occurrence of a word in all articles: found, marked in slices that a window can bear, undone at once."""

import time
from contextlib import closing
from pathlib import Path

from material import PERSON
from measuring import Row, limited, told

from annotations.operations.annotators import act_as
from annotations.operations.occurrences import SLICE, find, mark
from annotations.project import open_project

WORD, LAYER, LABEL = "bridge", "entity", "ORG"


def rows(project: Path, count: int) -> list[Row]:
    """Find a word everywhere, mark it everywhere, and take that back."""
    with closing(open_project(project)) as opened:
        act_as(opened, PERSON)
        begin = time.perf_counter()
        found = [one for one in find(opened, WORD, LAYER, LABEL) if one.status == "free"]
        finding = time.perf_counter() - begin
        slices, step = list[float](), 0
        for first in range(0, len(found), SLICE):
            begin = time.perf_counter()
            step = mark(opened, found[first : first + SLICE], LAYER, LABEL, step=step).step
            slices.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        opened.undo()
        undoing = time.perf_counter() - begin
    marking = sum(slices)
    return [
        told(f"every occurrence in {count:,} articles: found", f"{len(found):,} in {finding:.2f} s"),
        told("    marked, in one step", f"{marking:.1f} s, {len(found) / marking:,.0f} a second"),
        limited(f"    a slice of {SLICE}, which the window waits for", slices, 0.016),
        told("    undone at once", f"{undoing:.1f} s"),
    ]
