"""“How was this computed?”: what each coefficient is, in words and as a formula, with the counts of a figure."""

from annotations.agreement.records import Computed, Figure

_TITLES = {
    "krippendorff_alpha": "Krippendorff's alpha",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2": "Gwet's AC2",
    "percent_agreement": "Observed agreement",
    "specific_agreement": "Specific agreement",
    "cohen_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "fleiss_kappa_category": "Fleiss' kappa of one category",
    "conger_kappa": "Conger's kappa",
    "light_kappa": "Light's kappa",
    "scott_pi": "Scott's pi",
    "bennett_s": "Bennett's S",
    "brennan_prediger": "Brennan and Prediger's kappa",
    "randolph_kappa": "Randolph's kappa",
    "pairwise_span_f1_mean": "Mean F1 of all pairs",
    "span_f1": "F1",
    "token_alpha": "Alpha word by word",
    "bu_alpha_2016": "Alpha of marking at all (|u)",
    "u_alpha_2016": "Alpha of places and labels (u)",
    "cu_alpha_2016": "Alpha of labels where two marked (cu)",
    "ku_alpha_2016": "Alpha of one label where two marked ((k)u)",
    "gamma": "Gamma",
}
_CHANCE = "(p_a − p_e) / (1 − p_e), where p_a is the mean over units of the share of pairs of ratings that agree; "
_KAPPA = "1 − (differences observed) / (differences expected from each annotator's own use of the labels)"
_LENGTHS = "1 − D_o / D_e by lengths of text: "
_MATCHED = "2 · matched / (marks of one + marks of the other), over all articles that both finished"
_DEFINITIONS = {
    "krippendorff_alpha": "1 − D_o / D_e: the mean distance of two ratings of one unit, over that of any two ratings. "
    "A unit with n ratings weighs n; ratings that are missing do not count. 1 is perfect, 0 is chance.",
    "gwet_ac1": _CHANCE + "p_e = Σ π_k (1 − π_k) / (q − 1), with π_k the share of label k and q the number of labels "
    "in the scheme, used or not.",
    "gwet_ac2": _CHANCE + "near misses earn 1 − (steps / most steps)²; p_e = T Σ π_k (1 − π_k) / (q (q − 1)), with T "
    "the sum of these weights over all pairs of labels.",
    "percent_agreement": "The mean over units of the share of pairs of ratings that agree, not corrected for chance.",
    "specific_agreement": "Of the ratings that gave this label, the share that another annotator's met.",
    "cohen_kappa": _KAPPA + ", over the units that both rated.",
    "fleiss_kappa": _CHANCE + "p_e = Σ π_k².",
    "fleiss_kappa_category": "Fleiss' kappa of one category against all others: (P_k − π_k) / (1 − π_k).",
    "conger_kappa": _CHANCE + "p_e is the mean over pairs of annotators of the product of their own shares.",
    "light_kappa": "The mean of Cohen's kappa over all pairs of annotators.",
    "scott_pi": _CHANCE + "p_e = Σ π_k², over the units that both rated.",
    "bennett_s": _CHANCE + "p_e = 1 / q.",
    "brennan_prediger": _CHANCE + "p_e = 1 / q.",
    "randolph_kappa": _CHANCE + "p_e = 1 / q.",
    "pairwise_span_f1_mean": f"For each two annotators {_MATCHED}; then the mean of the pairs. Articles in which "
    "neither marked anything add nothing.",
    "span_f1": f"{_MATCHED}.",
    "token_alpha": "Krippendorff's alpha with every word as a unit: outside, or for each label its first word and the "
    "rest. Where marks of one annotator overlap, the outer one counts.",
    "bu_alpha_2016": _LENGTHS + "marked or not, whatever the label.",
    "u_alpha_2016": _LENGTHS + "the label, or none, that two annotators gave to the same text.",
    "cu_alpha_2016": _LENGTHS + "the labels of what two annotators have both marked.",
    "ku_alpha_2016": _LENGTHS + "one label, in what two annotators have both marked.",
    "gamma": "1 − disorder of the best alignment of all marks / mean disorder of alignments of shuffled marks.",
}
_SOURCES = {
    "krippendorff_alpha": "Krippendorff 2004, 2011", "gwet_ac1": "Gwet 2008", "gwet_ac2": "Gwet 2014",
    "cohen_kappa": "Cohen 1960, 1968", "fleiss_kappa": "Fleiss 1971", "conger_kappa": "Conger 1980",
    "light_kappa": "Light 1971", "scott_pi": "Scott 1955", "gamma": "Mathet, Widlöcher and Métivier 2015",
    "brennan_prediger": "Brennan and Prediger 1981", "randolph_kappa": "Randolph 2005",
    "bennett_s": "Bennett, Alpert and Goldstein 1954", "bu_alpha_2016": "Krippendorff et al. 2016",
    "u_alpha_2016": "Krippendorff et al. 2016", "cu_alpha_2016": "Krippendorff et al. 2016",
    "ku_alpha_2016": "Krippendorff et al. 2016",
}  # fmt: skip
_LEVELS = {
    "nominal": "labels differ or do not",
    "ordinal": "ranks: labels are as far apart as there are ratings between them",
    "interval": "numbers: squared differences",
    "ratio": "numbers: squared differences relative to their sum",
    "linear": "ranks of the scheme: each step costs the same",
    "quadratic": "ranks of the scheme: squared steps",
    "masi": "sets, MASI distance",
    "jaccard": "sets, Jaccard distance",
    "exact": "the same first and last word",
    "exact_label": "the same first and last word, and label",
    "iou": "enough words in common",
    "iou_label": "enough words in common, and the same label",
    "any": "any word in common",
    "any_label": "any word in common, and the same label",
    "characters": "character by character",
    "characters_label": "character by character, and the same label",
    "unitizing": "lengths in words",
}


