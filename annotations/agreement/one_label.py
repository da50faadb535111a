"""Figures of one label against all others."""

from annotations.agreement import formulas
from annotations.agreement.coefficients import HEADLINE
from annotations.agreement.figures import finished
from annotations.agreement.ratings import Counted
from annotations.agreement.records import Figure, framed, undefined


def alpha_of_label(sums: Counted, index: int) -> Figure:
    """Krippendorff's alpha with all other labels treated as one."""
    figure = framed(HEADLINE.name, sums.items, sums.pairable)
    if not sums.pairable:
        return undefined(figure, "no_pairable" if sums.rated else "no_ratings")
    n, own = sums.values.sum(), sums.values[index]
    parts = formulas.of_disagreement(2 * (own - sums.same[index]), 2 * own * (n - own), n)
    return finished(figure, HEADLINE, parts)


def specific_of(sums: Counted, index: int) -> Figure:
    """Specific agreement: how often another annotator's rating matches a rating with this label."""
    figure = framed("specific_agreement", sums.items, sums.pairable)
    if not sums.values[index]:
        return undefined(figure, "no_label")
    value = float(sums.same[index] / sums.values[index])
    return figure._replace(value=value, observed=value)
