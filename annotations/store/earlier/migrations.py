"""Every change of the tables before version 8, oldest first. A released migration is never edited.

Ids are texts made by the core, never SQLite's numbers, so that undo cannot reuse them and projects can be merged.
There are no cascades. The only triggers are those that keep the indexes of words and of terms, which hold nothing of
their own.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from annotations.store.earlier import term_index
from annotations.store.failures import damaged_at
from annotations.store.leaving_out import leaving_out
from annotations.store.shapes import misfit

with leaving_out("pandas", "numpy"):
    from sqlite_utils import Migrations

if TYPE_CHECKING:
    import sqlite_utils

migrations = Migrations("claimdesk")
_MACHINE = ("annotator", "licence", "hash", "labels", "shown", "threshold")
_PROBLEM = ("article", "annotator", "sentence")

_TABLES = """
CREATE TABLE schemes (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL, added TEXT NOT NULL);
CREATE TABLE annotators (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL,
    added TEXT NOT NULL, UNIQUE (name, kind, version));
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
    published TEXT NOT NULL, language TEXT NOT NULL, meta TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
    added TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE annotations (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL REFERENCES articles(id),
    annotator TEXT NOT NULL REFERENCES annotators(id), layer TEXT NOT NULL, start INTEGER, "end" INTEGER,
    quote TEXT NOT NULL, label TEXT NOT NULL, fields TEXT NOT NULL, links TEXT NOT NULL, verdict TEXT,
    how TEXT NOT NULL, derived_from TEXT, score REAL, created TEXT NOT NULL, updated TEXT NOT NULL,
    seconds REAL NOT NULL);
CREATE INDEX annotations_of_article ON annotations (article, annotator, layer, verdict);
CREATE INDEX annotations_of_annotator ON annotations (annotator, layer, article);
CREATE TABLE progress (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL REFERENCES articles(id),
    annotator TEXT NOT NULL REFERENCES annotators(id), status TEXT NOT NULL, seconds REAL NOT NULL,
    updated TEXT NOT NULL, UNIQUE (article, annotator));
CREATE INDEX progress_of_annotator ON progress (annotator, status, article);
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT, op TEXT NOT NULL, detail TEXT NOT NULL, annotator TEXT, at TEXT NOT NULL,
    state TEXT NOT NULL, reverses INTEGER REFERENCES steps(id));
CREATE INDEX steps_of_annotator ON steps (annotator, state);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL REFERENCES steps(id), kind TEXT NOT NULL,
    row TEXT NOT NULL, before TEXT, after TEXT);
CREATE INDEX changes_of_step ON changes (step);
CREATE INDEX changes_of_row ON changes (row);
"""


@migrations()
def m001_first_tables(db: "sqlite_utils.Database") -> None:
    """The tables of version 0.1."""
    db.executescript(_TABLES)
    db.table("articles").enable_fts(["title", "text"], create_triggers=True, tokenize="unicode61 remove_diacritics 2")


@migrations()
def m002_index_of_terms(db: "sqlite_utils.Database") -> None:
    """What the queue finds articles by: labels, fields, links, status, source, language; and what it sorts by."""
    db.executescript(term_index.tables())


@migrations()
def m003_times_of_changes(db: "sqlite_utils.Database") -> None:
    """What a merge brings from another file keeps the time at which it was done there."""
    db.execute("ALTER TABLE changes ADD COLUMN at TEXT")


@migrations()
def m004_history_of_articles(db: "sqlite_utils.Database") -> None:
    """What was changed in an article, without reading the whole journal."""
    db.executescript(
        "CREATE INDEX changes_of_article ON changes (json_extract(coalesce(after, before), '$.article'))"
        " WHERE kind IN ('annotations', 'progress');"
    )


@migrations()
def m005_machines(db: "sqlite_utils.Database") -> None:
    """What a pipeline says of itself and how it is used here, where it failed, and what a person keeps refusing."""
    db.executescript(
        """
        CREATE TABLE machines (
            annotator TEXT PRIMARY KEY, licence TEXT NOT NULL, hash TEXT NOT NULL, labels TEXT NOT NULL,
            shown INTEGER NOT NULL, threshold REAL NOT NULL);
        CREATE TABLE problems (
            article TEXT NOT NULL, annotator TEXT NOT NULL, sentence TEXT NOT NULL, PRIMARY KEY (article, annotator));
        CREATE INDEX refused ON annotations (annotator, layer, label, quote) WHERE verdict = 'rejected';
        """
    )


@migrations()
def m006_machines_in_the_journal(db: "sqlite_utils.Database") -> None:
    """Switching a machine, and where one failed, are steps like others: undone, told to other windows, checked."""
    machines = db.execute("SELECT annotator, licence, hash, labels, shown, threshold FROM machines").fetchall()
    problems = db.execute("SELECT article, annotator, sentence FROM problems").fetchall()
    if misfit(machines, "ttttir") or misfit(problems, "ttt"):
        raise damaged_at("what is known about pipelines")
    for statement in (
        "DROP TABLE machines",
        "DROP TABLE problems",
        "CREATE TABLE machines (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, annotator TEXT NOT NULL,"
        " licence TEXT NOT NULL, hash TEXT NOT NULL, labels TEXT NOT NULL, shown INTEGER NOT NULL,"
        " threshold REAL NOT NULL)",
        "CREATE TABLE problems (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, annotator TEXT NOT NULL,"
        " article TEXT NOT NULL, sentence TEXT NOT NULL, UNIQUE (article, annotator))",
    ):
        db.execute(statement)
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    rows: list[tuple[str, dict[str, Any]]] = [
        ("machines", {"id": row[0], **dict(zip(_MACHINE, row, strict=True))}) for row in machines
    ]
    rows += [("problems", {"id": f"{row[1]}:{row[0]}", **dict(zip(_PROBLEM, row, strict=True))}) for row in problems]
    if rows:
        sql = "INSERT INTO steps (op, detail, at, state) VALUES ('highlight', '', ?, 'done')"
        step = db.execute(sql, [at]).lastrowid
    for kind, row in rows:
        names = ", ".join(row)
        db.execute(f"INSERT INTO {kind} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
        sql = "INSERT INTO changes (step, kind, row, after) VALUES (?, ?, ?, ?)"
        db.execute(sql, [step, kind, row["id"], orjson.dumps(row).decode()])


@migrations()
def m007_marked_names(db: "sqlite_utils.Database") -> None:
    """Whether somebody has marked a name in other articles is asked for every suggestion that matches one."""
    db.execute(
        "CREATE INDEX marked ON annotations (annotator, layer, label, quote, article)"
        " WHERE label <> '' AND (verdict = 'accepted' OR (verdict IS NULL AND score IS NULL))"
    )
