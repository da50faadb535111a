"""The program of the process that reads files: for each path that it receives, it sends the content."""

import gc
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import ImportFailed
from annotations.exchange.format import ReadItem
from annotations.exchange.formats import format_named
from annotations.exchange.guarding import one
from annotations.exchange.options import Options
from annotations.exchange.reading import read_file
from annotations.exchange.records import ImportNote
from annotations.exchange.soundness import checked_size
from annotations.files.guard import guarded
from annotations.highlight.limits import MEGABYTE, ending_after, limit_memory, make_room, memory_held

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY, DONE, END = "ready", "done", "end"  # other messages: can read a file, next part, finished
TIDY, TIRED = 0.2, 0.5  # shares of the memory limit
MOST, CHARACTERS, SECONDS = 100, 1_000_000, 0.2  # of a batch: records, code points, and maximum delay
MOST_UNFOLDED, LARGEST_RATIO = 100_000_000, 100  # code points, and code points per byte of a file
CLOSED = (EOFError, BrokenPipeError, ConnectionResetError)


def serve(pipe: "Connection", megabytes: int, folder: str) -> None:
    """Read files until the connection closes, with at most this many megabytes more than at the start.

    Unpacked files go to the folder.
    """
    tempfile.tempdir = folder
    with suppress(OSError):  # both may be missing if there is no terminal
        os.dup2(2, 1)  # output of libraries must not mix with a command's output
    with suppress(*CLOSED):
        held = memory_held()
        limit_memory(held + megabytes * MEGABYTE)
        pipe.send(READY)
        while True:
            _answer(pipe, *pipe.recv())
            used = (memory_held() - held) / (megabytes * MEGABYTE)
            if used > TIDY:
                gc.collect()  # left over from a file that could not be read
            if used > TIRED and (memory_held() - held) / (megabytes * MEGABYTE) > TIRED:
                pipe.send(END)
                return
            pipe.send(DONE)


def _answer(pipe: "Connection", path: Path, name: str | None, options: Options, limit: float) -> None:
    """Send the content of one file, in batches."""
    try:
        with guarded():
            found = read_file(path, format_named(name) if name else None, options)
            batches = _batches(found, max(MOST_UNFOLDED, LARGEST_RATIO * size_of(path)))
            while True:
                with ending_after(limit):
                    batch = next(batches, None)
                if batch is None:
                    break
                pipe.send(batch)
    except ImportFailed as error:
        make_room()
        pipe.send([ImportNote(str(path), str(error))])
        pipe.send(END)
        os._exit(0)  # its state is unknown now


def _batches(found: Iterable[ReadItem], left: int) -> Iterator[list[ReadItem]]:
    """Cut the content into batches, so that the receiver never waits long and nothing large is sent at once.

    Reading stops if a file unfolds to more than `left` code points, because such a file is an attack.
    """
    batch: list[ReadItem] = []
    size, begin = 0, time.monotonic()
    for thing in found:
        checked = thing if isinstance(thing, ImportNote) else one(getattr(thing, "place", ""), checked_size, thing)
        batch.append(checked)
        length = len(getattr(getattr(checked, "article", None), "text", ""))
        size, left = size + length, left - length
        if left < 0:
            raise ImportFailed("Reading was stopped: the texts are far larger than a file of this size should contain.")
        if len(batch) >= MOST or size >= CHARACTERS or time.monotonic() - begin > SECONDS:
            yield batch
            batch, size, begin = [], 0, time.monotonic()
    if batch:
        yield batch


def size_of(path: Path) -> int:
    """The size of a file, or of all files in a folder, in bytes."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
