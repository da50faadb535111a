"""Articles: rows ↔ records."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from annotations.changes import Kind
from annotations.model import Article, ArticleId
from annotations.store.codecs import shown_hash, shown_id, stored_hash, stored_id
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.journal import Journal
from annotations.store.shapes import json_object

BEGINNING = 3000
_COLUMNS, _SHAPE = "id, title, text, sha256, source, url, published, language, meta", "-tt-ttttt"


def insert(journal: Journal, article: Article) -> None:
    """Write a new article."""
    row = article._asdict() | {"meta": orjson.dumps(article.meta).decode(), "added": journal.at}
    journal.insert(Kind.ARTICLE, [row])


def article(database: Database, article_id: ArticleId) -> Article | None:
    """Read one article with its text."""
    row = database.row(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (stored_id(article_id),), _SHAPE)
    return None if row is None else _record(row)


def articles(database: Database) -> Iterator[Article]:
    """Read all articles in the order in which they came."""
    for number, *row in database.stream(f"SELECT number, {_COLUMNS} FROM articles ORDER BY number", shape=f"i{_SHAPE}"):
        found = _record(tuple(row))
        database.numbers.note(Kind.ARTICLE, number, found.id)  # its marks are often read next
        database.numbers.keep_text(number, found.text)
        yield found


def about(database: Database, article_id: ArticleId) -> Article | None:
    """Read what is said of one article, without its text."""
    columns = _COLUMNS.replace("text", "''")
    row = database.row(f"SELECT {columns} FROM articles WHERE id = ?", (stored_id(article_id),), _SHAPE)
    return None if row is None else _record(row)


def set_meta(journal: Journal, article_id: ArticleId, meta: Mapping[str, Any]) -> None:
    """Write the metadata of an article."""
    journal.update(Kind.ARTICLE, article_id, {"meta": orjson.dumps(dict(meta)).decode()})


def texts_of(database: Database, source: str, most: int) -> list[str]:
    """Read the texts of some articles of a source, the latest first."""
    sql = "SELECT text FROM articles WHERE source = ? ORDER BY number DESC LIMIT ?"
    return [row[0] for row in database.rows(sql, (source, most), "t")]


def ids(database: Database) -> list[ArticleId]:
    """Read the ids of all articles in the order in which they came."""
    return [ArticleId(shown_id(row[0])) for row in database.rows("SELECT id FROM articles ORDER BY number", shape="-")]


def ids_as_they_are(database: Database) -> Iterator[Any]:
    """Read the ids of all articles, which may be anything in a damaged file."""
    for (article_id,) in database.stream("SELECT id FROM articles ORDER BY number"):
        yield article_id.hex() if isinstance(article_id, bytes) and len(article_id) == 16 else article_id


def languages(database: Database) -> Iterator[tuple[ArticleId, str, str]]:
    """Read every article's id and language, and the beginning of the text where no language is known, in order."""
    beginning = f"CASE language WHEN '' THEN substr(text, 1, {BEGINNING}) ELSE '' END"
    for row in database.stream(f"SELECT id, language, {beginning} FROM articles ORDER BY number", shape="-tt"):
        yield ArticleId(shown_id(row[0])), row[1], row[2]


def id_of_text(database: Database, sha256: str) -> ArticleId | None:
    """Find the article with this text."""
    row = database.row("SELECT id FROM articles WHERE sha256 = ?", (stored_hash(sha256),), "-")
    return None if row is None else ArticleId(shown_id(row[0]))


def text_of(database: Database, article_id: ArticleId) -> str | None:
    """Read the text of an article."""
    row = database.row("SELECT text FROM articles WHERE id = ?", (stored_id(article_id),), "t")
    return None if row is None else str(row[0])


def texts_at(database: Database, address: str) -> list[str]:
    """Read the texts of the articles with this address or id."""
    sql = "SELECT text FROM articles WHERE url = ? OR id = ?"
    return [row[0] for row in database.rows(sql, (address, stored_id(address)), "t")]


def count(database: Database) -> int:
    """Count the articles."""
    return database.number("SELECT count(*) FROM articles")


def number_of(database: Database, article_id: ArticleId) -> int | None:
    """The row number of an article, by which the queue knows it."""
    row = database.row("SELECT number FROM articles WHERE id = ?", (stored_id(article_id),), "i")
    return None if row is None else int(row[0])


def highest_number(database: Database) -> int:
    """The highest row number of an article, 0 when there is none."""
    return database.number("SELECT coalesce(max(number), 0) FROM articles")


def _record(row: tuple[Any, ...]) -> Article:
    meta = json_object(row[8])
    if meta is None:
        raise damaged_at(f"article {row[0]}: its further details are not what was written")
    return Article._make((shown_id(row[0]), row[1], row[2], shown_hash(row[3]), *row[4:8], meta))