def title_of(coefficient: str) -> str:
    """The name of a coefficient as people know it."""
    return _TITLES.get(coefficient, coefficient)


def level_of(level: str) -> str:
    """What a level of measurement, or a rule of comparing places, means."""
    return _LEVELS.get(level, level)


def computed(figure: Figure) -> Computed:
    """Tell how a figure was computed."""
    source = _SOURCES.get(figure.coefficient)
    definition = _DEFINITIONS.get(figure.coefficient, "") + (f" {source}." if source else "")
    counts = [
        ("scale", level_of(figure.level)),
        ("units", f"{figure.units:,}"),
        ("pairable", f"{figure.pairable:,}"),
        ("left out", f"{figure.left_out:,}"),
        ("annotators", ", ".join(figure.annotators) or "–"),
    ]
    words = "disagreement" if "alpha" in figure.coefficient else "agreement"
    counts += [(f"{name} {words}", f"{value:.6f}") for name, value in _sides(figure) if value is not None]
    counts += [(name.replace("_", " "), f"{value:,.10g}") for name, value in figure.counts.items()]
    if figure.decisions:
        counts.append(("decided one by one", f"{figure.decisions - figure.confirmed:,}"))
        counts.append(("confirmed with the article", f"{figure.confirmed:,}"))
    if figure.sd is not None:
        counts.append(("standard deviation", f"{figure.sd:.6f}"))
    if figure.ci:
        ci = figure.ci
        drawn = f"{ci.resamples:,} samples of articles, percentiles" + (
            f", {ci.dropped} without a value" * (ci.dropped > 0)
        )
        counts.append((f"{ci.level:.0%} interval", f"{ci.low:.6f} to {ci.high:.6f} ({drawn})"))
    return Computed(figure, title_of(figure.coefficient), definition, figure.rule, tuple(counts))


def _sides(figure: Figure) -> tuple[tuple[str, float | None], ...]:
    return ("observed", figure.observed), ("expected", figure.expected)
