"""The registry of formats: what can be read and written, by name and suffix."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.errors import ClaimdeskError
from annotations.exchange import jsonl, texts
from annotations.exchange.records import Record, Remark


class Format(NamedTuple):
    """A file format. `read` streams records and remarks; `write` returns how many records it wrote."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], Iterator[Record | Remark]] | None = None
    write: Callable[[Path, Iterable[Record]], int] | None = None
    keeps: str = ""


FORMATS = (
    Format("jsonl", "Claimdesk JSONL", (".jsonl", ".ndjson"), jsonl.read, jsonl.write, "everything"),
    Format("text", "Plain text, one article per file", (".txt", ".text"), texts.read, None, "the text"),
)


def format_named(name: str) -> Format:
    """Find a format by name."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise ClaimdeskError(f"There is no format “{name}”. There is: {', '.join(f.name for f in FORMATS)}.")


def format_of(path: Path) -> Format | None:
    """Find the format of a file by its suffix."""
    return next((known for known in FORMATS if path.suffix.lower() in known.suffixes), None)


def format_for_writing(out: Path, name: str | None = None) -> Callable[[Path, Iterable[Record]], int]:
    """The writer of the named format, or of the one that the suffix of the output tells."""
    wanted = format_named(name) if name else format_of(out)
    if wanted is None or wanted.write is None:
        names = ", ".join(known.name for known in FORMATS if known.write)
        raise ClaimdeskError(f"{out} cannot be written in that format. Name one with --format: {names}.")
    return wanted.write
