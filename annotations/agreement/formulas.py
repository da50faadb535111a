"""The formulas of the coefficients, each written once for the figure and its confidence interval. Light to import.

Observed agreement with missing ratings, and weights, follow Gwet, Handbook of Inter-Rater Reliability. A formula may
divide by zero: a result that is not a finite number means that the coefficient is undefined.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from annotations.agreement.sums import Sums

if TYPE_CHECKING:
    from annotations.agreement.place_sums import PlaceSums
    from annotations.agreement.ratings import Floats

_CLOSE = 1e-15  # agreement by chance this close to 1 leaves nothing to measure


class Parts(NamedTuple):
    """A coefficient's value, nan where undefined, and the observed and expected agreement or disagreement behind it.

    `sd` is the standard deviation over pairs of annotators; `counts` are further numbers worth showing.
    """

    value: "Floats"
    observed: "Floats | None" = None
    expected: "Floats | None" = None
    counts: "Mapping[str, Floats]" = {}
    sd: "Floats | None" = None


def corrected(observed: "Floats", expected: "Floats") -> Parts:
    """Agreement beyond chance: (observed - expected) / (1 - expected)."""
    import numpy as np

    room = np.asarray(1 - expected)
    return Parts((observed - expected) / np.where(room > _CLOSE, room, np.nan), observed, expected)


def percent_agreement(sums: Sums) -> Parts:
    """Observed agreement, not corrected for chance."""
    observed = sums.observed()
    return Parts(observed, observed)


def fleiss_kappa(sums: Sums, weights: str = "nominal") -> Parts:
    """Chance: two ratings picked at random from all."""
    return corrected(sums.observed(weights), sums.by_chance(weights))


def weighted_fleiss_kappa(sums: Sums) -> Parts:
    """Fleiss' kappa with credit for near misses."""
    return fleiss_kappa(sums, "quadratic")


def scott_pi(sums: Sums) -> Parts:
    """Chance: two ratings picked at random from the units that both annotators rated."""
    return corrected(sums.observed(), sums.squared_values / sums.ratings**2)


def brennan_prediger(sums: Sums, weights: str = "nominal") -> Parts:
    """Chance: all labels equally likely. Undefined for a single label."""
    import numpy as np

    pairs_of_labels = np.where(sums.labels > 1, sums.labels**2, np.nan)
    return corrected(sums.observed(weights), sums.credit(weights) / pairs_of_labels)


def perreault_leigh(sums: Sums) -> Parts:
    """The square root of Brennan and Prediger's kappa; 0 for agreement below chance."""
    import numpy as np

    kappa = brennan_prediger(sums)
    return kappa._replace(value=np.sqrt(np.maximum(kappa.value, 0)))


def gwet_ac1(sums: Sums, weights: str = "nominal") -> Parts:
    """Chance: the less, the more one label dominates."""
    unlike = 1 - sums.by_chance()
    return corrected(sums.observed(weights), sums.credit(weights) * unlike / (sums.labels * (sums.labels - 1)))


def gwet_ac2(sums: Sums) -> Parts:
    """AC1 with credit for near misses."""
    return gwet_ac1(sums, "quadratic")


def krippendorff_alpha(sums: Sums) -> Parts:
    """Disagreement among the ratings of a unit, relative to disagreement among all ratings."""
    return of_disagreement(*sums.disagreement(), sums.ratings)


def of_disagreement(observed: "Floats", expected: "Floats", ratings: "Floats") -> Parts:
    """Alpha from summed distances, of a number of ratings."""
    import numpy as np

    value = 1 - (ratings - 1) * observed / np.where(expected > 0, expected, np.nan)
    counts = {"ratings": ratings, "observed_disagreement": observed, "expected_disagreement": expected}
    return Parts(value, observed / ratings, expected / (ratings * (ratings - 1)), counts)


def mean_f1(sums: "PlaceSums") -> Parts:
    """The mean of F1 over the pairs of annotators who marked anything."""
    import numpy as np

    from annotations.agreement.place_sums import f1_of_counts

    values = f1_of_counts(sums.pairs, sums.level)
    there = np.isfinite(values)
    count = there.sum(axis=-1)
    count = np.where(count > 0, count, np.nan)
    mean = np.where(there, values, 0).sum(axis=-1) / count
    spread = np.where(there, values - mean[..., None], 0) ** 2
    return Parts(mean, sd=np.sqrt(spread.sum(axis=-1) / count))


def token_alpha(sums: "PlaceSums") -> Parts:
    """Krippendorff's alpha with words as units."""
    n = sums.word_values.sum(axis=-1)
    return of_disagreement(n - sums.same_words, n * n - (sums.word_values**2).sum(axis=-1), n)


def u_alpha(sums: "PlaceSums") -> Parts:
    """Spans, labels and gaps."""
    return unitizing(sums.lengths.shared, sums.lengths.squares)


def bu_alpha(sums: "PlaceSums") -> Parts:
    """Marked or not, whatever the label."""
    from annotations.agreement.unitizing import merged

    one = merged(sums.lengths)
    return unitizing(one.shared, one.squares)


def cu_alpha(sums: "PlaceSums") -> Parts:
    """Labels, where two annotators marked the text."""
    return unitizing(sums.lengths.core, sums.lengths.core_squares)


def unitizing(shared: "Floats", squares: "Floats") -> Parts:
    """Alpha of lengths, from how much text two annotators gave which two labels. See `unitizing.Lengths`."""
    import numpy as np

    total, rows = shared.sum(axis=(-2, -1)), shared.sum(axis=-1)
    observed = total - np.trace(shared, axis1=-2, axis2=-1)
    free = total * total - squares.sum(axis=-1)
    unlike = total * total - (rows**2).sum(axis=-1)
    expected = total * unlike / np.where(free > 0, free, np.inf)
    return Parts(1 - observed / np.where(expected > 0, expected, np.nan), observed, expected)
