"""Reading brat standoff: one article from each pair of a text and its annotations."""

from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange import side
from annotations.exchange.brat.gathering import Gathering
from annotations.exchange.brat.lines import Span, lines
from annotations.exchange.files import Decoded, read_text
from annotations.exchange.foreign import Foreign
from annotations.exchange.options import Options
from annotations.exchange.records import Remark
from annotations.model import Article

_MARK = "\ufeff"


def recognises(path: Path, head: bytes) -> bool:
    """Whether a folder holds a text with annotations beside it, or a file is such annotations."""
    if path.is_dir():
        return any(found.with_suffix(".txt").is_file() for found in path.rglob("*.ann"))
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return (not first or first in b"TERANM#*") and path.with_suffix(".txt").is_file()


def read(path: Path, options: Options) -> Iterator[Foreign | Remark]:
    """Read every pair of a folder and the folders in it, by the files' names; or the pair that a file belongs to."""
    for annotations in sorted(path.rglob("*.ann"), key=lambda found: (found.name, found)) if path.is_dir() else [path]:
        try:
            yield from _read_pair(annotations)
        except ImportFailed as error:
            yield Remark(str(annotations), str(error))


def _read_pair(path: Path) -> Iterator[Foreign | Remark]:
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise ImportFailed(f"There is no {text_path.name} beside it, which should hold the text.")
    text, found = _decoded(text_path), _decoded(path)
    yield from [*text.remarks(text_path), *found.remarks(path)]
    gathering = Gathering(str(path))
    for number, line in lines(found.text.removeprefix(_MARK)):
        gathering.take(number, line)
    article = Article(text=_as_counted(text_path, text.text, gathering.spans), title=path.stem)
    yield from side.joined(gathering.foreign(article), side.read(path))
    yield from gathering.remarks


def _decoded(path: Path) -> Decoded:
    """The text of a file; UTF-8 whatever characters it holds, as the other file counts them."""
    try:
        return Decoded(path.read_bytes().decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return read_text(path)
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from None


def _as_counted(path: Path, text: str, spans: list[Span]) -> str:
    """The text with its byte order mark where the offsets count it, as brat's own server does."""
    with path.open("rb") as file:
        if not spans or file.read(3) != _MARK.encode():
            return text
    fits = [sum(_reads(whole, span) for span in spans) for whole in (text, _MARK + text)]
    return text if fits[0] >= fits[1] else _MARK + text


def _reads(text: str, span: Span) -> bool:
    return " ".join(text[start:end] for start, end in span.parts).replace("\n", " ") == span.words
