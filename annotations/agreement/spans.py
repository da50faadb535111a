"""F1 between annotators: of two, and its mean over all pairs. Chance plays no part, since empty text has no end."""

from collections.abc import Mapping, Sequence

import numpy as np

from annotations.agreement.aligning import Matches, marks_of, matches
from annotations.agreement.labelled_spans import LabelledSpan
from annotations.agreement.ratings import Floats
from annotations.agreement.records import Figure, framed, undefined
from annotations.agreement.span_sums import PAIR_COLUMNS

Span = tuple[int, int, str]
LEVELS = {
    "exact": ("one", "other", "exact"),
    "exact_label": ("one", "other", "exact_label"),
    "iou": ("one", "other", "close"),
    "iou_label": ("one", "other", "close_label"),
    "any": ("one", "other", "any"),
    "any_label": ("one", "other", "any_label"),
    "characters": ("one_signs", "other_signs", "signs"),
    "characters_label": ("one_signs", "other_signs", "signs_label"),
}
"""How places are compared: the same edges, enough overlap, any, or character by character; with labels or not."""


def span_f1(
    one: Sequence[Sequence[Span]], other: Sequence[Sequence[Span]], level: str = "strict", iou: float = 0.5
) -> Figure:
    """F1 of two annotators over several texts, each a list of spans.

    `strict` needs the same edges and label, `exact` the same edges, `ent_type` any overlap and the same label; `iou`
    needs so much overlap and `any` any; `partial` counts an overlap with other edges as half. Two empty texts add
    nothing.
    """
    total, hits = 0, 0.0
    for these, those in zip(one, other, strict=True):
        marks = [LabelledSpan(0, *span, f"{i}") for i, span in enumerate(these)]
        marks += [LabelledSpan(1, *span, f"{i}") for i, span in enumerate(those)]
        total += len(marks)
        hits += _credit(matches(marks_of(marks)), level, iou)
    figure = framed("span_f1", total, total, level)._replace(counts={"marks": total, "matched": hits})
    return figure._replace(value=2 * hits / total) if total else undefined(figure, "no_spans")


def _credit(found: Matches, level: str, iou: float) -> float:
    exact = found.overlap == 1.0
    if level == "partial":
        return float(np.where(exact, 1.0, 0.5).sum())
    if level in ("strict", "exact"):
        hits, with_label = exact, level == "strict"
    elif level in ("iou", "iou_label"):
        hits, with_label = found.agree(iou), level == "iou_label"
    else:
        hits, with_label = found.agree(0), level != "any"
    return float((hits & found.same_label if with_label else hits).sum())


def pairwise_span_f1_mean(
    documents: Sequence[Mapping[str, Sequence[Span]]], level: str = "strict", label: str | None = None
) -> Figure:
    """The mean of F1 over all pairs of annotators, with its standard deviation; of one label only when it is given.

    A pair's F1 is over the texts that both have.
    """
    people = sorted({person for document in documents for person in document})
    values, marks = [], 0
    for index, one in enumerate(people):
        for other in people[index + 1 :]:
            both = [
                [[span for span in document[who] if label in (None, span[2])] for who in (one, other)]
                for document in documents
                if one in document and other in document
            ]
            pair = span_f1([spans for spans, _ in both], [spans for _, spans in both], level)
            marks += pair.units
            values += [pair.value] if pair.value is not None else []
    figure = framed("pairwise_span_f1_mean", marks, marks, level)._replace(annotators=tuple(people))
    return mean_of(figure, values)


def mean_of(figure: Figure, values: Sequence[float]) -> Figure:
    """The figure with the mean and the standard deviation of the pairs' values."""
    if not values:
        return undefined(figure, ("no_annotators", "one_annotator", "no_spans")[min(len(figure.annotators), 2)])
    return figure._replace(value=float(np.mean(values)), sd=float(np.std(values)))


def f1_of_counts(pairs: Floats, level: str) -> Floats:
    """F1 from counts with `PAIR_COLUMNS` on the last axis; not a number where neither has marked anything."""
    one, other, hits = (pairs[..., PAIR_COLUMNS.index(name)] for name in LEVELS[level])
    total = one + other
    return np.asarray(np.where(total > 0, 2 * hits / np.where(total > 0, total, 1), np.nan))
