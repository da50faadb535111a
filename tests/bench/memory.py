"""Memory of this process and of those that it started, as if nobody else ran the same libraries.

On a machine that runs nothing else this is the proportional share (PSS). The share itself would shrink with every other
program that uses Qt at the same time, so that two runs could not be compared. What is no file's counts for its process;
the pages of a file that several of the processes use count once, for the first of them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_HEAD = 5  # words in front of a mapping's path: range, access, place in the file, device, inode


def shares() -> dict[str, int]:
    """Bytes by process; the first is this one. Processes that do the same thing are told together."""
    found, held = dict[str, int](), dict[tuple[str, ...], int]()
    for process in family(os.getpid()):
        name = _name(process) if found else "window"
        found[name] = found.get(name, 0) + _share(process, held)
    return found


def own() -> int:
    """Bytes that belong to this process alone, without the pages of files."""
    return sum(anonymous for _, _, anonymous in _mappings(os.getpid()))


def family(process: int) -> Iterator[int]:
    """A process, and all that it started."""
    yield process
    for task in (_PROC / str(process) / "task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield from family(int(child))


def _share(process: int, held: dict[tuple[str, ...], int]) -> int:
    """The bytes of a process beyond those of files that others hold already."""
    found = 0
    for mapping, resident, anonymous in _mappings(process):
        of_file = resident - anonymous
        found += anonymous + max(of_file - held.get(mapping, 0), 0)
        held[mapping] = max(of_file, held.get(mapping, 0))
    return found


def _mappings(process: int) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The mappings of a process: which part of which file, resident bytes, and those that are no file's."""
    mapping, resident = tuple[str, ...](), 0
    for line in (_PROC / str(process) / "smaps").read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            mapping = tuple(words[1:_HEAD])
        elif words[0] == "Rss:":
            resident = int(words[1]) * 1024
        elif words[0] == "Anonymous:":
            yield mapping, resident, int(words[1]) * 1024


def _name(process: int) -> str:
    words = (_PROC / str(process) / "cmdline").read_bytes()
    known = {b"resource_tracker": "tracker", b"forkserver": "fork server", b"spawn_main": "reader"}
    return next((name for part, name in known.items() if part in words), "other")
