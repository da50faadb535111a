"""Plain text files: one article per file. Reading only."""

from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange.folders import of_file
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.text_files import read_text
from annotations.model import Article


def recognises(path: Path, head: bytes) -> bool:
    """Any file with this suffix counts as text until reading fails."""
    return True


def read(path: Path, options: Options = NO_OPTIONS) -> Iterator[Record | ImportNote]:
    """Read one article from a text file. Its first line is the title."""
    try:
        decoded = read_text(path, options.encoding)
    except ImportFailed as error:
        yield ImportNote(str(path), str(error))
        return
    yield from decoded.remarks(path)
    yield Record(Article(text=decoded.text, meta=of_file(path)), place=str(path))
