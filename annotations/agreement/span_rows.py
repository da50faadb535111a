"""Rows on places: do annotators mark the same text at all?"""

from collections.abc import Sequence
from functools import reduce
from itertools import combinations

import numpy as np

from annotations.agreement.alpha import of_disagreement
from annotations.agreement.questions import LABEL
from annotations.agreement.ratings import Floats
from annotations.agreement.records import Coverage, Figure, Point, Row, framed
from annotations.agreement.resampling import FEWEST, draws, intervals
from annotations.agreement.span_samples import sampled_places
from annotations.agreement.span_sums import PAIR_COLUMNS, SpanSums
from annotations.agreement.spans import f1_of_counts, mean_of
from annotations.agreement.study import Study, people_of, study_of_decided, version_at
from annotations.agreement.trend import MOST_POINTS, windows
from annotations.agreement.unitizing import added, bu_alpha_2016, cu_alpha_2016, u_alpha_2016
from annotations.agreement.wording import or_why_not, place_rule, state_of
from annotations.scheme import Layer


def place_row(study: Study, layer: Layer) -> Row:
    """Compute the row of one layer of spans."""
    figures = place_figures(study, layer)
    level = headline_level(study, layer)
    headline = next(figure for figure in figures if figure.level == level)
    others = tuple(figure for figure in figures if figure is not headline)
    matched = matched_places(study, layer.name)
    notes = []
    crossing = sum(blob.places[layer.name].crossing for blob in study.blobs)
    if crossing:
        notes.append(f"For the unitizing figures {crossing:,} marks that overlap others of one annotator were joined.")
    masked = sum(int(blob.masked.sum()) for blob in study.blobs)
    if masked and not layer.masks:
        notes.append(f"{masked:,} words that everybody set aside as masked are left out.")
    coverage = Coverage(matched, headline.units)
    explicit = None
    if headline.caution:
        apart = study_of_decided(study)
        explicit = next(figure for figure in place_figures(apart, layer) if figure.level == level)
    return Row(layer.name, "", "Same place", "place", headline, others, coverage, state_of(study, explicit or headline),
               _trend(study, layer, level), tuple(notes), explicit=explicit)  # fmt: skip


