"""Looking up articles: by words in the full-text index, by everything else in the index of terms. Reads only.

Sets of articles are integers: bit n stands for the article with number n. Any two of a million articles each are
joined or told apart in microseconds, and nothing is made of them until somebody asks for the numbers.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, count
from unicodedata import normalize

import orjson

from annotations.model import ALSO, FILE, ArticleId
from annotations.store.codecs import shown_id
from annotations.store.database import Database
from annotations.store.term_index import PART

ArticleSet = int
Terms = Sequence[int]

_ARE_ONES = bytes(byte == ord("1") for byte in range(256))
_DIGITS = b"01" + bytes(254)
_SAYING = "annotation_terms WHERE term IN (SELECT value FROM json_each(?))"
_ENOUGH = 5000  # rows after which terms are too many to begin with, whatever their number


def first_column(rows: Iterable[tuple[int]]) -> list[int]:
    """The numbers of rows that have one number each, twice as fast as one by one."""
    return list(chain.from_iterable(rows))


def article_set(numbers: Sequence[int]) -> ArticleSet:
    """Make a set of article numbers."""
    flags = bytearray(max(numbers, default=0) + 1)
    for number in numbers:
        flags[number] = 1
    return int(flags[::-1].translate(_DIGITS), 2)


def members(articles: ArticleSet) -> Sequence[int]:
    """The numbers in a set, ascending: a range when there are no gaps, else an array."""
    size = articles.bit_length()
    if articles == (1 << size) - 2:
        return range(1, size)
    return array("q", compress(count(), f"{articles:b}"[::-1].encode().translate(_ARE_ONES)))


def everything(database: Database) -> ArticleSet:
    """The set of all articles."""
    return articles_of_terms(database, terms(database, [""], "", "article", [""]))


def articles_of_terms(database: Database, found: Terms) -> ArticleSet:
    """The articles of which one of some terms is said."""
    rows = database.rows(
        "SELECT part, bits FROM article_terms WHERE term IN (SELECT value FROM json_each(?))", (_json(found),), "ii"
    )
    parts = _joined(rows)
    words = [parts.get(part, 0).to_bytes(PART // 8, "little") for part in range(max(parts, default=-1) + 1)]
    return int.from_bytes(b"".join(words), "little")


def articles_of_marks(database: Database, wanted: Sequence[Terms]) -> ArticleSet:
    """The articles where one annotation says a term of each of some alternatives."""
    first, *others = sorted(wanted, key=lambda found: (len(found) == 1, _weight(database, found)))
    if all(len(found) == 1 for found in others):
        same = "CROSS JOIN annotation_terms t{0} ON t{0}.term = ? AND t{0}.article = t.article AND t{0}.part = t.part"
        joins = " ".join(same.format(place) for place in range(len(others)))
        bits = " & ".join(["t.bits", *(f"t{place}.bits" for place in range(len(others)))])
        sql = f"SELECT t.article FROM annotation_terms t {joins} WHERE t.term IN (SELECT value FROM json_each(?))"
        rows = database.rows(f"{sql} AND {bits}", (*(found[0] for found in others), _json(first)), "i")
        return article_set(first_column(rows))
    # Looking up each of many terms for each of many annotations takes longer than reading all of both.
    common = _common(database.rows(f"SELECT part, bits FROM {_SAYING}", (_json(found),), "ii") for found in others)
    rows = database.rows(f"SELECT article, part, bits FROM {_SAYING}", (_json(first),), "iii")
    return article_set([article for article, part, bits in rows if bits & common.get(part, 0)])


def marks_in(database: Database, article: int, wanted: Sequence[Terms]) -> list[tuple[int, int]]:
    """The spans of the annotations in one article that say a term of each of some alternatives."""
    sql = f"SELECT part, bits FROM {_SAYING} AND article = ?"
    common = _common(database.rows(sql, (_json(found), article), "ii") for found in wanted)
    numbers = [part * PART + bit for part, bits in common.items() for bit in range(PART) if bits >> bit & 1]
    return database.rows(
        'SELECT start, "end" FROM annotations WHERE number IN (SELECT value FROM json_each(?)) AND start IS NOT NULL',
        (_json(numbers),),
        "ii",
    )


def articles_with_words(database: Database, expression: str) -> ArticleSet:
    """The articles whose title or text fits an FTS5 expression."""
    rows = database.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", (expression,), "i")
    return article_set(first_column(rows))


def articles_of_file(database: Database, words: str) -> ArticleSet:
    """The articles that came from a file with these words in its name, or whose text was found in such a file, too."""
    wanted = normalize("NFC", words).casefold()
    rows = database.rows("SELECT number, meta FROM articles WHERE meta LIKE ?", (f'%"{FILE}"%',), "it")
    return article_set([number for number, meta in rows if any(wanted in name for name in _files(meta))])


def _files(meta: str) -> Iterator[str]:
    """The names of files in an article's metadata."""
    try:
        found = orjson.loads(meta)
    except orjson.JSONDecodeError:
        return  # the check of a project names it
    also = found.get(ALSO) if isinstance(found, dict) else None
    for one in (found, *(also if isinstance(also, list) else ())):
        name = one.get(FILE) if isinstance(one, dict) else None
        if isinstance(name, str):
            yield normalize("NFC", name).casefold()


