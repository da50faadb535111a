"""The peers' corpus in the program beside the plain way, in turns in the same run: the ratios that are promised.

Each ratio is of the best of several runs. Each step in the window, query and commit counts as in the best of several
sessions, so that what another program on the machine takes away falls out; medians and percentiles are those of steps.
"""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import peers_material as corpus
import peers_plain as plain
import peers_window
from material import new_project
from measuring import Row, at_least, at_most

from annotations.exchange import jsonl
from annotations.importing import Importing
from annotations.operations.exporting import records
from annotations.project import open_project

RUNS = 3
ONCE_ABOVE = 4_000  # as many articles are imported once, fewer several times


def rows(folder: Path, count: int) -> list[Row]:
    """Measure everything."""
    source = corpus.write_jsonl(folder / "peers.jsonl", count)
    project, bare = folder / "peers.claimdesk", folder / "peers.db"
    found = [
        *_importing(source, project, bare, count),
        _bytes(project, bare, count),
        *_exporting(project, bare, folder, count),
        *peers_window.rows(project, bare, source, folder, count),
    ]
    for made in folder.glob("peers.*"):
        made.unlink()
    return found


def _importing(source: Path, project: Path, bare: Path, count: int) -> list[Row]:
    def ours() -> None:
        _remove(project)
        import_whole(source, project, count * corpus.PEERS.marks)

    def plainly() -> None:
        _remove(bare)
        plain.import_lines(source, bare)

    times = _in_turns(ours, plainly, 1 if count > ONCE_ABOVE else RUNS)
    return _rates(f"peers corpus, {count:,} articles: import with marks", count, times, 0.35)


def import_whole(source: Path, path: Path, marks: int) -> None:
    """Import a file into a new project, slice by slice as the command does."""
    with closing(new_project(path)) as project:
        importing = Importing(project, [source])
        for some in importing.slices():
            importing.save(some)
    if importing.done.remarks or importing.done.annotations != marks:
        raise RuntimeError(f"The import went wrong: {importing.done}")


def _exporting(project: Path, bare: Path, folder: Path, count: int) -> list[Row]:
    def ours() -> None:
        with closing(open_project(project, readonly=True)) as opened:
            jsonl.write(folder / "peers.ours", records(opened))

    def plainly() -> None:
        plain.export_lines(bare, folder / "peers.plain")

    return _rates("    export", count, _in_turns(ours, plainly, RUNS), 0.5)


def _in_turns(ours: Callable[[], None], plainly: Callable[[], None], runs: int) -> tuple[list[float], ...]:
    """Seconds by the clock and by the processor of the best run each: ours, then plain."""
    found: tuple[list[tuple[float, float]], ...] = [], []
    for _ in range(runs):
        for work, times in zip((ours, plainly), found, strict=True):
            begin, began = time.perf_counter(), time.process_time()
            work()
            times.append((time.perf_counter() - begin, time.process_time() - began))
    return tuple([min(clock) for clock in zip(*times, strict=True)] for times in found)


def _rates(what: str, count: int, times: tuple[list[float], ...], least: float) -> list[Row]:
    (ours, processor), (plainly, plain_processor) = times
    return [
        at_least(what, count / ours, count / plainly, least, "articles/s"),
        at_least("    the same in processor time", count / processor, count / plain_processor, None, "articles/s"),
    ]


def _bytes(project: Path, bare: Path, count: int) -> Row:
    return at_most("    bytes per article in the file", _size(project) / count, _size(bare) / count, 2, "bytes")


def _size(path: Path) -> int:
    return sum(part.stat().st_size for part in _files(path))


def _files(path: Path) -> list[Path]:
    return [part for ending in ("", "-wal", "-shm") if (part := Path(f"{path}{ending}")).exists()]


def _remove(path: Path) -> None:
    for part in _files(path):
        part.unlink()
