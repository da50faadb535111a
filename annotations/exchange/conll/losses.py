"""What is lost in formats with only one tag per word."""

from collections.abc import Iterable, Mapping

from annotations.exchange.common_losses import (
    ANNOTATOR,
    ARTICLE,
    DOCUMENTS,
    FIELDS,
    HISTORY,
    LINKS,
    NOT_DONE,
    OVERLAPS,
    PROGRESS,
    REJECTED,
    WORDS,
)
from annotations.exchange.losses import Loss, of_annotations
from annotations.exchange.records import Record
from annotations.exchange.shown import has_blank_edges, is_blank, without_blanks
from annotations.exchange.words import words
from annotations.model import Annotation

UNLABELLED = of_annotations(
    "unlabelled",
    "span without a label",
    lambda annotation: {} if annotation.label or annotation.start is None else {annotation.layer: 1},
    lambda annotation: annotation if annotation.label or annotation.start is None else None,
)


EDGES = of_annotations(
    "edges",
    "white space at the ends of a span",
    lambda annotation: {annotation.layer: 1} if has_blank_edges(annotation) else {},
    without_blanks,
)
BLANKS = of_annotations(
    "blanks",
    "span of only white space",
    lambda annotation: {annotation.layer: 1} if is_blank(annotation) else {},
    lambda annotation: None if is_blank(annotation) else annotation,
)


def flat_spans(annotations: Iterable[Annotation]) -> list[tuple[int, int, str]]:
    """The spans with their labels, in order."""
    return sorted((a.start, a.end or 0, a.label) for a in annotations if a.start is not None)


def rows(record: Record) -> list[list[tuple[int, int]]]:
    """The words of a record by sentence. A text of words between single spaces already has one sentence per line."""
    text, spans = record.article.text, [(start, end) for start, end, _ in flat_spans(record.annotations)]
    found = words(text, spans, by_line=True)
    if text == "\n".join(" ".join(text[start:end] for start, end in row) for row in found):
        return found
    return words(text, spans)


def _respaced(record: Record) -> Record:
    """The record with one space between words and one sentence per line, as it comes back from words alone."""
    text = record.article.text
    lines, moved, position = [], dict[int, int](), 0
    for row in rows(record):
        for start, end in row:
            moved[start], moved[-end] = position, position + end - start
            position += end - start + 1
        lines.append(" ".join(text[start:end] for start, end in row))
    respaced = "\n".join(lines)
    return record._replace(
        article=record.article._replace(text=respaced, sha256=""),
        annotations=tuple(_moved(annotation, moved, respaced) for annotation in record.annotations),
    )


def _moved(annotation: Annotation, moved: Mapping[int, int], text: str) -> Annotation:
    if annotation.start is None or annotation.end is None:
        return annotation
    start, end = moved[annotation.start], moved[-annotation.end]
    return annotation._replace(start=start, end=end, quote=text[start:end])


SPACES = Loss(
    "spaces",
    "white space and line breaks of a text",
    lambda record: {"": 1} if _respaced(record).article.text != record.article.text else {},
    lambda record: _respaced(record) if record.article.text else record,
    of_article=True,
)

DROPPED = (REJECTED, DOCUMENTS, UNLABELLED, BLANKS, EDGES, OVERLAPS)
LOSSES: tuple[Loss, ...] = (
    *(NOT_DONE, *DROPPED, SPACES, FIELDS, LINKS, WORDS),
    *(*HISTORY, *ARTICLE, *PROGRESS, ANNOTATOR),
)
