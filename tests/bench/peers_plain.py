"""The plain way to keep the peers' corpus: Python, orjson and SQLite alone, as a careful script would do it.

- Two tables: articles with a number of their own, and marks that name the article by its number, with one index on it.
  The words of articles are indexed by FTS5, which reads the text from the table. Marks have no history, no annotator
  and no id, and nothing about them is checked.
- Import: read a line by orjson, insert the article and its marks, and in the end all words; one transaction.
- Durable: a write-ahead log with `synchronous = FULL`, as a project has it.
- Bytes: the file's size divided by the number of articles, after the log has been written back.
- Export: one line for each article with its marks, by orjson.
- Search: the FTS5 query for a word, with the numbers and titles of the articles.
- Commit: update the stance of one mark in a transaction of its own.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

_TABLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE marks (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id), start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, label TEXT NOT NULL, fields TEXT);
CREATE INDEX marks_of_article ON marks (article);
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = articles, content_rowid = id, tokenize = 'unicode61 remove_diacritics 2');
"""
_ARTICLE = "INSERT INTO articles (id, name, title, source, language, published, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
_MARK = 'INSERT INTO marks (article, start, "end", label, fields) VALUES (?, ?, ?, ?, ?)'
_ALL_WORDS = "INSERT INTO words (rowid, title, text) SELECT id, title, text FROM articles ORDER BY id"
_FOUND = "SELECT id, articles.title FROM words JOIN articles ON id = words.rowid WHERE words MATCH ? ORDER BY id"


def connect(path: Path) -> sqlite3.Connection:
    """Open a file whose commits are on the disk when they return."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def import_lines(source: Path, path: Path) -> int:
    """Import lines of JSON. Return the number of marks."""
    count = 0
    with closing(connect(path)) as connection, source.open("rb") as file:
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        for number, line in enumerate(file, 1):
            record = orjson.loads(line)
            connection.execute(_ARTICLE, (number, record["article"], *_head(record), record["text"]))
            marks = [_mark(number, mark) for mark in record["annotations"]]
            connection.executemany(_MARK, marks)
            count += len(marks)
        connection.execute(_ALL_WORDS)
        connection.execute("COMMIT")
    return count


def _head(record: dict[str, Any]) -> tuple[str, ...]:
    return record["title"], record["source"], record["language"], record["published"]


def _mark(number: int, mark: dict[str, Any]) -> tuple[Any, ...]:
    fields = mark.get("fields")
    stored = orjson.dumps(fields).decode() if fields else None
    return number, mark["start"], mark["end"], mark.get("label", mark["layer"]), stored


def export_lines(path: Path, out: Path) -> int:
    """Write all articles with their marks as lines of JSON. Return the number of marks."""
    count = 0
    with closing(sqlite3.connect(path)) as connection, out.open("wb") as file:
        marks = 'SELECT start, "end", label, fields FROM marks WHERE article = ? ORDER BY id'
        rows = connection.execute("SELECT id, name, title, source, language, published, text FROM articles ORDER BY id")
        for number, name, title, source, language, published, text in rows:
            found = [_written(text, *mark) for mark in connection.execute(marks, (number,))]
            count += len(found)
            record = {
                "article": name, "title": title, "text": text, "source": source, "language": language,
                "published": published, "annotations": found,
            }  # fmt: skip
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return count


def _written(text: str, start: int, end: int, label: str, fields: str | None) -> dict[str, Any]:
    mark: dict[str, Any] = {"layer": "claim" if fields else "entity", "start": start, "end": end}
    mark["text"] = text[start:end]
    return mark | ({"fields": orjson.loads(fields)} if fields else {"label": label})


def search(connection: sqlite3.Connection, word: str) -> list[tuple[int, str]]:
    """Articles that have a word."""
    return connection.execute(_FOUND, (f'"{word}"',)).fetchall()


def commit(connection: sqlite3.Connection, mark: int, stance: str) -> None:
    """Change a mark, durably."""
    connection.execute("UPDATE marks SET fields = ? WHERE id = ?", (f'{{"stance":"{stance}"}}', mark))


def claims(connection: sqlite3.Connection) -> list[int]:
    """The marks that have a stance."""
    return [number for (number,) in connection.execute("SELECT id FROM marks WHERE fields IS NOT NULL ORDER BY id")]
