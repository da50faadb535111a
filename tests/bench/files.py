"""The project file without the window: one committed tag, import and export, beside plain SQLite and orjson."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

import orjson
from material import PERSON, new_project, write_jsonl
from material import articles as made_up
from measuring import Row, compared, told

from annotations.exchange import jsonl
from annotations.importing import import_records, read_files
from annotations.model import Article
from annotations.operations.annotating import annotations_of, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import articles, completed
from annotations.operations.exporting import records
from annotations.project import open_project

RUNS = 3
TAGS = 600
_BARE = "INSERT INTO tags (claim, value) VALUES (?, ?)"
_COLUMNS = ("id", "title", "source", "url", "published", "language", "meta", "sha256", "added", "text")
_FTS = """
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT NOT NULL,
    url TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL, meta TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
    added TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = articles, tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text); END;
"""


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    begin = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begin


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def tagging(project: Path, folder: Path) -> list[Row]:
    """Set fields of claims of many articles, each beside one row that plain SQLite commits."""
    opened = open_project(project)
    act_as(opened, PERSON)
    claims = [
        next(mark for mark in annotations_of(opened, article.id) if mark.layer == "claim")
        for article in islice(articles(opened), TAGS)
    ]
    ours, plain = list[float](), list[float]()
    with closing(_plain(folder / "commits.db")) as bare:
        bare.execute("CREATE TABLE tags (id INTEGER PRIMARY KEY, claim TEXT, value TEXT)")
        for number in range(TAGS):
            claim = claims[number % len(claims)]
            value = "unclear" if number < len(claims) else ("oppose", "support")[number // len(claims) % 2]
            ours.append(_seconds(set_field, opened, claim.id, "stance", value))
            plain.append(_seconds(bare.execute, _BARE, (claim.id, value)))
    opened.close()
    return [compared("one tag: committed, beside a bare row", ours[20:], plain[20:], 3, tail=True)]


def importing(folder: Path, count: int) -> list[Row]:
    """Import articles from JSONL beside rows that are ready to be written."""
    source = write_jsonl(folder / "articles.jsonl", count)
    ready = [_row(number, record) for number, record in enumerate(made_up(count))]
    ours, plain = list[float](), list[float]()
    for run in range(RUNS):
        ours.append(_seconds(_import, folder / f"import{run}.claimdesk", source, count))
        plain.append(_seconds(_write_plainly, folder / f"import{run}.db", ready))
        for made in folder.glob(f"import{run}.*"):
            made.unlink()
    source.unlink()
    return [compared(f"import {count:,} articles from JSONL", ours, plain, 3)]


def _import(path: Path, source: Path, count: int) -> None:
    with closing(new_project(path)) as project:
        done = import_records(project, read_files([source]))
    if done.articles != count:
        raise RuntimeError(f"The import went wrong: {done}")


def _row(number: int, record: dict[str, str]) -> tuple[str, ...]:
    values = completed(Article(**{key: record[key] for key in ("title", "text", "source", "published", "language")}))
    return tuple({**values._asdict(), "id": record["article"], "meta": "{}", "added": "now"}[name] for name in _COLUMNS)


def _write_plainly(path: Path, ready: list[tuple[str, ...]]) -> None:
    with closing(_plain(path)) as connection:
        connection.executescript(_FTS)
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * 10)})", ready)
        connection.execute("COMMIT")


def exporting(project: Path, folder: Path, count: int) -> list[Row]:
    """Export everything beside rows that are read and dumped as they are."""
    ours, plain = list[float](), list[float]()
    for run in range(RUNS):
        ours.append(_seconds(_export, project, folder / f"{run}.jsonl"))
        plain.append(_seconds(_dump_plainly, project, folder / f"{run}.rows"))
        (folder / f"{run}.jsonl").unlink()
        (folder / f"{run}.rows").unlink()
    rate = [count / seconds for seconds in ours]
    return [
        compared(f"export {count:,} annotated articles", ours, plain, 2),
        told("    articles a second", f"{sorted(rate)[RUNS // 2]:,.0f}"),
    ]


def _export(project: Path, out: Path) -> None:
    with closing(open_project(project, readonly=True)) as opened:
        jsonl.write(out, records(opened))


def _dump_plainly(project: Path, out: Path) -> None:
    with closing(sqlite3.connect(project)) as connection, out.open("wb") as file:
        for table in ("articles", "annotations"):
            for row in connection.execute(f"SELECT * FROM {table}"):
                file.write(orjson.dumps(row, bytes.hex, orjson.OPT_APPEND_NEWLINE))
