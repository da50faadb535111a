"""Losses that formats share: data of articles, of annotators' work and of annotations beyond text and spans."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from annotations.exchange.losses import Loss, of_annotations
from annotations.exchange.records import Record
from annotations.exchange.shown import has_blank_edges, is_blank
from annotations.model import IMPLICIT, Annotation, AnnotationId, Article, ArticleId


def _plain(name: str, title: str, attribute: str, empty: Any) -> Loss:
    """A loss of one attribute of annotations."""
    return of_annotations(
        name,
        title,
        lambda annotation: {} if getattr(annotation, attribute) == empty else {annotation.layer: 1},
        lambda annotation: annotation._replace(**{attribute: empty}),
    )


def _of_article(attribute: str, title: str) -> Loss:
    def count(record: Record) -> Mapping[str, int]:
        return {"": 1} if getattr(record.article, attribute) else {}

    def strip(record: Record) -> Record:
        return record._replace(article=Article(**{**record.article._asdict(), attribute: ""}))

    return Loss(attribute, title, count, strip, of_article=True)


def _of_record(name: str, title: str, empty: Any) -> Loss:
    def count(record: Record) -> Mapping[str, int]:
        return {} if getattr(record, name) == empty else {"": 1}

    return Loss(name, title, count, lambda record: record._replace(**{name: empty}))


def _links_of(annotation: Annotation, *, words: bool) -> dict[str, int]:
    return {role: 1 for role, link in annotation.links.items() if words == (link.annotation is None)}


def _without_links(annotation: Annotation, *, words: bool) -> Annotation:
    kept = {role: link for role, link in annotation.links.items() if words != (link.annotation is None)}
    return annotation._replace(links=kept)


def overlapping(annotations: Iterable[Annotation]) -> set[AnnotationId]:
    """The spans that overlap an earlier one. Of two that begin together, the shorter counts."""
    spans = [(a.start, -(a.end or 0), a.id) for a in annotations if a.start is not None]
    found, end = set(), 0
    for start, minus_end, key in sorted(spans):
        if start < end:
            found.add(key)
        else:
            end = -minus_end
    return found


def _count_overlaps(record: Record) -> Mapping[str, int]:
    found = overlapping(record.annotations)
    return Counter(annotation.layer for annotation in record.annotations if annotation.id in found)


def _without_overlaps(record: Record) -> Record:
    found = overlapping(record.annotations)
    kept = [annotation for annotation in record.annotations if annotation.id not in found]
    return record._replace(annotations=without_dead_links(kept))


def without_dead_links(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations without links to annotations that are not among them."""
    there = {annotation.id for annotation in annotations}
    return tuple(
        annotation._replace(
            links={role: link for role, link in annotation.links.items() if link.annotation in (None, *there)}
        )
        if annotation.links
        else annotation
        for annotation in annotations
    )


def _drop(wanted: Callable[[Annotation], bool]) -> Callable[[Annotation], Annotation | None]:
    return lambda annotation: None if wanted(annotation) else annotation


TITLE = _of_article("title", "title of the article")
SOURCE = _of_article("source", "source of the article")
URL = _of_article("url", "address of the article")
PUBLISHED = _of_article("published", "date of the article")
LANGUAGE = _of_article("language", "language of the article")
META = Loss(
    "meta",
    "further metadata of the article",
    lambda record: dict.fromkeys(record.article.meta, 1),
    lambda record: record._replace(article=record.article._replace(meta={})),
    of_article=True,
)
ARTICLE_ID = Loss(
    "article",
    "id of the article",
    lambda record: {"": 1} if record.article.id else {},
    lambda record: record._replace(article=record.article._replace(id=ArticleId(""))),
    of_article=True,
)
ARTICLE = (TITLE, SOURCE, URL, PUBLISHED, LANGUAGE, META, ARTICLE_ID)
"""Everything known about an article apart from its text."""

STATUS = _of_record("status", "progress of the annotator", "todo")
SECONDS = _of_record("seconds", "time spent on the article", 0.0)
ANNOTATOR = _of_record("annotator", "name of the annotator", None)
PROGRESS = (STATUS, SECONDS)

_NOT_DONE = {"skip": "skipped", "todo": "not finished", "incomplete": "answers missing"}


