"""Which spans other programs see, and where: without rejected marks, and without white space at the ends.

Rows of words cannot store white space at the ends of a span, and trainers reject it.
"""

from collections.abc import Iterable

from annotations.model import Annotation, AnnotationId

Place = tuple[int, int]


def is_blank(annotation: Annotation) -> bool:
    """Whether a span is only white space."""
    return annotation.start is not None and not annotation.quote.strip()


def has_blank_edges(annotation: Annotation) -> bool:
    """Whether a span begins or ends with white space and contains something else."""
    return annotation.quote != annotation.quote.strip() != ""


def place_of_words(annotation: Annotation) -> Place | None:
    """The position of a span without white space at its ends, in code points. None if nothing is left."""
    start, end, quote = annotation.start, annotation.end, annotation.quote
    if start is None or end is None or not quote.strip():
        return None
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


def without_blanks(annotation: Annotation) -> Annotation | None:
    """The annotation without white space at its ends. None if nothing is left."""
    if annotation.start is None:
        return annotation
    place = place_of_words(annotation)
    if place is None:
        return None
    return annotation._replace(start=place[0], end=place[1], quote=annotation.quote.strip())


def shown_spans(annotations: Iterable[Annotation]) -> list[Annotation]:
    """The spans that were not rejected."""
    return [a for a in annotations if a.start is not None and a.verdict != "rejected"]


def shown_words(annotations: Iterable[Annotation]) -> list[Annotation]:
    """These spans without white space at their ends. Spans of only white space are left out."""
    found = map(without_blanks, shown_spans(annotations))
    return [annotation for annotation in found if annotation is not None]


def hidden(annotations: Iterable[Annotation], shown: Iterable[Annotation]) -> set[AnnotationId]:
    """The ids of the spans that are not shown."""
    return {a.id for a in annotations if a.start is not None} - {a.id for a in shown}
