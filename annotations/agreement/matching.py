"""Which marks of two annotators are of the same place, mark by mark. Light to import: `aligning` does the work."""

from collections.abc import Sequence

from annotations.agreement.labelled_spans import LabelledSpan, SpanMatch


def matches(marks: Sequence[LabelledSpan]) -> list[SpanMatch]:
    """Match the marks of each two annotators one to one; all that overlap at all are considered."""
    from annotations.agreement import aligning

    found = aligning.matches(aligning.marks_of(marks))
    return [SpanMatch(*row) for row in zip(*(column.tolist() for column in found), strict=True)]


def agrees(match: SpanMatch, iou: float) -> bool:
    """Whether two matched marks are one place by this rule: so much overlap, or any when it is 0."""
    return match.overlap >= iou if iou else match.overlap > 0


def clusters(marks: Sequence[LabelledSpan], found: Sequence[SpanMatch], iou: float) -> list[list[int]]:
    """Put the marks of many annotators together, at most one of each, by their places in the list.

    Matches are followed from the best on; one that would bring in an annotator a second time is passed over.
    """
    from annotations.agreement import aligning

    numbers = aligning.clusters(aligning.marks_of(marks), aligning.matches_of(found), iou).tolist()
    places: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        places.setdefault(number, []).append(index)
    return [sorted(places[number], key=lambda index: marks[index].annotator) for number in sorted(places)]
