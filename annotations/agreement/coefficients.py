"""The registry of agreement coefficients. Light to import.

The figures with their confidence intervals, “How was this computed?”, the methods text, exports and the command line
all follow from an entry.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from annotations.agreement import formulas, kappas
from annotations.agreement.formulas import Parts
from annotations.agreement.records import Figure
from annotations.agreement.sums import Sums
from annotations.errors import ClaimdeskError

if TYPE_CHECKING:
    from annotations.agreement.place_sums import PlaceSums
    from annotations.agreement.ratings import Ratings

F = TypeVar("F")
OfLabels = Callable[[Sums], Parts]
OfAnnotators = Callable[["Ratings", str], Figure]
OfPlaces = Callable[["PlaceSums"], Parts]
NUMBERS_AND_SETS = ("interval", "ratio", "masi", "jaccard", "masi_dkpro")


class Coefficient(NamedTuple, Generic[F]):
    """A coefficient: its name in exports, what people read about it, the scales it is defined for, and its function.

    Coefficients for the nominal scale are computed for ordinal labels too, without regard to their order. `weights` are
    the schemes of credit for near misses that it is computed with, `annotators` is how many it needs if not any number.
    `short` is its title in a narrow column: the first of a row that has one appears next to the headline.
    """

    name: str
    title: str
    definition: str
    source: str
    levels: tuple[str, ...]
    function: F
    short: str = ""
    weights: tuple[str, ...] = ()
    annotators: int | None = None
    of_disagreement: bool = False
    needs_labels: bool = False  # of spans: meaningless in a layer without labels
    in_methods: bool = True  # appears in the methods text


_CHANCE = (
    "(p_a − p_e) / (1 − p_e). p_a is observed agreement: the share of pairs of ratings of a unit that agree, averaged "
    "over units. p_e is agreement by chance: "
)
_LENGTHS = "1 − D_o / D_e, measured in lengths of text. "
_NEAR = " Near misses earn credit: 1 − (steps apart / most steps possible)²."
_MATCHED = "2 · matched spans / (spans of one + spans of the other), over all articles that both finished"

COEFFICIENTS: tuple[Coefficient[OfLabels], ...] = (
    Coefficient(
        "krippendorff_alpha", "Krippendorff's alpha",
        "1 − D_o / D_e. D_o is the mean distance between two ratings of the same unit, D_e the mean distance between "
        "any two ratings. A unit counts in proportion to its number of ratings; missing ratings are ignored. 1 means "
        "perfect agreement, 0 means chance.",
        "Krippendorff 2004, 2011", ("nominal", "ordinal", *NUMBERS_AND_SETS), formulas.krippendorff_alpha,
        of_disagreement=True,
    ),
    Coefficient(
        "gwet_ac2", "Gwet's AC2",
        f"{_CHANCE}T Σ π_k (1 − π_k) / (q (q − 1)), where π_k is the share of ratings with label k, q the number of "
        f"labels in the scheme, and T the total credit over all pairs of labels.{_NEAR}",
        "Gwet 2014", ("ordinal",), formulas.gwet_ac2, "AC2", ("quadratic",),
    ),
    Coefficient(
        "gwet_ac1", "Gwet's AC1",
        f"{_CHANCE}Σ π_k (1 − π_k) / (q − 1), where π_k is the share of ratings with label k and q the number of "
        "labels in the scheme, used or not. Remains stable when one label is very common.",
        "Gwet 2008", ("nominal",), formulas.gwet_ac1, "AC1",
    ),
    Coefficient(
        "percent_agreement", "Observed agreement",
        "The share of pairs of ratings of a unit that agree, averaged over units. Not corrected for chance.",
        "", ("nominal",), formulas.percent_agreement,
    ),
    Coefficient(
        "fleiss_kappa", "Fleiss' kappa",
        f"{_CHANCE}Σ π_k², where π_k is the share of ratings with label k.",
        "Fleiss 1971", ("nominal",), formulas.fleiss_kappa,
    ),
    Coefficient(
        "weighted_fleiss_kappa", "Fleiss' kappa, weighted",
        f"{_CHANCE}the credit of two ratings picked at random.{_NEAR}",
        "Fleiss 1971, weighted as in Gwet 2014", ("ordinal",), formulas.weighted_fleiss_kappa, weights=("quadratic",),
    ),
    Coefficient(
        "brennan_prediger", "Brennan and Prediger's kappa",
        f"{_CHANCE}1 / q, where q is the number of labels in the scheme. Also known as Bennett's S, PABAK and "
        "Randolph's free-marginal kappa.",
        "Brennan and Prediger 1981", ("nominal",), formulas.brennan_prediger,
    ),
    Coefficient(
        "scott_pi", "Scott's pi",
        f"{_CHANCE}Σ π_k², where π_k is the share of label k in the ratings of both annotators. Only units that both "
        "rated count.",
        "Scott 1955", ("nominal",), formulas.scott_pi, annotators=2,
    ),
    Coefficient(
        "perreault_leigh", "Perreault and Leigh's I_r",
        "√((p_a − 1 / q) · q / (q − 1)), or 0 if p_a is below 1 / q. p_a is observed agreement, q the number of labels "
        "in the scheme. Common in content analysis.",
        "Perreault and Leigh 1989", ("nominal",), formulas.perreault_leigh, annotators=2,
    ),
)  # fmt: skip
"""Coefficients of labels, in the order in which they appear; computed from sums, so they have confidence intervals."""

HEADLINE = COEFFICIENTS[0]

OF_ANNOTATORS: tuple[Coefficient[OfAnnotators], ...] = (
    Coefficient(
        "conger_kappa", "Conger's kappa",
        f"{_CHANCE}how often two annotators would agree given how often each uses each label, averaged over all pairs "
        "of annotators.",
        "Conger 1980", ("nominal",), kappas.conger_kappa,
    ),
    Coefficient(
        "light_kappa", "Light's kappa",
        "The mean of Cohen's kappa over all pairs of annotators, leaving out pairs for which it is undefined.",
        "Light 1971", ("nominal",), kappas.light_kappa,
    ),
    Coefficient(
        "cohen_kappa", "Cohen's kappa",
        "1 − (observed disagreement) / (disagreement expected from how often each annotator uses each label), over the "
        "units that both rated.",
        "Cohen 1960, 1968", ("nominal",), kappas.cohen_kappa, weights=("nominal", "linear", "quadratic"), annotators=2,
    ),
)  # fmt: skip
"""Coefficients that depend on who gave which rating: for tables of ratings and for pairs, without intervals."""

F1_RULES = ("exact", "iou", "any", "characters", "exact_label", "iou_label", "any_label", "characters_label")
OF_PLACES: tuple[Coefficient[OfPlaces], ...] = (
    Coefficient(
        "pairwise_span_f1_mean", "Mean pairwise F1",
        f"For each pair of annotators {_MATCHED}; then the mean over pairs. Articles in which neither marked anything "
        "do not count.",
        "", F1_RULES, formulas.mean_f1, in_methods=False,
    ),
    Coefficient(
        "bu_alpha_2016", "Unitizing alpha, marked or not (|u)",
        f"{_LENGTHS}Only whether text is marked counts, not the label.",
        "Krippendorff et al. 2016", ("unitizing",), formulas.bu_alpha, "α", of_disagreement=True,
    ),
    Coefficient(
        "u_alpha_2016", "Unitizing alpha, spans and labels (u)",
        f"{_LENGTHS}Compares the labels that two annotators gave the same text; unmarked text counts as a label.",
        "Krippendorff et al. 2016", ("unitizing",), formulas.u_alpha, of_disagreement=True, needs_labels=True,
        in_methods=False,
    ),
    Coefficient(
        "cu_alpha_2016", "Unitizing alpha, labels only (cu)",
        f"{_LENGTHS}Compares labels in the text that both annotators marked.",
        "Krippendorff et al. 2016", ("unitizing",), formulas.cu_alpha, of_disagreement=True, needs_labels=True,
        in_methods=False,
    ),
    Coefficient(
        "token_alpha", "Token-level alpha",
        "Krippendorff's alpha with every word as a unit. A word is outside all spans, or for each label the first word "
        "of a span or a later one. Where spans of one annotator overlap, the outer one counts.",
        "", ("nominal",), formulas.token_alpha, of_disagreement=True, in_methods=False,
    ),
)  # fmt: skip
"""Coefficients of where annotators marked spans, from `PlaceSums`; with intervals."""

_OTHERS: tuple[Coefficient[None], ...] = (
    Coefficient(
        "specific_agreement", "Specific agreement",
        "Of all ratings with this label, the share that another annotator's rating matches. Not corrected for chance.",
        "", ("nominal",), None,
    ),
    Coefficient("span_f1", "F1", f"{_MATCHED}.", "", F1_RULES, None),
    Coefficient(
        "gamma", "Gamma",
        "1 − (disorder of the best alignment of all spans) / (mean disorder of alignments of shuffled spans).",
        "Mathet, Widlöcher and Métivier 2015", ("unitizing",), None,
    ),
)  # fmt: skip


def known(name: str) -> Coefficient[Any] | None:
    """The coefficient with this name, if there is one."""
    return next((coefficient for coefficient in _everything() if coefficient.name == name), None)


def _everything() -> tuple[Coefficient[Any], ...]:
    return (*COEFFICIENTS, *OF_ANNOTATORS, *OF_PLACES, *_OTHERS)


def title_of(name: str) -> str:
    """The title of a coefficient."""
    coefficient = known(name)
    return coefficient.title if coefficient else name


def label_coefficients(level: str, annotators: int) -> list[Coefficient[OfLabels]]:
    """The coefficients of labels that are defined for a scale and a number of annotators."""
    return [coefficient for coefficient in COEFFICIENTS if _fits(coefficient, level, annotators)]


def place_coefficients() -> tuple[Coefficient[OfPlaces], ...]:
    """The coefficients of where spans were marked; the first is the headline."""
    return OF_PLACES


def annotator_coefficients(level: str, annotators: int) -> list[Coefficient[OfAnnotators]]:
    """The same of those that depend on who gave which rating."""
    return [coefficient for coefficient in OF_ANNOTATORS if _fits(coefficient, level, annotators)]


def _fits(coefficient: Coefficient[Any], level: str, annotators: int) -> bool:
    scales = {level, "nominal"} if level == "ordinal" else {level}
    return coefficient.annotators in (None, annotators) and not scales.isdisjoint(coefficient.levels)


def levels_of(coefficient: Coefficient[Any], level: str) -> tuple[str, ...]:
    """How a figure describes its scale: the credit for near misses, or the scale at which it was computed."""
    if coefficient.weights:
        return coefficient.weights if level == "ordinal" else coefficient.weights[:1]
    return (level,) if level in coefficient.levels else ("nominal",)


def checked_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of coefficients as given; refused if there is no such coefficient."""
    have = [coefficient.name for coefficient in _everything()]
    for name in names:
        if name not in have:
            raise ClaimdeskError(f"There is no coefficient “{name}”. Choose from: {', '.join(have)}.")
    return names