def _trend(study: Study, layer: Layer, level: str) -> tuple[Point, ...]:
    """Mean F1 for window after window of articles, in the order in which their second annotator finished."""
    order = np.argsort(np.array([blob.time for blob in study.blobs], dtype=str), kind="stable").tolist()
    blobs = [study.blobs[place] for place in order]
    pairs = pair_table(study, [blob.places[layer.name] for blob in blobs])
    so_far, points = np.cumsum(pairs, axis=0), []
    versions = np.array([version_at(study.evidence, blob.time) for blob in blobs], dtype=np.int64)
    for start, stop in windows(versions, max(FEWEST, len(blobs) // MOST_POINTS)):
        here = so_far[stop - 1] - (so_far[start - 1] if start else 0)
        value, cumulative = (_mean(f1_of_counts(counts, level)) for counts in (here, so_far[stop - 1]))
        time, version = blobs[stop - 1].time, int(versions[start])
        points.append(Point(time, value, None, None, stop - start, version, cumulative))
    return tuple(points)


def _mean(values: Floats) -> float | None:
    there = values[np.isfinite(values)]
    return float(there.mean()) if len(there) else None


def headline_level(study: Study, layer: Layer) -> str:
    """By which rule places of a layer are compared first."""
    if layer.agreement == "characters" and study.settings.iou is None:
        return "characters"
    iou = study.plan.ious[layer.name]
    return "exact" if iou == 1 else "iou" if iou else "any"


def matched_places(study: Study, layer: str) -> int:
    """How many places two annotators or more have marked."""
    return sum(int(((blob.members[layer] >= 0).sum(axis=1) > 1).sum()) for blob in study.blobs)


def place_figures(study: Study, layer: Layer) -> list[Figure]:
    """F1 by every rule, without and with labels, and the alphas that look at words and gaps too."""
    parts = [blob.places[layer.name] for blob in study.blobs]
    levels = ["exact", "iou", "any"] + (["characters"] if layer.agreement == "characters" else [])
    if layer.labels:
        levels += [f"{level}_label" for level in levels]
    pairs = pair_table(study, parts)
    units = sum(len(blob.members[layer.name]) for blob in study.blobs)
    figures = []
    for level in levels:
        frame = framed("pairwise_span_f1_mean", units, units, level)._replace(annotators=study.counted)
        values = f1_of_counts(pairs.sum(axis=0), level)
        figure = mean_of(frame, [float(value) for value in values if np.isfinite(value)])
        figures.append(figure._replace(counts=_counts(study, pairs.sum(axis=0), level)))
    figures += _alphas(layer, parts, units)
    number = int(study.groups.max(initial=-1)) + 1
    cis = {}
    if number >= FEWEST:
        drawn = draws(number, study.settings.resamples, study.settings.seed)
        cis = intervals(drawn, sampled_places(parts, pairs, study.groups, number, levels))
    rule, (decisions, confirmed) = place_rule(study, layer.name), decided_places(study, layer.name)
    found = []
    for figure in figures:
        ci = cis.get(f"{figure.coefficient} {figure.level}") if figure.value is not None else None
        figure = or_why_not(study, figure)._replace(layer=layer.name, rule=rule, annotators=study.counted, ci=ci)
        found.append(figure._replace(decisions=decisions, confirmed=confirmed))
    return found


def decided_places(study: Study, layer: str, pair: tuple[int, int] | None = None) -> tuple[int, int]:
    """How many marks people made of a layer, and how many of them were only confirmed with the article.

    With a pair of annotators, by their places in order, in the articles that both have finished.
    """
    people, decisions, confirmed = people_of(study), 0, 0
    if pair:
        people &= np.isin(np.arange(len(people)), pair)
    for blob in study.blobs:
        if pair is None or all(blob.finished[place] for place in pair):
            there = (blob.members[layer] >= 0) & people
            decisions += int(there.sum())
            confirmed += int((there & blob.confirmed[layer]).sum())
    return decisions, confirmed


def label_f1(study: Study, layer: Layer) -> dict[str, Figure]:
    """Mean F1 of all pairs for each label by itself, by the layer's own rule."""
    many, names = len(study.plan.annotators), [label.name for label in layer.labels]
    parts = [blob.places[layer.name].by_label for blob in study.blobs]
    counts = np.sum(parts, axis=0) if parts else np.zeros((many * (many - 1) // 2, len(names), 3))
    iou, rule, found = study.plan.ious[layer.name], place_rule(study, layer.name), {}
    for place, name in enumerate(names):
        one, other, both = counts[:, place].T
        marks = int((one + other).sum())
        frame = framed("pairwise_span_f1_mean", marks, marks, "exact_label" if iou == 1 else "iou_label")
        frame = frame._replace(layer=layer.name, field=LABEL, annotators=study.counted, rule=rule)
        there = one + other > 0
        found[name] = mean_of(frame, (2 * both[there] / (one + other)[there]).tolist())
    return found


def pair_table(study: Study, parts: Sequence[SpanSums]) -> Floats:
    """The counts of all articles: articles by pairs of annotators by `PAIR_COLUMNS`."""
    many = len(study.plan.annotators)
    return np.array([part.pairs for part in parts]).reshape(len(parts), many * (many - 1) // 2, len(PAIR_COLUMNS))


def _counts(study: Study, pairs: Floats, level: str) -> dict[str, float]:
    values = f1_of_counts(pairs, level)
    names = [f"{one} – {other}" for one, other in combinations(study.names, 2)]
    return {name: float(value) for name, value in zip(names, values, strict=True) if np.isfinite(value)}


def _alphas(layer: Layer, parts: Sequence[SpanSums], units: int) -> list[Figure]:
    if not parts:
        return []
    lengths = reduce(added, (part.lengths for part in parts))
    values = np.sum([part.words.values for part in parts], axis=0)
    same, items, n = sum(part.words.same for part in parts), sum(part.words.items for part in parts), values.sum()
    token = framed("token_alpha", items, items)
    token = of_disagreement(token, n - same, n * n - (values**2).sum(), n)
    found = [bu_alpha_2016(lengths), *([u_alpha_2016(lengths), cu_alpha_2016(lengths)] if layer.labels else [])]
    return [*(figure._replace(units=units, pairable=units, level="unitizing") for figure in found), token]
