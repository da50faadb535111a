"""Read CoNLL-U and CoNLL-U Plus: texts from `# text` and the spaces after words, mentions as spans."""

import re
from collections.abc import Iterator
from pathlib import Path

from annotations.exchange.conll.document import Document
from annotations.exchange.conll.rows import sentences
from annotations.exchange.external import ExternalRecord
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.text_files import text_lines

_NUMBER = re.compile(r"\d+(?:[-.]\d+)?")
_COMMENTS = ("# newdoc", "# sent_id", "# text", "# global.Entity")
_STARTS = ("newdoc", "newdoc id")


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file declares its columns, or its first row has a number and ten columns."""
    lines = re.split(r"\r\n?|\n", head.removeprefix(b"\xef\xbb\xbf").decode(errors="replace"))
    if any(line.startswith("# global.columns") for line in lines):
        return True
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    first = next(rows, None)
    if first is None:  # long comments before the first row
        return any(line.startswith(_COMMENTS) for line in lines)
    return len(first) == 10 and bool(_NUMBER.fullmatch(first[0]))


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read an article for each document in a file, or one for the whole file if it has no documents."""
    document: Document | None = None
    for sentence in sentences(text_lines(path, options.encoding), str(path)):
        if isinstance(sentence, ImportNote):
            yield sentence
            continue
        starts = any(key in _STARTS for key, _ in sentence.comments)
        if document and starts:
            yield from document.finished()
        if document is None or starts:
            document = Document(str(path), sentence.line)
        document.take(sentence)
        yield from document.problems()
    if document:
        yield from document.finished()
