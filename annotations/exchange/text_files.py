"""Text files in any encoding, whole or line by line, with notes about guesses and damage."""

from collections.abc import Iterator
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from annotations.exchange.records import ImportNote
from annotations.files.encodings import UTF_8, Encoding, decoded, encoding_of
from annotations.files.opening import content_of, opened

LONGEST = 1 << 26
"""Maximum bytes, or characters, of a line. No format has longer ones."""
_LOST = "\ufffd"
_MARK = b"\xef\xbb\xbf"


class Text(NamedTuple):
    """A text, its encoding, and the damaged lines."""

    text: str
    encoding: Encoding = Encoding(UTF_8)
    broken_lines: tuple[int, ...] = ()

    def remarks(self, path: Path) -> list[ImportNote]:
        """Report the encoding if it was guessed, and lost bytes."""
        notes = about(self.encoding, path)
        if self.broken_lines:
            first, count = self.broken_lines[0], len(self.broken_lines)
            also = f" The same is true of {count - 1} lines after it." if count > 1 else ""
            notes.append(ImportNote(f"{path}:{first}", broken(self.encoding) + also))
        return notes


def read_text(path: Path, encoding: str = "") -> Text:
    """Read a text file in the given encoding, or detect it. Raises ImportFailed if it is not text."""
    return Text(*decoded(content_of(path), str(path), encoding))


def about(encoding: Encoding, path: Path) -> list[ImportNote]:
    """The note about a guessed encoding."""
    if not encoding.guessed:
        return []
    message = f"Read as {encoding.title}. If letters look wrong, set the encoding with --encoding."
    return [ImportNote(str(path), message, lost=False)]


def broken(encoding: Encoding) -> str:
    """The note about bytes that are not valid in the encoding."""
    return f"This contains bytes that are not valid {encoding.title}. They became “�”."


def text_lines(path: Path, encoding: str = "") -> Iterator[tuple[int, str] | ImportNote]:
    r"""Each line without its end: `\n` or `\r\n`, or `\r` in a file that has nothing else."""
    found = lines(path, encoding)
    ahead: list[tuple[int, str | bytes] | ImportNote] = []
    for item in found:
        ahead.append(item)
        if sum(not isinstance(item, ImportNote) for item in ahead) > 1:
            break
    known = [item for item in ahead if not isinstance(item, ImportNote)]
    only = _text(known[0][1]) if len(known) == 1 else ""
    if "\r" in only:
        yield from (item for item in ahead if isinstance(item, ImportNote))
        yield from enumerate(only.split("\r"), 1)
        return
    for item in chain(ahead, found):
        yield item if isinstance(item, ImportNote) else (item[0], _text(item[1]))


def _text(line: str | bytes) -> str:
    return (line if isinstance(line, str) else line.decode()).rstrip("\n").removesuffix("\r")


def lines(path: Path, encoding: str = "") -> Iterator[tuple[int, str | bytes] | ImportNote]:
    """Stream the numbered lines of a file: as UTF-8 bytes, or as text if the file is in another encoding."""
    found = encoding_of(path, encoding)
    yield from about(found, path)
    with opened(path) as file:
        if found.codec in (UTF_8, "utf-8-sig"):
            yield from _utf8_lines(file, found, path)
        else:
            with TextIOWrapper(file, found.codec, errors="replace", newline="\n") as text:
                yield from _wide_lines(text, found, path)


def _utf8_lines(file: IO[bytes], encoding: Encoding, path: Path) -> Iterator[tuple[int, str | bytes] | ImportNote]:
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            yield _too_long(path, number)
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST)
            continue
        line = line.removeprefix(_MARK) if number == 1 else line
        if encoding.broken and not _is_utf8(line):
            yield ImportNote(f"{path}:{number}", broken(encoding))
            line = line.decode(errors="replace").encode()
        yield number, line


def _wide_lines(file: TextIOWrapper, encoding: Encoding, path: Path) -> Iterator[tuple[int, str] | ImportNote]:
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            yield _too_long(path, number)
            while line and not line.endswith("\n"):
                line = file.readline(LONGEST)
            continue
        if _LOST in line:
            yield ImportNote(f"{path}:{number}", broken(encoding))
        yield number, line


def _too_long(path: Path, number: int) -> ImportNote:
    message = f"This line has more than {LONGEST:,} bytes and was left out. Is this the right format?"
    return ImportNote(f"{path}:{number}", message)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