def _not_done(record: Record) -> Mapping[str, int]:
    who = record.annotator
    if who is None:
        return {"never looked at": 1}
    return {_NOT_DONE[record.status]: 1} if who.kind == "person" and record.status in _NOT_DONE else {}


NOT_DONE = Loss(
    "not_done",
    "article that is not done, which looks finished in other programs",
    _not_done,
    lambda record: record,
    comes_back=True,
)
"""For formats in which other programs cannot see an annotator's progress."""


def not_done_except(*shown: str) -> Loss:
    """The same for a format that shows some of it: `skipped` or `never looked at`."""
    return NOT_DONE._replace(counts=lambda record: {k: n for k, n in _not_done(record).items() if k not in shown})


DOCUMENTS = of_annotations(
    "documents",
    "annotation of the article as a whole",
    lambda annotation: {annotation.layer: 1} if annotation.start is None else {},
    _drop(lambda annotation: annotation.start is None),
)
REJECTED = of_annotations(
    "rejected",
    "rejected suggestion",
    lambda annotation: {annotation.layer: 1} if annotation.verdict == "rejected" else {},
    _drop(lambda annotation: annotation.verdict == "rejected"),
)


def _note(name: str, title: str, noted: Callable[[Annotation], bool]) -> Loss:
    """For data that is restored, but looks different in other programs."""
    found = of_annotations(name, title, lambda a: {a.layer: 1} if noted(a) else {}, lambda a: a)
    return found._replace(comes_back=True)


REJECTED_HIDDEN = _note(
    "rejected",
    "rejected suggestion, hidden from other programs",
    lambda a: a.verdict == "rejected" and a.start is not None,
)
CONFIRMED_HIDDEN = _note(
    "confirmed",
    "mark only confirmed by finishing the article, which looks decided in other programs",
    lambda a: a.how == IMPLICIT and a.verdict != "rejected",
)
UNSEEN = (REJECTED_HIDDEN, CONFIRMED_HIDDEN)
"""How a mark was decided, which other programs cannot see."""
BLANKS_HIDDEN = _note(
    "blanks",
    "span of only white space, hidden from other programs",
    lambda a: a.verdict != "rejected" and is_blank(a),
)
EDGES_HIDDEN = _note(
    "edges",
    "span with white space at its ends, which other programs see without it",
    lambda a: a.verdict != "rejected" and has_blank_edges(a),
)
HIDDEN = (*UNSEEN, BLANKS_HIDDEN, EDGES_HIDDEN)
"""For formats that consist of words or are used for training."""
FIELDS = of_annotations(
    "fields",
    "answer",
    lambda annotation: dict.fromkeys(annotation.fields, 1),
    lambda annotation: annotation._replace(fields={}),
)
LINKS = of_annotations(
    "links",
    "link to another annotation",
    lambda annotation: _links_of(annotation, words=False),
    lambda annotation: _without_links(annotation, words=False),
)
WORDS = of_annotations(
    "words",
    "link to words",
    lambda annotation: _links_of(annotation, words=True),
    lambda annotation: _without_links(annotation, words=True),
)
OVERLAPS = Loss("overlaps", "span that overlaps another", _count_overlaps, _without_overlaps)

VERDICTS = _plain("verdict", "verdict on a suggestion", "verdict", None)
HOW = _plain("how", "whether a mark was only confirmed by finishing the article", "how", "")
DERIVED = _plain("derived_from", "link to the suggestion that it was made from", "derived_from", None)
SCORES = _plain("score", "score of a suggestion", "score", None)
CREATED = _plain("created", "time of creation", "created", "")
UPDATED = _plain("updated", "time of the last change", "updated", "")
MARK_SECONDS = _plain("mark_seconds", "time spent on an annotation", "seconds", 0.0)
TIMES = (CREATED, UPDATED, MARK_SECONDS)
IDS = _plain("ids", "id of an annotation", "id", AnnotationId(""))
"""Without ids, links are compared by their targets. See `numbered` in the round-trip tests."""

HISTORY = (VERDICTS, HOW, DERIVED, SCORES, *TIMES, IDS)
"""Where an annotation came from and what happened to it."""
