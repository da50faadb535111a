"""The window on the peers' corpus beside a bare window with the same text and tints, and plain queries and commits."""

import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import peers_material as corpus
import peers_plain as plain
import starting
from measuring import Row, at_most, both, compared, limited, p95, told
from sessions import best_steps, in_process

RUNS = 3
STEPS = 60  # pages that are turned in the bare window
WORDS = 20
COMMITS = 100
MIB = 1024 * 1024


def rows(project: Path, bare: Path, source: Path, folder: Path, count: int) -> list[Row]:
    """Measure sessions in processes of their own, in turns."""
    words = rare_words(count)
    ours, plainly, queries, commits = list[Any](), list[Any](), list[list[float]](), list[list[float]]()
    for stance in corpus.STANCES[:RUNS]:
        ours.append(in_process("peers_session.py", project, *words))
        plainly.append(in_process("peers_bare_session.py", source, min(STEPS, count)))
        queries.append(_queries(bare, words))
        commits.append(_commits(bare, stance))
    query, commit = ([min(times) for times in zip(*runs, strict=True)] for runs in (queries, commits))
    turned, tagged, found = (best_steps(ours, name) for name in ("next", "tag", "search"))
    processor = [best_steps(runs, "next", 1) for runs in (ours, plainly)]
    allowed = 2 * median(best_steps(plainly, "tag")) + 2 * median(commit)
    return [
        *_memory(ours, plainly),
        limited("    search a rare word: words → painted", found, 0.006, p95(query)),
        told("    the same in the window's processor time", both(best_steps(ours, "search", 1))),
        compared("    next article → painted", turned, best_steps(plainly, "next"), 2, tail=True),
        compared("    the same in processor time", *processor, 2, tail=True),
        limited("    one tag: key → committed and painted", tagged, 0.008, median(commit), tail=False),
        told("    the same in processor time", both(best_steps(ours, "tag", 1))),
        _tag_beside(tagged, allowed),
        *starting.rows(project, folder, count, 1.5),
    ]


def _tag_beside(tagged: list[float], allowed: float) -> Row:
    return at_most(
        "    … beside repainting the bare editor and committing, twice each", median(tagged) * 1000,
        allowed * 1000, 1, "ms", digits=2,
    )  # fmt: skip


def rare_words(count: int, shape: corpus.Shape = corpus.PEERS) -> list[str]:
    """The rare word of the corpus, and some that a single article has."""
    leads = (page.text.split("\n", 1)[0].split() for page in corpus.pages(min(count, WORDS), shape))
    return [corpus.RARE, *(lead[-1] for lead in leads)][:WORDS]


def _memory(ours: list[Any], plainly: list[Any]) -> list[Row]:
    by_process = {name: median(run["memory"].get(name, 0) for run in ours) for name in ours[0]["memory"]}
    bare = median(sum(run["memory"].values()) for run in plainly)
    parts = ", ".join(f"{name} {share / MIB:.0f}" for name, share in by_process.items())
    return [
        at_most("    memory of the window and its processes", sum(by_process.values()) / MIB, bare / MIB, 2.2, "MiB"),
        told("    by process", f"{parts} MiB"),
    ]


def _queries(bare: Path, words: list[str]) -> list[float]:
    found = []
    with closing(plain.connect(bare)) as connection:
        plain.search(connection, "warm")
        for word in words:
            begin = time.perf_counter()
            plain.search(connection, word)
            found.append(time.perf_counter() - begin)
    return found


def _commits(bare: Path, stance: str) -> list[float]:
    """Set the stance of marks by turns, so that each commit has something to write."""
    found = []
    with closing(plain.connect(bare)) as connection:
        for number in plain.claims(connection)[:COMMITS]:
            plain.commit(connection, number, "unclear")
            begin = time.perf_counter()
            plain.commit(connection, number, stance)
            found.append(time.perf_counter() - begin)
    return found