def terms(database: Database, annotators: Iterable[str], layer: str, name: str, values: Iterable[str]) -> Terms:
    """The terms with one of some values."""
    sql = (
        "SELECT t.number FROM json_each(?) a CROSS JOIN json_each(?) v CROSS JOIN terms t"
        " ON t.annotator = a.value AND t.layer = ? AND t.name = ? AND t.value = v.value"
    )
    return first_column(database.rows(sql, (_whose(database, annotators), _json(values), layer, name), "i"))


def terms_set(database: Database, annotators: Iterable[str], layers: Iterable[str], name: str) -> Terms:
    """The terms of a field in some layers, with any value but that of a flag that is off."""
    sql = (
        "SELECT t.number FROM json_each(?) a CROSS JOIN json_each(?) l CROSS JOIN terms t"
        " ON t.annotator = a.value AND t.layer = l.value AND t.name = ? AND t.value <> 'no'"
    )
    return first_column(database.rows(sql, (_whose(database, annotators), _json(layers), name), "i"))


def terms_in_words(database: Database, annotators: Iterable[str], layer: str, name: str, expression: str) -> Terms:
    """The terms whose value fits an FTS5 expression."""
    sql = (
        "SELECT t.number FROM terms_fts f CROSS JOIN terms t ON t.number = f.rowid"
        " WHERE terms_fts MATCH ? AND t.layer = ? AND t.name = ? AND t.annotator IN (SELECT value FROM json_each(?))"
    )
    return first_column(database.rows(sql, (expression, layer, name, _whose(database, annotators)), "i"))


def values_said(database: Database, name: str) -> list[str]:
    """The values that came with some article, in the order of the alphabet."""
    sql = (
        "SELECT value FROM terms t WHERE annotator = 0 AND layer = '' AND name = ?"
        " AND EXISTS (SELECT 1 FROM article_terms WHERE term = t.number) ORDER BY value COLLATE NOCASE"
    )
    return [row[0] for row in database.rows(sql, (name,), "t")]


def answers_given(database: Database, annotator: str, layer: str, name: str) -> list[str]:
    """The values that an annotator has given to a field and that stand, in the order of the alphabet."""
    sql = (
        "SELECT value FROM terms t WHERE annotator = ? AND layer = ? AND name = ?"
        " AND EXISTS (SELECT 1 FROM annotation_terms WHERE term = t.number) ORDER BY value COLLATE NOCASE"
    )
    return [row[0] for row in database.rows(sql, (_number(database, annotator), layer, name), "t")]


def titles(database: Database, numbers: Iterable[int]) -> dict[int, tuple[ArticleId, str]]:
    """Read id and title of some articles, by ascending number."""
    sql = "SELECT number, id, title FROM articles WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
    rows = database.rows(sql, (_json(numbers),), "i-t")
    return {number: (ArticleId(shown_id(article)), title) for number, article, title in rows}


def texts(database: Database, numbers: Iterable[int]) -> dict[int, tuple[ArticleId, str, str]]:
    """Read id, title and text of some articles."""
    sql = "SELECT number, id, title, text FROM articles WHERE number IN (SELECT value FROM json_each(?))"
    rows = database.rows(sql, (_json(numbers),), "i-tt")
    return {number: (ArticleId(shown_id(article)), title, text) for number, article, title, text in rows}


def _joined(rows: Iterable[tuple[int, ...]]) -> dict[int, int]:
    parts: dict[int, int] = {}
    for part, bits in rows:
        parts[part] = parts.get(part, 0) | bits
    return parts


def _common(found: Iterable[Iterable[tuple[int, ...]]]) -> dict[int, int]:
    first, *others = map(_joined, found)
    for other in others:
        first = {part: bits & other.get(part, 0) for part, bits in first.items()}
    return first


def _weight(database: Database, found: Terms) -> int:
    return database.number(f"SELECT count(*) FROM (SELECT 1 FROM {_SAYING} LIMIT {_ENOUGH})", (_json(found),))


def _number(database: Database, annotator: str) -> int:
    """The number of an annotator in terms; 0 stands for what came with an article, and no term has -1."""
    return (database.numbers.annotator(annotator) or -1) if annotator else 0


def _whose(database: Database, annotators: Iterable[str]) -> str:
    return _json([_number(database, annotator) for annotator in annotators])


def _json(values: Iterable[str | int]) -> str:
    return orjson.dumps(list(values)).decode()
