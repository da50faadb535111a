"""Stream JSON values from files of any size: one per line, in a list, or pretty-printed."""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any

from annotations.errors import ImportFailed
from annotations.exchange.guarding import one
from annotations.exchange.json_values import DECODER, TOO_DEEP, check_parts, loads, not_json
from annotations.exchange.records import ImportNote
from annotations.exchange.text_files import LONGEST, about, broken, lines
from annotations.files.encodings import Encoding, encoding_of
from annotations.files.opening import opened

CHUNK = 1 << 18
_KEY = re.compile(rb'"((?:[^"\\]|\\.){1,64})"\s*:')
_SPACE = re.compile(r"[\s,]*")
_LOST = "\ufffd"


def keys_in(head: bytes) -> set[str]:
    """All keys at the beginning of a JSON file, at any depth."""
    return {key.decode(errors="replace") for key in _KEY.findall(head)}


def objects(path: Path, encoding: str = "") -> Iterator[tuple[int, dict[str, Any]] | ImportNote]:
    """The objects of a file: one per line, in a list, or pretty-printed.

    A pair of a text and its annotations (training data of older spaCy versions) counts as an object, too.
    """
    for found in line_values(path, encoding) if _is_by_line(path, encoding) else items(path, encoding):
        if isinstance(found, ImportNote):
            yield found
        elif isinstance(found[1], dict):
            yield from _expanded(found[0], found[1])
        elif (pair := _of_pair(found[1])) is not None:
            yield found[0], pair
        else:
            yield ImportNote(f"{path}:{found[0]}", "This is not a record: it should be an object with a “text”.")


def _of_pair(value: Any) -> dict[str, Any] | None:
    """An object made from a text and its annotations."""
    is_pair = isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict)
    return {"text": value[0], **value[1]} if is_pair else None


def _expanded(number: int, value: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """An object, or the pairs in its “annotations” if it has no text of its own."""
    pairs = value.get("annotations") if "text" not in value else None
    there = [pair for pair in pairs if pair is not None] if isinstance(pairs, list) else []
    found = [made for pair in there if (made := _of_pair(pair))]
    if found and len(found) == len(there):
        yield from enumerate(found, number)
    else:
        yield number, value


def _is_by_line(path: Path, encoding: str) -> bool:
    """Whether the first non-empty line is a complete value and not part of a list."""
    texts = (found[1] for found in lines(path, encoding) if not isinstance(found, ImportNote))
    there = list(islice((_text(text).strip() for text in texts if text.strip()), 2))
    first, more = "".join(there[:1]), there[1:]
    if first.startswith("[") and len(first) > CHUNK and not more:
        return False
    try:
        value = loads(first)
    except ImportFailed:  # a broken line, or a pretty-printed object
        return first.startswith("{") and first != "{" and not first.endswith(",") and "".join(more).startswith("{")
    if isinstance(value, list):  # a long list on a single line has no next line
        return _of_pair(value) is not None or bool(more)
    return True


def _text(line: str | bytes) -> str:
    return line.decode(errors="replace") if isinstance(line, bytes) else line


def line_values(path: Path, encoding: str = "") -> Iterator[tuple[int, Any] | ImportNote]:
    """The value on each non-empty line, with its line number."""
    for found in lines(path, encoding):
        if isinstance(found, ImportNote):
            yield found
        elif found[1].strip():
            value = one(f"{path}:{found[0]}", loads, found[1])
            yield value if isinstance(value, ImportNote) else (found[0], value)


def items(path: Path, encoding: str = "") -> Iterator[tuple[int, Any] | ImportNote]:
    """The items of a JSON list, or the consecutive values of a file, with their numbers from 1.

    Reads lines of JSON, pretty-printed objects and long lists alike, piece by piece. A syntax error gives a note, and
    reading continues on the next line.
    """
    known = encoding_of(path, encoding)
    yield from about(known, path)
    number = 0
    with opened(path) as file, TextIOWrapper(file, _with_mark(known), errors="replace", newline="") as text:
        stream = _Stream(path, text, known)
        while (found := stream.next_value()) is not None:
            number += 1
            if stream.was_broken:
                yield ImportNote(f"{path}:{number}", broken(known))
            yield found if isinstance(found, ImportNote) else (number, found[0])


def _with_mark(encoding: Encoding) -> str:
    return "utf-8-sig" if encoding.codec == "utf-8" else encoding.codec


class _Stream:
    """Reads a file piece by piece and takes one value after another from the buffer."""

    def __init__(self, path: Path, file: TextIOWrapper, encoding: Encoding) -> None:
        self._path, self._file = path, file
        self._may_break = encoding.broken or encoding.guessed
        self._text, self._at = "", 0
        self._line = 1
        self.was_broken = False
        self._skip()
        if self._text.startswith("[", self._at):
            self._at += 1

    def next_value(self) -> tuple[Any] | ImportNote | None:
        """The next value in a tuple, a note about a syntax error, or None at the end."""
        self._skip()
        if self._at >= len(self._text) or (self._text[self._at] == "]" and not self._text[self._at + 1 :].strip()):
            return None
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > LONGEST:
                    return self._broken(f"This value has more than {LONGEST:,} characters")
                if not self._read():
                    return self._broken(not_json(error).rstrip("."))
                continue
            except RecursionError:
                return self._broken(TOO_DEEP.rstrip("."))
            if end == len(self._text) and self._read():
                continue  # a number may continue
            return self._taken(value, end)

    def _taken(self, value: Any, end: int) -> tuple[Any] | ImportNote:
        self.was_broken = self._may_break and _LOST in self._text[self._at : end]
        place = f"{self._path}:{self._line}"
        self._line += self._text.count("\n", self._at, end)
        at, self._at = self._at, end
        if end - at > CHUNK:
            problem = one(place, check_parts, self._text[at:end])
            if isinstance(problem, ImportNote):
                return problem
        return (value,)

    def _broken(self, why: str) -> ImportNote:
        """Report what is wrong, and skip the rest of the line."""
        remark = ImportNote(f"{self._path}:{self._line}", f"{why}. The rest of this line was left out.")
        self.was_broken = False
        while (end := self._text.find("\n", self._at)) < 0:
            self._at = len(self._text)
            if not self._read():
                break
        self._at = len(self._text) if end < 0 else end
        return remark

    def _skip(self) -> None:
        while True:
            match = _SPACE.match(self._text, self._at)
            end = match.end() if match else self._at
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            if self._at < len(self._text) or not self._read():
                return

    def _read(self) -> bool:
        """Read at least as much as is left in the buffer, so that a long value is not parsed too often."""
        more = self._file.read(max(CHUNK, len(self._text) - self._at))
        self._text, self._at = self._text[self._at :] + more, 0
        return bool(more)
