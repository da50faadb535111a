"""“How was this computed?”: the definition of a coefficient, and the counts behind a figure."""

from annotations.agreement.coefficients import known, title_of
from annotations.agreement.records import Computed, Figure

_LEVELS = {
    "nominal": "labels are the same or different",
    "ordinal": "ranked labels: their distance is the number of ratings between them",
    "interval": "numbers: squared differences",
    "ratio": "numbers: squared differences relative to their sum",
    "linear": "ranked labels: each step costs the same",
    "quadratic": "ranked labels: squared steps",
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


def level_of(level: str) -> str:
    """An explanation of a level of measurement or a rule for matching spans."""
    return _LEVELS.get(level, level)


def computed(figure: Figure) -> Computed:
    """Show how a figure was computed."""
    coefficient = known(figure.coefficient)
    definition = coefficient.definition if coefficient else ""
    if coefficient and coefficient.source:
        definition += f" {coefficient.source}."
    counts = [
        ("scale", level_of(figure.level)),
        ("units", f"{figure.units:,}"),
        ("pairable", f"{figure.pairable:,}"),
        ("left out", f"{figure.left_out:,}"),
        ("annotators", ", ".join(figure.annotators) or "–"),
    ]
    words = "disagreement" if coefficient and coefficient.of_disagreement else "agreement"
    counts += [(f"{name} {words}", f"{value:.6f}") for name, value in _sides(figure) if value is not None]
    counts += [(name.replace("_", " "), f"{value:,.10g}") for name, value in figure.counts.items()]
    if figure.decisions:
        counts.append(("decided one by one", f"{figure.decisions - figure.confirmed:,}"))
        counts.append(("confirmed by finishing the article", f"{figure.confirmed:,}"))
    if figure.sd is not None:
        counts.append(("standard deviation", f"{figure.sd:.6f}"))
    if figure.ci:
        ci = figure.ci
        drawn = f"percentile bootstrap, {ci.resamples:,} samples of articles"
        if ci.dropped:
            drawn += f", undefined for {ci.dropped:,} of them"
        counts.append((f"{ci.level:.0%} confidence interval", f"{ci.low:.6f} to {ci.high:.6f} ({drawn})"))
    return Computed(figure, title_of(figure.coefficient), definition, figure.rule, tuple(counts))


def _sides(figure: Figure) -> tuple[tuple[str, float | None], ...]:
    return ("observed", figure.observed), ("expected", figure.expected)
