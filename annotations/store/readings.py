"""Everyone's marks on many articles, column by column, for agreement: no record is made for a mark."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, chain, pairwise
from operator import lt, neg
from typing import Any, NamedTuple

import orjson

from annotations.model import AnnotatorId, ArticleId, FieldValue, Status
from annotations.store import annotations
from annotations.store.annotations import VERDICTS
from annotations.store.answers import is_link, read_fields
from annotations.store.codecs import shown_id, shown_time
from annotations.store.database import Database
from annotations.store.failures import damaged
from annotations.store.shapes import json_object

_NULL = -(1 << 62)
_COLUMNS = (  # what they are sorted by comes first
    f'coalesce(start, {_NULL}), -coalesce("end", {_NULL}), number,'
    " id, annotator, layer, label, fields, links, verdict, how, derived_from"
)
_THESE = "(SELECT value FROM json_each(?))"
_NOTHING: Mapping[str, Any] = {}


class Marks(NamedTuple):
    """The marks of some articles, article after article in reading order: `counts` is how many each article has.

    Links are as they are stored, with `text` and perhaps `annotation`. Starts and ends are 0 for marks of the whole
    article.
    """

    counts: Sequence[int]
    ids: Sequence[str] = ()
    annotators: Sequence[str] = ()
    layers: Sequence[str] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    labels: Sequence[str] = ()
    fields: Sequence[Mapping[str, FieldValue]] = ()
    links: Sequence[Mapping[str, Mapping[str, Any]]] = ()
    verdicts: Sequence[str | None] = ()
    hows: Sequence[str] = ()
    sources: Sequence[str | None] = ()


def texts(database: Database, articles: Sequence[ArticleId]) -> dict[ArticleId, tuple[str, str]]:
    """Read the texts of some articles that are there, and the stories that their metadata name as their groups."""
    numbers, chosen = _numbers(database, articles)
    rows = database.rows(f"SELECT number, meta, text FROM articles WHERE number IN {_THESE}", (chosen,), "itt")
    found = {number: (text, _group(database, meta)) for number, meta, text in rows}
    return {article: found[number] for article, number in numbers.items() if number in found}


def groups(database: Database, articles: Sequence[ArticleId]) -> dict[ArticleId, str]:
    """The same without the texts."""
    numbers, chosen = _numbers(database, articles)
    rows = database.rows(f"SELECT number, meta FROM articles WHERE number IN {_THESE}", (chosen,), "it")
    found = {number: _group(database, meta) for number, meta in rows}
    return {article: found[number] for article, number in numbers.items() if number in found}


def statuses(
    database: Database, articles: Sequence[ArticleId]
) -> dict[ArticleId, dict[AnnotatorId, tuple[Status, str]]]:
    """Read where everybody stands with some articles, and since when."""
    numbers, chosen = _numbers(database, articles)
    sql = f"SELECT article, annotator, status, updated FROM progress WHERE article IN {_THESE}"
    found: dict[int, dict[AnnotatorId, tuple[Status, str]]] = {number: {} for number in numbers.values()}
    for article, annotator, status, since in database.rows(sql, (chosen,), "iis-"):
        found[article][database.numbers.annotator_id(annotator)] = (status, shown_time(since))
    return {article: found[number] for article, number in numbers.items()}


def _numbers(database: Database, articles: Sequence[ArticleId]) -> tuple[dict[ArticleId, int], str]:
    """The numbers of articles, and the same as JSON."""
    numbers = {article: database.numbers.article(article) for article in articles}
    return numbers, orjson.dumps([*numbers.values()]).decode()


def _group(database: Database, meta: str) -> str:
    if meta == "{}":
        return ""
    found = json_object(meta)
    if found is None:
        raise damaged(database.path)
    return str(found.get("group", ""))


def marks(database: Database, articles: Sequence[ArticleId], lengths: Sequence[int]) -> Marks:
    """Read all marks of some articles, whose texts have these lengths. Raises ProjectDamaged as for single marks."""
    rows, counts = list[tuple[Any, ...]](), list[int]()
    for article in articles:
        number = database.numbers.article(article)
        found = database.rows(f"SELECT {_COLUMNS} FROM annotations WHERE article = ?", (number,))
        with suppress(TypeError):  # what cannot be sorted is damaged, and found below
            found.sort()  # twice as fast as in SQLite, which would move whole rows
        rows += found
        counts.append(len(found))
    if not rows:
        return Marks(counts)
    columns = list(zip(*rows, strict=True))
    fields, links = _fields(columns[7]), _links(columns[8])
    spans = _spans(columns[0], columns[1], counts, lengths)
    if fields is None or links is None or spans is None or not _sound(columns):
        for article in articles:
            annotations.annotations_of(database, article)  # raises for the damaged mark
        raise damaged(database.path)
    people = {number: database.numbers.annotator_id(number) for number in set(columns[4])}
    annotators = [people[number] for number in columns[4]]
    sources = [None if source is None else shown_id(source) for source in columns[11]]
    ids = [*map(shown_id, columns[3])]
    return Marks(
        counts, ids, annotators, columns[5], *spans, columns[6], fields, links, columns[9], columns[10], sources
    )


def _fields(stored: Sequence[Any]) -> list[Mapping[str, FieldValue]] | None:
    """Read the answers of marks, each text once; none if one is damaged."""
    texts = set(stored)
    if not set(map(type, texts)) <= {str, type(None)}:
        return None
    known = {text: _NOTHING if text is None else read_fields(text) for text in texts}
    return None if None in known.values() else [known[text] for text in stored]  # type: ignore[misc]


def _links(stored: Sequence[Any]) -> list[Mapping[str, Mapping[str, Any]]] | None:
    """Read the links of marks, all in one go; none if one is damaged."""
    texts = [text for text in stored if text is not None]
    try:
        found = orjson.loads("[" + ",".join(texts) + "]")
        links = [*chain.from_iterable(map(dict.values, found))]
        values = set(map(type, chain.from_iterable(map(dict.values, links))))
    except (TypeError, ValueError):
        return None
    if len(found) != len(texts) or not (values <= {str} or all(map(is_link, links))):
        return None
    rest = iter(found)
    return [_NOTHING if text is None else next(rest) for text in stored]


def _spans(
    starts: Sequence[Any], negative: Sequence[Any], counts: Sequence[int], lengths: Sequence[int]
) -> tuple[list[int], list[int]] | None:
    """Where marks start and end; none if a span does not lie inside its text."""
    if set(map(type, starts)) | set(map(type, negative)) != {int}:
        return None
    whole = starts.count(_NULL)
    if whole:
        pairs = zip(starts, negative, strict=True)
        spans = [(0, 0) if pair == (_NULL, -_NULL) else (pair[0], -pair[1]) for pair in pairs]
        begins, ends = [start for start, _ in spans], [end for _, end in spans]
    else:
        begins, ends = list(starts), list(map(neg, negative))
    if min(begins) < 0 or sum(map(lt, begins, ends)) != len(begins) - whole:
        return None
    edges = pairwise(accumulate(counts, initial=0))
    inside = (max(ends[first:last], default=0) <= length for (first, last), length in zip(edges, lengths, strict=True))
    return (begins, ends) if all(inside) else None


def _sound(columns: Sequence[Sequence[Any]]) -> bool:
    """Whether all other columns hold what they should."""
    ids, annotators, layers, labels, verdicts, hows, sources = (columns[place] for place in (3, 4, 5, 6, 9, 10, 11))
    return (
        all(set(map(type, column)) == {str} for column in (layers, labels, hows))
        and set(map(type, annotators)) == {int}
        and set(map(type, ids)) <= {str, bytes}
        and set(verdicts) <= VERDICTS
        and set(map(type, sources)) <= {str, bytes, type(None)}
    )


def annotators_in(database: Database, layer: str) -> list[AnnotatorId]:
    """Read who has marked anything in a layer."""
    marked = "SELECT 1 FROM annotations WHERE annotator = annotators.number AND layer = ?"
    rows = database.rows(f"SELECT id FROM annotators WHERE EXISTS ({marked})", (layer,), "-")
    return [AnnotatorId(shown_id(row[0])) for row in rows]
