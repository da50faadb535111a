"""Rows for spans: do annotators mark the same text?"""

from itertools import combinations
from typing import Any

import numpy as np

from annotations.agreement.choosing import study_of_decided
from annotations.agreement.coefficients import Coefficient, place_coefficients
from annotations.agreement.collected import Units, units_in
from annotations.agreement.collected_spans import SpansOf, spans_in
from annotations.agreement.figures import finished, parts_of
from annotations.agreement.place_sums import F1_COLUMNS, PlaceSums, added_places, f1_of_counts, nothing_marked
from annotations.agreement.questions import LABEL
from annotations.agreement.ratings import Floats, counts_of
from annotations.agreement.records import Coverage, Figure, Point, Row, framed, undefined
from annotations.agreement.resampling import FEWEST, draws, intervals
from annotations.agreement.span_samples import sampled_places
from annotations.agreement.span_sums import PAIR_COLUMNS
from annotations.agreement.study import Study, people_of
from annotations.agreement.trend import MOST_POINTS, windows
from annotations.agreement.wording import or_why_not, place_rule, state_of
from annotations.scheme import Layer


def place_row(study: Study, layer: Layer) -> Row:
    """Compute the row for the spans of a layer."""
    figures = place_figures(study, layer)
    level = headline_level(study, layer)
    headline = next(figure for figure in figures if figure.level == level)
    others = tuple(figure for figure in figures if figure is not headline)
    matched = matched_places(study, layer.name)
    notes = []
    spans = spans_in(study.parts, layer.name, len(study.plan.annotators))
    crossing = int(spans.sums.crossing.sum(dtype=np.int64)) if spans else 0
    if crossing:
        notes.append(f"Overlapping spans of one annotator were merged for unitizing alpha: {crossing:,}.")
    masked = sum(int(part.batch.masked[part.places].sum(dtype=np.int64)) for part in study.parts)
    if masked and not layer.masks:
        notes.append(f"{masked:,} words that all annotators masked are left out.")
    coverage = Coverage(matched, headline.units)
    explicit = None
    if headline.caution:
        apart = study_of_decided(study)
        explicit = next(figure for figure in place_figures(apart, layer) if figure.level == level)
    return Row(layer.name, "", "Same span", "place", headline, others, coverage, state_of(study, explicit or headline),
               _trend(study, spans, level), tuple(notes), explicit=explicit)  # fmt: skip


