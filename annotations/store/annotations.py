"""Annotations: rows ↔ records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, get_args

from annotations.changes import Kind
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Verdict
from annotations.store import usual_marks
from annotations.store.answers import fields_json, links_json, read_fields, read_links
from annotations.store.codecs import shown_id, shown_time, stored_id, words
from annotations.store.database import Database
from annotations.store.failures import damaged_at
from annotations.store.images import Row
from annotations.store.journal import Journal

COLUMNS = (
    'number, id, annotator, layer, start, "end", words, label, fields, links, verdict, how, derived_from, score, '
    "created, updated, seconds"
)
_NONE = type(None)
# Of start and end, verdict, derived_from, score and seconds; all other columns are texts.
_TYPES = {
    (start, end, verdict, source, score, float)
    for start in (int, _NONE)
    for end in (int, _NONE)
    for verdict in (str, _NONE)
    for source in (str, _NONE)
    for score in (float, _NONE)
}
VERDICTS = frozenset({*get_args(Verdict), None})
_END = itemgetter(Annotation._fields.index("end"))
_WHOSE = itemgetter(Annotation._fields.index("article"), Annotation._fields.index("annotator"))
_MANY = 500  # ids that are looked up at once
_SEVERAL = 4  # annotations from which on a way for many is faster
_new = tuple.__new__  # what Annotation._make does, without counting the values: a project has millions


def insert(journal: Journal, *annotations: Annotation) -> None:
    """Write new annotations; times that they do not have yet are the step's."""
    for _, some in groupby(annotations, key=_WHOSE):
        marks = list(some)
        if len(marks) < _SEVERAL:
            journal.insert(Kind.ANNOTATION, _rows(marks, journal.at))
        else:
            journal.insert_marks(marks, partial(_rows, at=journal.at))


def _rows(marks: Sequence[Annotation], at: str) -> list[Row]:
    return [_row(mark, at) for mark in marks]


def bring(journal: Journal, annotation: Annotation) -> None:
    """Let an annotation be as a file has it since its `updated`."""
    journal.bring(Kind.ANNOTATION, annotation.id, _row(annotation, journal.at), annotation.updated or journal.at)


def replace(journal: Journal, annotation_id: AnnotationId, **values: Any) -> None:
    """Write some attributes of an annotation anew."""
    row = values | {name: _COLUMN_OF[name](value) for name, value in values.items() if name in _COLUMN_OF}
    journal.update(Kind.ANNOTATION, annotation_id, row | {"updated": journal.at})


def delete(journal: Journal, annotation_id: AnnotationId) -> None:
    """Delete an annotation."""
    journal.delete(Kind.ANNOTATION, annotation_id)


def annotation(database: Database, annotation_id: AnnotationId) -> Annotation | None:
    """Read one annotation."""
    return annotations_among(database, [annotation_id]).get(annotation_id)


def annotations_among(database: Database, ids: Iterable[AnnotationId]) -> dict[AnnotationId, Annotation]:
    """Read those annotations that are there out of many ids."""
    found: dict[AnnotationId, Annotation] = {}
    wanted = list(map(stored_id, dict.fromkeys(ids)))
    for begin in range(0, len(wanted), _MANY):
        some = wanted[begin : begin + _MANY]
        sql = f"SELECT article, {COLUMNS} FROM annotations WHERE id IN ({', '.join('?' * len(some))})"
        by_article: dict[int, list[tuple[Any, ...]]] = {}
        for article, *row in database.rows(sql, some):
            by_article.setdefault(article, []).append(tuple(row))
        for article, of_one in by_article.items():
            found |= {mark.id: mark for mark in map(record, shown(database, article, of_one))}
    return found


def annotations_of(database: Database, article: ArticleId, annotator: AnnotatorId | None = None) -> list[Annotation]:
    """Read the annotations of one article, in reading order; of one annotator or of all."""
    names = database.numbers
    number = names.article(article)
    where, parameters = ("", ()) if annotator is None else (" AND annotator = ?", (names.annotator(annotator),))
    rows = database.rows(
        f"SELECT {usual_marks.COLUMNS} FROM annotations WHERE article = ?{where}", (number, *parameters)
    )
    if not rows:
        return []
    with suppress(TypeError):  # what cannot be sorted is unusual
        rows.sort()  # faster than in SQLite, which would move whole rows
        people = {by: names.annotator_id(by) for by in {row[4] for row in rows}}
        found = usual_marks.as_usual(rows, article, names.text(number), people)
        if found is not None:
            return found
    return records(database, article, rows_of(database, article, annotator))


def records(database: Database, article: ArticleId, rows: Iterable[tuple[Any, ...]]) -> list[Annotation]:
    """Make records of the rows of one article; raises ProjectDamaged also for a span beyond its text."""
    found = [record(row) for row in rows]
    last = max(filter(None, map(_END, found)), default=0)
    if last and last > len(database.numbers.text(database.numbers.article(article))):
        wrong = next(mark for mark in found if mark.end == last)
        raise damaged_at(f"annotation {wrong.id}: its span {wrong.start}–{last} does not lie inside the text")
    return found


def rows_of(database: Database, article: ArticleId, annotator: AnnotatorId | None = None) -> list[tuple[Any, ...]]:
    """Read the annotations of one article as rows in the order of records; each column may hold anything."""
    names = database.numbers
    where, parameters = ("", ()) if annotator is None else (" AND annotator = ?", (names.annotator(annotator),))
    return selected(database, article, f"article = ?{where}", parameters)


