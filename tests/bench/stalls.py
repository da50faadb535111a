"""Actions in very large articles and schemes, compared with the same actions in usual ones: how many times slower.

The cost of an action is the processor time of the main thread until the window is idle again.
"""

from pathlib import Path
from statistics import median
from typing import Any

import orjson
from measuring import Row, compared
from sessions import in_process
from stall_material import FEW, FIELDS, LABELS, LONG, MANY, long_paragraph, marked, wide_scheme

from annotations.importing import import_records, read_files
from annotations.project import create_project
from annotations.scheme import Scheme, load_scheme

RUNS = 3


def rows(folder: Path) -> list[Row]:
    """Mark and tag among many marks and in a long text, and change the theme with a wide scheme."""
    usual = load_scheme("news-claims")
    many, few = _runs(folder, "marks", usual, marked(MANY), marked(FEW))
    long, short = _runs(folder, "text", usual, long_paragraph(LONG), long_paragraph(LONG // 200))
    wide = _runs(folder, "wide", wide_scheme(folder), marked(0))[0]
    narrow = _runs(folder, "narrow", usual, marked(0))[0]
    among = f"among {MANY:,} marks beside {FEW}"
    return [
        compared(f"mark a claim {among}", many["mark"], few["mark"], 6),
        compared("    tag it", many["tag"], few["tag"], 6),
        compared(f"mark a claim in a paragraph of {LONG:,} characters", long["mark"], short["mark"], 6),
        compared(f"theme with {LABELS} labels and {FIELDS} fields", wide["theme"], narrow["theme"], 3),
    ]


def _runs(folder: Path, name: str, scheme: Scheme, *articles: list[dict[str, Any]]) -> list[dict[str, list[float]]]:
    """The figures of a window on each of some articles: of each step the median of some runs, taken in turns."""
    projects = []
    for number, records in enumerate(articles):
        project = folder / f"{name}-{number}.claimdesk"
        lines = project.with_suffix(".jsonl")
        lines.write_bytes(b"\n".join(map(orjson.dumps, records)))
        made = create_project(project, scheme)
        if import_records(made, read_files([lines])).remarks:
            raise RuntimeError("The articles to measure with could not be imported.")
        made.close()
        projects.append(project)
    found: list[list[dict[str, Any]]] = [[] for _ in projects]
    for _ in range(RUNS):
        for figures, project in zip(found, projects, strict=True):
            figures.append(in_process("stall_session.py", project))
    return [{name: _middle([run[name] for run in runs]) for name in runs[0]} for runs in found]


def _middle(runs: list[list[float]]) -> list[float]:
    return [median(step) for step in zip(*runs, strict=True)]
