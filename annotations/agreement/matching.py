"""Which spans of several annotators match, as records. Light to import: `aligning` does the work."""

from collections.abc import Sequence

from annotations.agreement.labelled_spans import LabelledSpan, SpanMatch


def matches(marks: Sequence[LabelledSpan]) -> list[SpanMatch]:
    """Match the spans of each pair of annotators one to one; any overlap makes a candidate."""
    from annotations.agreement import aligning

    found = aligning.matches(aligning.marks_of(marks))
    return [SpanMatch(*row) for row in zip(*(column.tolist() for column in found), strict=True)]


def agrees(match: SpanMatch, iou: float) -> bool:
    """Whether two spans overlap at least this much, or at all if it is 0."""
    return match.overlap >= iou if iou else match.overlap > 0


def clusters(marks: Sequence[LabelledSpan], found: Sequence[SpanMatch], iou: float) -> list[list[int]]:
    """Group the spans of many annotators, at most one of each, by their indexes.

    Matches are followed best first; a match that would add an annotator a second time is skipped.
    """
    from annotations.agreement import aligning

    numbers = aligning.clusters(aligning.marks_of(marks), aligning.matches_of(found), iou).tolist()
    places: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        places.setdefault(number, []).append(index)
    return [sorted(places[number], key=lambda index: marks[index].annotator) for number in sorted(places)]
