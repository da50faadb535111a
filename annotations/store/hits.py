"""Where the words of FTS5 expressions stand in a text, told by the very tokenizer that the full-text index uses."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from weakref import finalize

_TOKENIZER = "unicode61 remove_diacritics 2"
PIECE = 20_000  # code points that are looked through at once
BEYOND = 1_000  # code points behind them into which a phrase may reach
_MARKS = range(0xE000, 0xF900)  # characters for private use, which a text hardly uses up


class Highlighter:
    """Finds hits in one text after the other. Used from the thread that made it."""

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        finalize(self, connection.close)
        self._execute = connection.execute
        self._execute(f"CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = '{_TOKENIZER}')")

    def spans(self, text: str, expression: str) -> Iterator[tuple[int, int]]:
        """Find spans of code points, ascending and without overlaps; none when the text does not fit.

        Long texts are looked through piece by piece as the spans are taken: FTS5 takes a time that grows with the
        square of their length. So an expression must be of words and phrases of which one is enough.
        """
        last = 0
        for begin, end, beyond in _pieces(text):
            for start, stop in self._in_piece(text[begin:beyond], expression):
                if last <= begin + start < end:
                    last = begin + stop
                    yield begin + start, last

    def _in_piece(self, text: str, expression: str) -> list[tuple[int, int]]:
        opening, closing = islice((mark for mark in map(chr, _MARKS) if mark not in text), 2)
        self._execute("DELETE FROM texts")
        self._execute("INSERT INTO texts VALUES (?)", (text,))
        sql = "SELECT highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ?"
        found, position = [], 0
        for (marked,) in self._execute(sql, (opening, closing, expression)):
            before, *pieces = marked.split(opening)
            position = len(before)
            for piece in pieces:
                hit, after = piece.split(closing)
                found.append((position, position + len(hit)))
                position += len(hit) + len(after)
        return found


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Where pieces of a text begin and end, and how far what begins in them may reach. No word is cut, if possible."""
    begin, size = 0, len(text)
    while begin < size or not size:
        end = size if size - begin <= 2 * PIECE else _after_blank(text, begin + PIECE)
        yield begin, end, size if end == size else _after_blank(text, min(end + BEYOND, size))
        if end == size:
            return
        begin = end


def _after_blank(text: str, position: int) -> int:
    """The place after the last blank or line break not long before a position, else the position itself."""
    found = max(text.rfind(blank, position - BEYOND, position) for blank in " \n") + 1
    return found or position
