"""Agreement of two people on very many short articles: time, and the memory that it takes at most."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import peers_material as corpus
from measuring import Row, told
from sessions import in_process

PEOPLE = ("Ana", "Ben")
MIB = 1024 * 1024


def rows(folder: Path, count: int) -> list[Row]:
    """Make a project in which two people have done the same articles, and ask for the report."""
    project = folder / "agreement.claimdesk"
    for turn, person in enumerate(PEOPLE):
        source = folder / f"{person}.jsonl"
        with source.open("wb") as file:
            for record in readings(count, person, turn):
                file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        in_process("many_files.py", "import", source, project, count)
        source.unlink()
    seconds, memory = _report(project)
    project.unlink()
    words = f"{seconds:,.1f} s, at most {memory / MIB:,.0f} MiB"
    return [told(f"`claimdesk agreement`, {count:,} articles by {len(PEOPLE)} people", words)]


def readings(count: int, person: str, turn: int) -> Iterator[dict[str, Any]]:
    """The articles as somebody has done them; the second person sees some things otherwise."""
    for number, record in enumerate(corpus.records(count, corpus.SHORT, person)):
        marks = record["annotations"]
        if turn and number % 5 == 0:
            marks.pop()
        if turn and number % 3 == 0:
            marks[0]["fields"]["stance"] = corpus.STANCES[number % len(corpus.STANCES)]
        yield record | {"status": "done"}


def _report(project: Path) -> tuple[float, int]:
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "annotations", "agreement", str(project), "--json"], stdout=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"The report ended with {process.returncode}.")
    return time.perf_counter() - begin, used.ru_maxrss * 1024