def misquoted(database: Database, article: ArticleId) -> set[str]:
    """The ids of the annotations of an article of which the words are not what was marked."""
    number = database.numbers.article(article)
    text = database.numbers.text(number)
    rows = database.rows('SELECT id, start, "end", words FROM annotations WHERE article = ?', (number,), "----")
    return {
        shown_id(one)
        for one, start, end, said in rows
        if said != (words(text[start:end]) if start.__class__ is end.__class__ is int else None)
    }


def selected(database: Database, article: ArticleId, where: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Read some annotations of one article, in reading order. The first parameter of `where` is the article."""
    number = database.numbers.article(article)
    sql = f'SELECT {COLUMNS} FROM annotations WHERE {where} ORDER BY start, "end" DESC, number'
    return shown(database, number, database.rows(sql, (number, *parameters)))


def shown(database: Database, article: int, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Make rows in the order of records out of rows with `COLUMNS` of one article; damage is for `record` to find."""
    if not rows:
        return []
    names = database.numbers
    article_id, text, annotator_id = names.article_id(article), names.text(article), names.annotator_id
    found = []
    for _, one, by, layer, start, end, kept, label, said, linked, verdict, how, source, score, at, to, s in rows:
        created = shown_time(at)
        if kept.__class__ is int or kept is None:
            quote = text[start:end] if start.__class__ is end.__class__ is int else ""
        else:
            quote = kept
        found.append(
            (
                shown_id(one), article_id, annotator_id(by), layer, start, end, quote, label,
                "{}" if said is None else said, "{}" if linked is None else linked, verdict, how,
                None if source is None else shown_id(source), score, created,
                created if to is None else shown_time(to), s,
            )
        )  # fmt: skip
    return found


def record(row: tuple[Any, ...]) -> Annotation:
    """Make a record of a row in the order of its fields. Raises ProjectDamaged when one of them is damaged."""
    id_, article, annotator, layer, start, end, quote, label, said, linked, verdict, how, source, score, at, to, s = row
    types: tuple[Any, ...] = (
        start.__class__,
        end.__class__,
        verdict.__class__,
        source.__class__,
        score.__class__,
        s.__class__,
    )
    try:
        "".join((id_, article, annotator, layer, quote, label, said, linked, how, at, to))  # fails unless all are texts
    except TypeError:
        types = ()
    if types not in _TYPES:
        raise damaged_at(f"annotation {id_!r:.60}: a part of it is damaged")
    if (start is None) is not (end is None):
        raise damaged_at(f"annotation {id_}: it has no span, but one end of it")
    if start is not None and not 0 <= start < end:
        raise damaged_at(f"annotation {id_}: its span {start}–{end} does not lie inside the text")
    if verdict not in VERDICTS:
        raise damaged_at(f"annotation {id_}: its verdict is {verdict!r:.20}")
    if said == linked == "{}":
        return _new(Annotation, (*row[:8], {}, {}, *row[10:]))
    fields, links = read_fields(said), read_links(linked)
    if fields is None or links is None:
        raise damaged_at(f"annotation {id_}: its {'links' if fields is not None else 'fields'} cannot be read")
    return _new(Annotation, (*row[:8], fields, links, *row[10:]))


def of_row(row: Row) -> Annotation:
    """Make a record of a row by the names of its columns."""
    return record(tuple(row[name] for name in Annotation._fields))


def current(journal: Journal, annotation_id: AnnotationId) -> Annotation:
    """Read one annotation that is about to be written; raises NotFound when there is none."""
    return of_row(journal.row(Kind.ANNOTATION, annotation_id))


def written(journal: Journal) -> Mapping[AnnotationId, Annotation | None] | None:
    """The annotations that a step has written as they are now, None for deleted ones; None when there are too many."""
    if journal.written is None:
        return None
    return {AnnotationId(key): None if row is None else of_row(_as_kept(row)) for key, row in journal.written.items()}


def _as_kept(row: Row) -> Row:
    """A row with what SQLite makes of whole numbers in columns of real ones."""
    score = row["score"]
    return {**row, "score": None if score is None else float(score), "seconds": float(row["seconds"])}


def as_row(row: Row, annotation: Annotation) -> Row:
    """A row with what an annotation says instead: layer, label, answers and links."""
    said = {"fields": fields_json(annotation.fields), "links": links_json(annotation.links)}
    return {**row, "layer": annotation.layer, "label": annotation.label, **said}


def point_elsewhere(journal: Journal, mark: Annotation) -> None:
    """Write where an annotation's links lead and what it comes from, as if they had always done so."""
    journal.update(Kind.ANNOTATION, mark.id, {"links": links_json(mark.links), "derived_from": mark.derived_from})


def _row(annotation: Annotation, at: str) -> dict[str, Any]:
    row = annotation._asdict()
    row["fields"] = fields_json(annotation.fields)
    row["links"] = links_json(annotation.links)
    row["created"] = annotation.created or at
    row["updated"] = annotation.updated or row["created"]
    return row


_COLUMN_OF: Mapping[str, Callable[[Any], str]] = {"fields": fields_json, "links": links_json}


def highest_number(database: Database) -> int:
    """The highest row number of an annotation, 0 if there is none: about how many there are."""
    return database.number("SELECT coalesce(max(number), 0) FROM annotations")
