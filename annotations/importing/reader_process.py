"""A process that reads files of formats whose libraries need limits on time and memory.

A file of a few kilobytes can make spaCy, Arrow, lxml, dkpro-cassis or an archive exhaust memory, run forever or crash,
and nothing in the same process can stop them. So these formats (`Format.apart`) and all archives are read in a separate
process. It starts with the first such file, reads them one after another, sends records as they come, and is replaced
if it takes too long, needs too much memory or dies. The other formats are lines of text and JSON that our own readers
process in bounded pieces; sending 10,000 of their records through a pipe would cost a second.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from annotations.errors import ImportFailed
from annotations.exchange.format import Format, ReadItem
from annotations.exchange.guarding import each
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.files.opening import opened
from annotations.highlight.limits import LOADING_SECONDS, MEGABYTE, OUT_OF_MEMORY, memory_of_machine
from annotations.importing.reader_main import DONE, READY, serve, size_of
from annotations.processes import SpawnedProcess

SECONDS = 60.0  # until the first record of a file and between records; plus one for each megabyte
MEGABYTES = 1_500  # beyond the memory at the start, plus this multiple of the file's size
TIMES = 30
STOP_PATIENCE = 1.0
_ARCHIVE = b"PK"


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP, which must not be opened in this process."""
    if path.is_dir():
        return False
    with opened(path) as file:
        return file.read(len(_ARCHIVE)) == _ARCHIVE


class ReaderProcess:
    """The process, for a `with` statement in one thread. It starts when the first file is read."""

    def __init__(self) -> None:
        self._spawned: SpawnedProcess | None = None
        self._megabytes = 0
        self._folder: TemporaryDirectory[str] | None = None  # files that the process unpacks are deleted with it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def read_file(self, path: Path, chosen: Format | None, options: Options) -> Iterator[ReadItem]:
        """Everything in a file, like `exchange.reading.read_file`, or a note if it exceeds the limits."""
        yield from each(str(path), self._read, path, chosen, options)

    def _read(self, path: Path, chosen: Format | None, options: Options) -> Iterator[ReadItem]:
        size = size_of(path)
        seconds = SECONDS + size / MEGABYTE
        self._start(max(MEGABYTES, TIMES * size // MEGABYTE))
        is_done = False
        try:
            self._send((path, chosen.name if chosen else None, options._replace(text_of=None), seconds))
            while isinstance(found := self._receive(seconds), list):
                yield from found
            is_done = found == DONE
        except _Ended as ended:
            yield ImportNote(str(path), f"{ended} The rest of this file was left out.")
        finally:
            if not is_done:
                self.close()

    def _start(self, megabytes: int) -> None:
        """Start the process, or one with more memory."""
        if self._spawned is not None and self._spawned.alive and self._megabytes >= megabytes:
            return
        self.close()
        self._folder = TemporaryDirectory(prefix="claimdesk-")
        self._megabytes = min(megabytes, max(MEGABYTES, memory_of_machine() // 2 // MEGABYTE))
        self._spawned = SpawnedProcess(serve, self._megabytes, self._folder.name)
        try:
            ready = self._receive(LOADING_SECONDS)
        except _Ended:
            ready = None
        if ready != READY:
            self.close()
            raise ImportFailed(
                "The process that reads such files could not be started. Close other programs and try again."
            )

    def _send(self, message: Any) -> None:
        assert self._spawned is not None
        try:
            self._spawned.pipe.send(message)
        except OSError:
            raise _Ended(self._last_words()) from None

    def _receive(self, seconds: float) -> Any:
        assert self._spawned is not None
        try:
            if self._spawned.pipe.poll(seconds):
                return self._spawned.pipe.recv()
        except (EOFError, OSError):
            raise _Ended(self._last_words()) from None
        raise _Ended(f"Reading was stopped after {seconds:,.0f} s without a result.")

    def _last_words(self) -> str:
        """Why the process ended."""
        if self._spawned is None:
            return "Reading stopped unexpectedly."
        if self._spawned.exit_code(STOP_PATIENCE) == OUT_OF_MEMORY:
            return f"Reading was stopped: it needed more than {self._megabytes:,} MB of memory."
        return "A library crashed while reading it, so the file is damaged."

    def close(self) -> None:
        """End the process in any state."""
        if self._spawned is not None:
            self._spawned.end()
        if self._folder is not None:
            self._folder.cleanup()
        self._spawned = self._folder = None


class _Ended(Exception):
    """Explains why the process ended."""
