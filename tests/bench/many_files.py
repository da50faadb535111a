"""Import or export very many articles, with the memory used on the way. Run as a process of its own.

Arguments: `import SOURCE PROJECT COUNT` or `export PROJECT OUT COUNT`. Prints as JSON how many articles were done after
how many seconds, and the memory of this process's own then, twenty times.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import material
from memory import own

from annotations.exchange import jsonl
from annotations.exchange.records import Record
from annotations.importing import Importing
from annotations.operations.exporting import records
from annotations.project import open_project

SAMPLES = 20


class Curve:
    """Notes how far the work is."""

    def __init__(self, count: int) -> None:
        self.points, self._each = list[tuple[int, float, int]](), max(count // SAMPLES, 1)
        self._begin = time.perf_counter()

    def note(self, done: int) -> None:
        """Keep a point when another twentieth is done."""
        if done >= (len(self.points) + 1) * self._each:
            self.points.append((done, time.perf_counter() - self._begin, own()))


def import_all(source: Path, path: Path, curve: Curve) -> None:
    """Import a file as the command does, into a project that is there or a new one."""
    with closing(open_project(path) if path.exists() else material.new_project(path)) as project:
        importing = Importing(project, [source])
        for some in importing.slices():
            importing.save(some)
            curve.note(importing.done.articles + importing.done.articles_known)
    if importing.done.remarks:
        raise RuntimeError(f"The import went wrong: {importing.done}")


def export_all(path: Path, out: Path, curve: Curve) -> None:
    """Export everything in the canonical format."""

    def noted() -> Iterator[Record]:
        for number, record in enumerate(records(project), 1):
            yield record
            curve.note(number)

    with closing(open_project(path, readonly=True)) as project:
        jsonl.write(out, noted())


def main(what: str, first: str, second: str, count: str) -> None:
    """Do it, and print the curve."""
    curve = Curve(int(count))
    {"import": import_all, "export": export_all}[what](Path(first), Path(second), curve)
    print(json.dumps(curve.points))


if __name__ == "__main__":
    main(*sys.argv[1:])
