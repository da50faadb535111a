"""Very many short articles of two marks each beside 10,000 of them: whether anything grows with their number.

The files are made by the program's own import. What is told of memory is what a process has for itself.
"""

from pathlib import Path
from statistics import median
from typing import Any

import peers_material as corpus
import starting
from measuring import Row, at_least, at_most, compared, told
from peers_window import rare_words
from sessions import best_steps, in_process

FEW = 10_000
RUNS = 3
MOST = 1.3
MIB = 1024 * 1024
Curve = list[tuple[int, float, int]]
STEPS = {
    "open": "    window opened → first article painted",
    "next": "    next article → painted",
    "tag": "    one tag: key → committed and painted",
    "filter": "    filter → queue painted",
    "search": "    search a rare word → queue painted",
    "common": "    search what many articles have → queue painted",
}


def rows(folder: Path, count: int) -> list[Row]:
    """Measure everything."""
    large, few = folder / "many.claimdesk", folder / "few.claimdesk"
    made = {project: _made(project, number) for project, number in ((few, FEW), (large, count))}
    sizes = [project.stat().st_size / number for project, number in ((large, count), (few, FEW))]
    found = [
        *_rates(f"{count:,} articles beside {FEW:,}: import", made[large], made[few]),
        at_most("    bytes per article in the file", *sizes, MOST, "bytes"),
        *_exporting(folder, large, few, count),
        *_starting(large, few),
        *_working(large, few),
    ]
    large.unlink()
    few.unlink()
    return found


def _made(project: Path, count: int) -> Curve:
    source = corpus.write_jsonl(project.with_suffix(".jsonl"), count, corpus.SHORT)
    curve = in_process("many_files.py", "import", source, project, count)
    source.unlink()
    return curve


def _exporting(folder: Path, large: Path, few: Path, count: int) -> list[Row]:
    out = folder / "many.out"
    curves = [in_process("many_files.py", "export", p, out, n) for p, n in ((few, FEW), (large, count))]
    out.unlink()
    return _rates("    export", curves[1], curves[0])


def _rates(what: str, large: Curve, few: Curve) -> list[Row]:
    rates = (curve[-1][0] / curve[-1][1] for curve in (large, few))
    memory = [point[2] / MIB for point in large]
    early, late = max(memory[:4]), max(memory[4:])
    return [
        at_least(what, *rates, round(1 / MOST, 2), "articles/s"),
        at_most("    … memory: most, beside the first fifth", late, early, MOST, "MiB"),
        told("    … memory on the way", " ".join(f"{share:.0f}" for share in memory[1::2]) + " MiB"),
    ]


def _starting(large: Path, few: Path) -> list[Row]:
    times = starting.in_turns([starting.claimdesk(project) for project in (large, few)])
    return [compared("    start → first article painted", *times, MOST)]


def _working(large: Path, few: Path) -> list[Row]:
    runs: dict[Path, list[dict[str, Any]]] = {large: [], few: []}
    words = rare_words(FEW, corpus.SHORT)[1:]
    for _ in range(RUNS):
        for project, figures in runs.items():
            figures.append(in_process("many_session.py", project, *words))
    shares = [median(sum(run["memory"].values()) for run in runs[project]) / MIB for project in (large, few)]
    return [
        *(
            compared(what, best_steps(runs[large], name), best_steps(runs[few], name), MOST)
            for name, what in STEPS.items()
        ),
        at_most("    memory of the window and its processes", *shares, MOST, "MiB"),
    ]
