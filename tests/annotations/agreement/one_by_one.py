"""Coefficients by name for tables of ratings and for spans, as tests call them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from annotations.agreement import formulas
from annotations.agreement.aligning import Matches, marks_of, matches
from annotations.agreement.coefficients import COEFFICIENTS
from annotations.agreement.figures import figure_of, figure_of_ratings, parts_of, unit_sums
from annotations.agreement.labelled_spans import LabelledSpan
from annotations.agreement.one_label import specific_of
from annotations.agreement.place_sums import PlaceSums
from annotations.agreement.ratings import Floats, Ratings, counted
from annotations.agreement.records import Figure
from annotations.agreement.unitizing import Lengths

Span = tuple[int, int, str]


def named(name: str, function: Callable[..., formulas.Parts] | None = None) -> Callable[..., Figure]:
    """The coefficient of the registry, for ratings and a level or distances; with a function, computed by that one."""
    coefficient = next(coefficient for coefficient in COEFFICIENTS if coefficient.name == name)

    def compute(ratings: Ratings, level: str = "nominal", distance: Floats | None = None) -> Figure:
        return figure_of_ratings(name, ratings, level, distance)

    def compute_with(ratings: Ratings, weights: str = "quadratic") -> Figure:
        made = coefficient._replace(function=lambda sums: function(sums, weights), weights=(weights,))
        return figure_of(made, unit_sums(ratings, "ordinal"))

    return compute if function is None else compute_with


krippendorff_alpha = named("krippendorff_alpha")
percent_agreement = named("percent_agreement")
fleiss_kappa = named("fleiss_kappa")
scott_pi = named("scott_pi")
brennan_prediger = named("brennan_prediger")
gwet_ac1 = named("gwet_ac1")
gwet_ac2 = named("gwet_ac2", formulas.gwet_ac1)
weighted_fleiss_kappa = named("weighted_fleiss_kappa", formulas.fleiss_kappa)
perreault_leigh = named("perreault_leigh")


def fleiss_kappa_of(ratings: Ratings, category: Any) -> Figure:
    """Fleiss' kappa of one category against all others."""
    codes = np.where(ratings.codes < 0, -1, ratings.codes == ratings.categories.index(category))
    return fleiss_kappa(Ratings(codes.astype(np.int32), (False, True)))


def specific_agreement(ratings: Ratings, category: Any) -> Figure:
    return specific_of(counted(ratings.codes, len(ratings.categories)), ratings.categories.index(category))


def of_lengths(name: str, lengths: Lengths, label: int = 0) -> float | None:
    """A coefficient of 2016; (k)u, of one label, is what cu is made of."""
    function = {"u": formulas.u_alpha, "bu": formulas.bu_alpha, "cu": formulas.cu_alpha, "ku": formulas.cu_alpha}
    sums = PlaceSums(np.zeros((0, 12)), lengths, np.zeros(()), np.zeros(1))
    part = name.partition("_")[0]
    if part != "ku":
        value = float(parts_of(COEFFICIENTS[0]._replace(function=function[part]), sums).value)
        return value if np.isfinite(value) else None
    rows, total = lengths.core.sum(axis=1), lengths.core.sum()
    unlike, alike = rows[label] * (total - rows[label]), rows[label] ** 2 - lengths.core_squares[label]
    observed = (rows[label] - lengths.core[label, label]) / rows[label]
    return float(1 - observed * (unlike + alike) / unlike)


def span_f1(
    one: Sequence[Sequence[Span]], other: Sequence[Sequence[Span]], level: str = "strict", iou: float = 0.5
) -> Figure:
    """F1 of two annotators over several texts, by the matching of the program.

    `strict` needs the same edges and label, `exact` the same edges, `ent_type` any overlap and the same label; `iou`
    needs so much overlap and `any` any; `partial` counts an overlap with other edges as half.
    """
    total, hits = 0, 0.0
    for these, those in zip(one, other, strict=True):
        marks = [LabelledSpan(0, *span, f"{i}") for i, span in enumerate(these)]
        marks += [LabelledSpan(1, *span, f"{i}") for i, span in enumerate(those)]
        total += len(marks)
        hits += credit(matches(marks_of(marks)), level, iou)
    return Figure("span_f1", value=2 * hits / total if total else None, units=total)


def credit(found: Matches, level: str, iou: float) -> float:
    exact = found.overlap == 1.0
    if level == "partial":
        return float(np.where(exact, 1.0, 0.5).sum())
    hits = exact if level in ("strict", "exact") else found.agree(iou if level == "iou" else 0)
    return float((hits & found.same_label if level in ("strict", "ent_type") else hits).sum())


def mean_f1(documents: Sequence[Mapping[str, Sequence[Span]]], level: str, label: str | None = None) -> Figure:
    """The mean of F1 over all pairs of annotators, over the texts that both have; of one label only if it is given."""
    people = sorted({person for document in documents for person in document})
    values = []
    for index, one in enumerate(people):
        for other in people[index + 1 :]:
            both = [
                [[span for span in document[who] if label in (None, span[2])] for who in (one, other)]
                for document in documents
                if one in document and other in document
            ]
            pair = span_f1([spans for spans, _ in both], [spans for _, spans in both], level)
            values += [pair.value] if pair.value is not None else []
    return Figure("pairwise_span_f1_mean", value=float(np.mean(values)), sd=float(np.std(values)))
