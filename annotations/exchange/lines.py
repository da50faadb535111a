"""The lines of a text file, streamed with their numbers, in whatever encoding the file is."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange.files import read_text
from annotations.exchange.records import Remark

LONGEST = 16_000_000
"""Bytes of a line; a longer one is no line of a table."""


def text_lines(path: Path) -> Iterator[tuple[int, str] | Remark]:
    r"""Each line without its end; only `\n` and `\r\n` end one, and `\r` in a file that has nothing else.

    Raises ImportFailed when it cannot be read. A file that is not in UTF-8 is read whole, as the text it is, which a
    remark tells.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST + 1):
                number += 1
                if len(line) > LONGEST:
                    raise ImportFailed(
                        f"{path}:{number}: This line has more than {LONGEST:,} bytes. Is this the right format?"
                    )
                try:
                    text = line.decode()
                except UnicodeDecodeError:
                    yield from _decoded(path, number)
                    return
                if number == 1:
                    text = text.removeprefix(codecs.BOM_UTF8.decode())
                    if "\r" in text.rstrip("\r\n") and not file.peek(1):
                        yield from enumerate(text.rstrip("\r\n").split("\r"), 1)
                        return
                if "\0" in text:
                    yield from _decoded(path, number)
                    return
                yield number, text.rstrip("\n").removesuffix("\r")
    except OSError as error:
        raise ImportFailed(f"{path} cannot be read: {error.strerror}.") from None


def _decoded(path: Path, first: int) -> Iterator[tuple[int, str] | Remark]:
    decoded = read_text(path)
    yield from decoded.remarks(path)
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if number >= first:
            yield number, line.removesuffix("\r")
