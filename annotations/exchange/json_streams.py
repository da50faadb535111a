"""JSON in files of any size: the first object to tell a format by, and the items of a list one after the other."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ImportFailed
from annotations.exchange.files import read_text
from annotations.exchange.records import Remark

CHUNK = 1 << 18
LONGEST_LINE = 1 << 26
_KEY = re.compile(rb'"((?:[^"\\]|\\.){1,64})"\s*:')
_SPACE = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def first_object(path: Path, head: bytes) -> dict[str, Any]:
    """The object on the first line of a file that is not empty; empty when there is none."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        return {}
    line, ended, _ = start.partition(b"\n")
    if not ended:
        with path.open("rb") as file:
            file.seek(len(head) - len(start))
            line = file.readline(LONGEST_LINE)
    if line.strip() == b"{":  # an object printed over several lines
        value = next(items(path), None)
        return value[1] if isinstance(value, tuple) and isinstance(value[1], dict) else {}
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def keys_in(head: bytes) -> set[str]:
    """The names of all keys that occur in the beginning of a JSON file, however deep."""
    return {key.decode(errors="replace") for key in _KEY.findall(head)}


def lines(path: Path) -> Iterator[tuple[int, str | bytes | Remark]]:
    """The lines of a file with their numbers, streamed. One that is not in UTF-8 is read whole, as the text it is."""
    with path.open("rb") as file:
        is_utf8 = False
        for number, line in enumerate(file, 1):
            if not is_utf8 and not (line.isascii() and b"\0" not in line):
                is_utf8 = _is_utf8(line)
                if not is_utf8:
                    decoded = read_text(path)
                    yield from ((0, remark) for remark in decoded.remarks(path))
                    yield from list(enumerate(decoded.text.split("\n"), 1))[number - 1 :]
                    return
            yield number, line.removeprefix(codecs.BOM_UTF8) if number == 1 else line


def _is_utf8(line: bytes) -> bool:
    try:
        return "\0" not in line.decode()
    except UnicodeDecodeError:
        return False


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]] | Remark]:
    """The objects of a file of JSON lines, with the numbers of their lines; pretty-printed ones are read as well."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
    by_line = bool(first_object(path, head)) and not re.match(rb"(\xef\xbb\xbf)?\s*\{\s*\n", head)
    for found in _line_values(path) if by_line else items(path):
        if isinstance(found, Remark) or isinstance(found[1], dict):
            yield found
        else:
            yield Remark(f"{path}:{found[0]}", "This is not a record: it should be an object.")


def _line_values(path: Path) -> Iterator[tuple[int, Any] | Remark]:
    for number, text in lines(path):
        if isinstance(text, Remark):
            yield text
        elif text.strip():
            try:
                yield number, orjson.loads(text)
            except orjson.JSONDecodeError as error:
                yield Remark(f"{path}:{number}", f"This line is not JSON ({error.msg} at column {error.colno}).")


def items(path: Path) -> Iterator[tuple[int, Any] | Remark]:
    """The items of a JSON list, or the values of a file that has one after the other, with their numbers from 1.

    Lines of JSON, pretty-printed objects and one big list are read alike, a piece at a time. Where the JSON breaks off,
    a remark says so, and reading goes on with the next line.
    """
    stream = _Stream(path)
    number = 0
    while (found := stream.next_value()) is not None:
        number += 1
        yield found if isinstance(found, Remark) else (number, found[0])


class _Stream:
    """Reads a file piece by piece and takes one value after the other off it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces = _pieces(path)
        self._text, self._at, self._more = "", 0, True
        self._line = 1
        self._skip()
        if self._text.startswith("[", self._at):
            self._at += 1

    def next_value(self) -> tuple[Any] | Remark | None:
        """The next value, in a tuple; a remark for what is not JSON; none at the end."""
        self._skip()
        if self._at >= len(self._text) or (self._text[self._at] == "]" and not self._text[self._at + 1 :].strip()):
            return None
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._read():
                    return self._broken(error)
                continue
            if end == len(self._text) and self._read():
                continue  # a number may go on
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            return (value,)

    def _broken(self, error: json.JSONDecodeError) -> Remark:
        remark = Remark(f"{self._path}:{self._line}", f"This is not JSON ({error.msg} at column {error.colno}).")
        end = self._text.find("\n", self._at)
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
        """Read at least as much more as there is left, so that a long value is not tried too often."""
        wanted, got = max(CHUNK, len(self._text) - self._at), [self._text[self._at :]]
        while wanted > 0 and (piece := next(self._pieces, "")):
            got.append(piece)
            wanted -= len(piece)
        self._text, self._at = "".join(got), 0
        return len(got) > 1


def _pieces(path: Path) -> Iterator[str]:
    """The text of a file in pieces; of one that is not in UTF-8, in one piece."""
    begun = False
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while piece := file.read(CHUNK):
                yield piece
                begun = True
    except UnicodeDecodeError:
        if begun:
            raise ImportFailed(f"{path} is not in UTF-8. Save it as UTF-8 and import it again.") from None
        yield read_text(path).text
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from None
