"""Where the words of FTS5 expressions stand in a text, told by the very tokenizer that the full-text index uses."""

import sqlite3
from itertools import islice
from weakref import finalize

_TOKENIZER = "unicode61 remove_diacritics 2"
_MARKS = range(0xE000, 0xF900)  # characters for private use, which a text hardly uses up


class Highlighter:
    """Finds hits in one text after the other. Used from the thread that made it."""

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        finalize(self, connection.close)
        self._execute = connection.execute
        self._execute(f"CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = '{_TOKENIZER}')")

    def spans(self, text: str, expression: str) -> list[tuple[int, int]]:
        """The spans of code points, ascending and without overlaps; none when the text does not fit."""
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
