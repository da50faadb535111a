"""Memory of this process and of those that it started: proportional shares, so that what they share counts once."""

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def shares() -> dict[str, int]:
    """Bytes by process; the first is this one. Processes that do the same thing are told together."""
    found = dict[str, int]()
    for process in family(os.getpid()):
        name = _name(process) if found else "window"
        found[name] = found.get(name, 0) + _share(process)
    return found


def family(process: int) -> Iterator[int]:
    """A process, and all that it started."""
    yield process
    for task in (_PROC / str(process) / "task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield from family(int(child))


def _share(process: int) -> int:
    for line in (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("The system does not tell how much memory is used.")


def _name(process: int) -> str:
    words = (_PROC / str(process) / "cmdline").read_bytes().split(b"\0")
    known = {b"resource_tracker": "tracker", b"forkserver": "fork server", b"spawn_main": "reader"}
    said = b" ".join(words)
    return next((name for part, name in known.items() if part in said), "other")
