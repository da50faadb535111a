"""What one article may cost a worker in time and memory, and a worker's watch over itself.

Time: the process that started a worker stops it when it is late, whatever it does. Should that process be gone, a clock
inside Python's own fault handler, which needs no turn of the interpreter, ends the worker a little later.

Memory: Linux lets an allocation fail that goes beyond the limit. Elsewhere, and for memory that Linux does not count, a
thread checks twice a second how much the worker uses and ends it; a sudden spike may go over the limit before that.
"""

import faulthandler
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1_000_000
CHARACTERS_A_SECOND = 1_000  # a tenth of what the slowest pipelines read
LEAST_MEGABYTES = 1_000  # above what a pipeline holds when it has been loaded
LOADING_SECONDS = 300.0
GRACE_SECONDS = 10.0
WATCH_SECONDS = 0.5
OUT_OF_MEMORY = 86  # the exit code of a worker that has ended itself


class Limits(NamedTuple):
    """What an article may cost: `seconds` and one more for each 1,000 characters; `megabytes` that a worker may hold.

    Without megabytes the workers together may hold half of the machine's memory.
    """

    seconds: float = 60.0
    megabytes: int = 0

    def seconds_for(self, text: str) -> float:
        """How long a text may be read, in seconds."""
        return self.seconds + len(text) / CHARACTERS_A_SECOND

    def bytes_for(self, workers: int) -> int:
        """How much memory each of `workers` may use once its pipeline is loaded, in bytes."""
        if self.megabytes:
            return self.megabytes * MEGABYTE
        return max(memory_of_machine() // 2 // workers, memory_held() + LEAST_MEGABYTES * MEGABYTE)


DEFAULT_LIMITS = Limits()


def limit_memory(most: int) -> None:
    """Limit this process to `most` bytes."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    threading.Thread(target=_watch, args=(most,), name="watch", daemon=True).start()


def make_room() -> None:
    """Lift the limit of memory again, so that there is room to say that it was reached."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


@contextmanager
def ending_after(seconds: float) -> Iterator[None]:
    """End this process, without a traceback, if what it does takes much longer than `seconds`."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _watch(most: int) -> None:
    while True:
        time.sleep(WATCH_SECONDS)
        if memory_held() > most:
            os._exit(OUT_OF_MEMORY)


def memory_of_machine() -> int:
    """How much memory the machine has, in bytes."""
    if sys.platform == "win32":
        import ctypes

        kilobytes = ctypes.c_ulonglong()
        ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))
        return 1024 * kilobytes.value
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def memory_held() -> int:
    """How much memory this process uses, in bytes; on macOS the most that it has used. 0 where that is unknown."""
    if sys.platform == "linux":
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return _working_set()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _working_set() -> int:
    """The third field of Windows' PROCESS_MEMORY_COUNTERS_EX: the size of the working set."""
    if sys.platform != "win32":
        return 0
    import ctypes

    counters = (ctypes.c_size_t * 10)()  # two numbers of 32 bits, and nine sizes
    process = ctypes.c_void_p(-1)  # this one
    known = ctypes.windll.kernel32.K32GetProcessMemoryInfo(process, counters, ctypes.sizeof(counters))
    return int(counters[2]) if known else 0
