"""CoNLL-2002, CoNLL-2003 and similar files: words with a tag in one column, documents between `-DOCSTART-` lines.

There are no offsets. The text is built from the words, or from `# text` lines if there are any (UNER). An article is
a document, or the whole file if it has no document lines. Files are written as CoNLL-2003 with IOB2 tags.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from annotations.exchange.conll.losses import DROPPED, LOSSES, flat_spans, rows
from annotations.exchange.conll.tags import decoded, encoded, in_one_word, is_tag
from annotations.exchange.conll.texts import Text
from annotations.exchange.external import ExternalMark, ExternalRecord
from annotations.exchange.files import written_whole
from annotations.exchange.folders import of_file
from annotations.exchange.losses import without
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.text_files import text_lines
from annotations.model import Article
from annotations.scheme import Scheme

_START = "-DOCSTART-"
_DOCUMENT = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.*))?")
_TEXT = re.compile(r"#\s*text\s*=\s?(.*)")
_COMMENT = re.compile(r"#\s")
_SAMPLE = 200  # rows that are checked to find the columns
_STRANGE = 0.5

__all__ = ["LOSSES", "read", "recognises", "write"]


def recognises(path: Path, head: bytes) -> bool:
    """Whether most rows at the beginning of a file have a tag in the same column."""
    rows = list(_rows(enumerate(re.split(r"\r\n?|\n", head.decode(errors="replace"))[:_SAMPLE], 1)))
    return bool(rows) and _Columns(rows).share > _STRANGE


class _Columns:
    """Find the columns of words and tags from some rows. `share` is the share of rows that fit."""

    def __init__(self, rows: list[list[str]]) -> None:
        self.width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
        usual = [row for row in rows if len(row) == self.width]
        shares = [sum(is_tag(row[number]) for row in usual) / len(usual) for number in range(1, self.width)]
        self.share = max(shares, default=0.0)
        self.tag = max((number for number, share in enumerate(shares, 1) if share == self.share), default=1)
        numbered = self.tag > 1 and all(row[0].isdecimal() for row in usual)
        self.word = 1 if numbered else 0

    def of(self, row: list[str]) -> tuple[str, str] | None:
        """The word and tag of a row. None if it is too short."""
        tag = self.tag if self.tag < self.width - 1 else len(row) - 1
        return (row[self.word], row[tag]) if self.word < tag < len(row) else None


def _rows(lines: Iterable[tuple[int, str]]) -> Iterator[list[str]]:
    return (_split(line) for _, line in lines if line.strip() and not _COMMENT.match(line) and _START not in line)


def _is_comment(line: str, columns: _Columns) -> bool:
    """Whether a line that begins with `# ` is a comment and not a row for the word `#`."""
    row = _split(line)
    return bool(_COMMENT.match(line)) and not (len(row) == columns.width and is_tag(row[columns.tag]))


def _split(line: str) -> list[str]:
    return line.split("\t") if "\t" in line.rstrip() else line.split()


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read an article for each document of a file."""
    lines = text_lines(path, options.encoding)
    ahead = list(islice(lines, _SAMPLE))
    columns = _Columns(list(_rows(line for line in ahead if not isinstance(line, ImportNote))))
    document: _Document | None = None
    for line in _chained(ahead, lines):
        if isinstance(line, ImportNote):
            yield line
            continue
        number, content = line
        start = _DOCUMENT.match(content)
        if start or content.startswith(_START):
            if document:
                yield from document.finished()
            document = _Document(path, f"{path}:{number}", (start and start[1] or "").strip(), docstart=not start)
        else:
            document = document or _Document(path, str(path))
            document.take(f"{path}:{number}", content, columns)
            yield from document.problems()
    if document:
        yield from document.finished()


def _chained(
    ahead: list[tuple[int, str] | ImportNote], lines: Iterator[tuple[int, str] | ImportNote]
) -> Iterator[tuple[int, str] | ImportNote]:
    yield from ahead
    yield from lines


class _Document:
    """A document while its rows are read."""

    def __init__(self, path: Path, place: str, title: str = "", *, docstart: bool = False) -> None:
        self._path, self._place, self._title = path, place, title
        self._text = Text()
        self._words: list[str] = []
        self._tags: list[str] = []
        self._said: str | None = None
        self._marks: list[ExternalMark] = []
        self._counts = Counter({"docstarts": int(docstart)})
        self._problems: list[ImportNote] = []

    def take(self, place: str, line: str, columns: _Columns) -> None:
        """Add one line: a word, a comment or the end of a sentence."""
        if not line.strip():
            self._end_sentence()
        elif said := _TEXT.match(line):
            self._said = said[1]
        elif not _is_comment(line, columns):
            found = columns.of(_split(line))
            if found is None:
                self._counts["short_lines"] += 1
                self._problems.append(
                    ImportNote(place, "This row has too few columns for a word and a tag: it was left out.")
                )
                return
            self._words.append(found[0])
            self._tags.append(found[1])
            if not is_tag(found[1]) and found[1] not in ("_", "-"):
                message = f"“{found[1][:40]}” is not a tag such as B-PER, I-PER or O: the word was left unmarked."
                self._problems.append(ImportNote(place, message))

    def problems(self) -> Iterator[ImportNote]:
        """The problems found since the last call."""
        yield from self._problems
        self._problems.clear()

    def _end_sentence(self) -> None:
        if not self._words:
            return
        placed = self._text.add(self._words, self._said)
        for first, after, label in decoded(self._tags).spans:
            start, end = placed[first][0], placed[after - 1][1]
            self._marks.append(ExternalMark(key=str(len(self._marks) + 1), label=label, parts=((start, end),)))
        self._counts.update(sentences=1, tokens=len(self._words))
        self._words, self._tags, self._said = [], [], None

    def finished(self) -> Iterator[ExternalRecord]:
        """The article, if the document has words."""
        self._end_sentence()
        text = self._text.text
        if not text and not self._counts["docstarts"]:
            return
        marks = tuple(mark._replace(quote=text[mark.parts[0][0] : mark.parts[0][1]]) for mark in self._marks)
        article = Article(text=text, title=self._title, meta=of_file(self._path))
        yield ExternalRecord(article, marks=marks, place=self._place, counts=dict(self._counts))


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write each record as a document in CoNLL-2003: word, `-X-`, `_`, tag. Return the number of records."""
    count = 0
    with written_whole(path) as file:
        for count, record in enumerate(records, 1):  # noqa: B007
            file.write("".join(_written(without(record, DROPPED))).encode())
    return count


def _written(record: Record) -> Iterator[str]:
    text, spans = record.article.text, flat_spans(record.annotations)
    yield f"{_START} -X- O O\n\n"
    for sentence in rows(record):
        first = {start: number for number, (start, _) in enumerate(sentence)}
        after = {end: number for number, (_, end) in enumerate(sentence, 1)}
        here = [(first[start], after[end], label) for start, end, label in spans if start in first]
        for (start, end), tag in zip(sentence, encoded(len(sentence), here), strict=True):
            yield f"{text[start:end]} -X- _ {in_one_word(tag)}\n"
        yield "\n"