def _trend(study: Study, spans: SpansOf | None, level: str) -> tuple[Point, ...]:
    """Mean F1 for successive windows of articles, in the order in which their second annotator finished."""
    stamps, rank, version = study.times
    order = np.argsort(rank, kind="stable")
    pairs = pair_table(study, spans)[order]
    so_far, points = np.cumsum(pairs, axis=0), []
    versions = version[rank[order]]
    for start, stop in windows(versions, max(FEWEST, len(order) // MOST_POINTS)):
        here = so_far[stop - 1] - (so_far[start - 1] if start else 0)
        value, cumulative = (_mean(f1_of_counts(counts, level)) for counts in (here, so_far[stop - 1]))
        time = str(stamps[rank[order[stop - 1]]])
        points.append(Point(time, value, None, None, stop - start, int(versions[start]), cumulative))
    return tuple(points)


def _mean(values: Floats) -> float | None:
    there = values[np.isfinite(values)]
    return float(there.mean()) if len(there) else None


def headline_level(study: Study, layer: Layer) -> str:
    """The main rule for matching spans of a layer."""
    if layer.agreement == "characters" and study.settings.iou is None:
        return "characters"
    iou = study.plan.ious[layer.name]
    return "exact" if iou == 1 else "iou" if iou else "any"


def matched_places(study: Study, layer: str) -> int:
    """The number of spans that two or more annotators marked."""
    return int((counts_of(_units(study, layer).marked) > 1).sum())


def _units(study: Study, layer: str) -> Units:
    return units_in(study.parts, layer, len(study.plan.annotators))


def place_figures(study: Study, layer: Layer) -> list[Figure]:
    """All coefficients of spans: F1 by every rule, and the alphas that consider words and gaps too."""
    spans = spans_in(study.parts, layer.name, len(study.plan.annotators))
    pairs = pair_table(study, spans)
    chosen = [
        (coefficient, level) for coefficient in place_coefficients() for level in coefficient.levels
        if _applies(layer, coefficient, level) and (spans or level in F1_COLUMNS)
    ]  # fmt: skip
    sums = added_places(spans, pairs) if spans else nothing_marked(pairs.shape[1])
    units = len(_units(study, layer.name).row), int(spans.sums.items.sum(dtype=np.int64)) if spans else 0
    figures = [_place_figure(study, units, coefficient, sums._replace(level=level)) for coefficient, level in chosen]
    number = int(study.groups.max(initial=-1)) + 1
    cis = {}
    if spans and number >= FEWEST and any(figure.value is not None for figure in figures):
        drawn = draws(number, study.settings.resamples, study.settings.seed)
        names = [(coefficient.name, level) for coefficient, level in chosen]
        cis = intervals(drawn, sampled_places(spans, pairs, study.groups, number, names))
    rule, (decisions, confirmed) = place_rule(study, layer.name), decided_places(study, layer.name)
    found = []
    for figure in figures:
        ci = cis.get(f"{figure.coefficient} {figure.level}") if figure.value is not None else None
        figure = or_why_not(study, figure)._replace(layer=layer.name, rule=rule, annotators=study.counted, ci=ci)
        found.append(figure._replace(decisions=decisions, confirmed=confirmed))
    return found


def _applies(layer: Layer, coefficient: Coefficient[Any], level: str) -> bool:
    if not layer.labels and (coefficient.needs_labels or level.endswith("_label")):
        return False
    return layer.agreement == "characters" or not level.startswith("characters")


def _place_figure(study: Study, units: tuple[int, int], coefficient: Coefficient[Any], sums: PlaceSums) -> Figure:
    """A coefficient of spans; `units` counts spans, and words."""
    count = units[coefficient.name == "token_alpha"]
    figure = framed(coefficient.name, count, count, sums.level)
    if sums.level in F1_COLUMNS:
        figure = figure._replace(counts=_counts(study, sums.pairs, sums.level))
    figure = finished(figure, coefficient, parts_of(coefficient, sums))
    return figure if figure.value is not None else undefined(figure, _why_none(study, figure, sums))


def _why_none(study: Study, figure: Figure, sums: PlaceSums) -> str:
    """The code of the reason why a coefficient of spans is undefined."""
    if figure.coefficient == "token_alpha":
        return "no_variation" if sums.word_values.any() else "no_ratings"
    if figure.level in F1_COLUMNS:
        return ("no_annotators", "one_annotator", "no_spans")[min(len(study.counted), 2)]
    if figure.level != "unitizing":
        return "undefined"
    core = figure.coefficient == "cu_alpha_2016"
    if not (sums.lengths.core if core else sums.lengths.shared).any():
        return "no_spans" if not sums.lengths.units else "no_overlap" if core else "no_length"
    if figure.expected is not None and figure.expected > 0:
        return "undefined"
    return "too_little" if figure.observed else "no_variation" if sums.lengths.units else "no_spans"


def decided_places(study: Study, layer: str, pair: tuple[int, int] | None = None) -> tuple[int, int]:
    """How many spans of a layer people marked, and how many were only confirmed by finishing the article.

    With a pair of annotators, by index, only in the articles that both finished.
    """
    people, units = people_of(study), _units(study, layer)
    given = units.marked
    if pair:
        people &= np.isin(np.arange(len(people)), pair)
        given = given & np.all(study.finished[units.article][:, list(pair)], axis=1, keepdims=True)
    given = given & people
    return int(given.sum()), int((given & units.confirmed).sum())


def label_f1(study: Study, layer: Layer) -> dict[str, Figure]:
    """Mean pairwise F1 for each label separately, by the layer's own rule."""
    many, names = len(study.plan.annotators), [label.name for label in layer.labels]
    spans = spans_in(study.parts, layer.name, many)
    counts = spans.labels(many) if spans else np.zeros((many * (many - 1) // 2, len(names), 3))
    iou, rule, found = study.plan.ious[layer.name], place_rule(study, layer.name), {}
    for place, name in enumerate(names):
        one, other, both = counts[:, place].T
        marks = int((one + other).sum())
        frame = framed("pairwise_span_f1_mean", marks, marks, "exact_label" if iou == 1 else "iou_label")
        frame = frame._replace(layer=layer.name, field=LABEL, annotators=study.counted, rule=rule)
        there = one + other > 0
        found[name] = _mean_of(frame, 2 * both[there] / (one + other)[there])
    return found


def _mean_of(figure: Figure, values: Floats) -> Figure:
    if not len(values):
        return undefined(figure, ("no_annotators", "one_annotator", "no_spans")[min(len(figure.annotators), 2)])
    return figure._replace(value=float(np.mean(values)), sd=float(np.std(values)))


def pair_table(study: Study, spans: SpansOf | None) -> Floats:
    """The counts of all articles: articles by pairs of annotators by `PAIR_COLUMNS`."""
    many = len(study.plan.annotators)
    return spans.table(many) if spans else np.zeros((0, many * (many - 1) // 2, len(PAIR_COLUMNS)))


def _counts(study: Study, pairs: Floats, level: str) -> dict[str, float]:
    values = f1_of_counts(pairs, level)
    names = [f"{one} – {other}" for one, other in combinations(study.names, 2)]
    return {name: float(value) for name, value in zip(names, values, strict=True) if np.isfinite(value)}
