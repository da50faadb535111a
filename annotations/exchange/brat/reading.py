"""Read brat standoff: one article from each pair of a text file and its annotations.

brat opens texts with universal line ends, so a Windows line break counts as one character; in other tools it counts as
two. The words of the spans decide (see `counting`).
"""

from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange import sidecar
from annotations.exchange.brat.gathering import Gathering
from annotations.exchange.brat.lines import lines
from annotations.exchange.brat.looks import labels
from annotations.exchange.counting import BREAK_TITLES, Counting, fitting_quotes
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.folders import of_file
from annotations.exchange.guarding import each
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.text_files import Text, read_text
from annotations.files.opening import content_of, opened
from annotations.model import Article

_MARK = "\ufeff"


def recognises(path: Path, head: bytes) -> bool:
    """Whether a folder contains a text with annotations, or a file contains such annotations."""
    if path.is_dir():
        return any(found.with_suffix(".txt").is_file() for found in path.rglob("*.ann"))
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return (not first or first in b"TERANM#*") and path.with_suffix(".txt").is_file()


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ExternalLabel | ImportNote]:
    """Read every pair in a folder and its subfolders, sorted by file name, or the pair that a file belongs to."""
    yield from labels(path if path.is_dir() else path.parent)
    for annotations in sorted(path.rglob("*.ann"), key=lambda found: (found.name, found)) if path.is_dir() else [path]:
        yield from each(str(annotations), _read_pair, annotations, options.encoding)


def _read_pair(path: Path, encoding: str) -> Iterator[ExternalRecord | ImportNote]:
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise ImportFailed(f"Its text file {text_path.name} is missing from the folder.")
    text, found = _decoded(text_path, encoding), _decoded(path, encoding)
    yield from [*text.remarks(text_path), *found.remarks(path)]
    gathering = Gathering(str(path))
    for number, line in lines(found.text.removeprefix(_MARK)):
        gathering.take(number, line)
    foreign = gathering.foreign(Article(text=text.text, title=path.stem, meta=of_file(text_path)))
    foreign = foreign._replace(article=foreign.article._replace(text=_as_counted(text_path, foreign)))
    yield from sidecar.joined(foreign, sidecar.read(path))
    yield from gathering.remarks


def _decoded(path: Path, encoding: str) -> Text:
    """The text of a file. Always UTF-8, because offsets count its characters."""
    try:
        return read_text(path, encoding) if encoding else Text(content_of(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        return read_text(path)


def _as_counted(path: Path, foreign: ExternalRecord) -> str:
    """The text with its byte order mark if the offsets count it, as brat's own server does."""
    text = foreign.article.text
    with opened(path) as file:
        if not foreign.marks or file.read(3) != _MARK.encode():
            return text

    def fitting(text: str) -> int:
        return max(fitting_quotes(text, foreign.marks, Counting("codepoint", breaks)) for breaks in BREAK_TITLES)

    return max((text, _MARK + text), key=fitting)
