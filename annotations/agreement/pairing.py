"""Pairs of annotators: kappa, shared units, confusion matrices, F1."""

from itertools import combinations

import numpy as np

from annotations.agreement.collected_spans import spans_in
from annotations.agreement.figures import figure_of_ratings
from annotations.agreement.kappas import cohen_kappa, confusion
from annotations.agreement.label_rows import decided, decisions_of
from annotations.agreement.place_sums import F1_COLUMNS, f1_of_counts
from annotations.agreement.ratings import SQUARE, Codes, Ratings, counts_of
from annotations.agreement.records import Confusion, Figure, PairFigures, framed, undefined
from annotations.agreement.span_rows import decided_places, headline_level, pair_table
from annotations.agreement.span_sums import PAIR_COLUMNS
from annotations.agreement.study import Study, Table
from annotations.agreement.wording import about, place_rule
from annotations.scheme import Layer

SHOWN = 40  # the most common answers in free text that a matrix shows


def pairs_of(study: Study, layer: Layer, table: Table | None) -> tuple[PairFigures, ...]:
    """Compare each pair of annotators; without a table, only the spans that they marked."""
    found = []
    counts = _f1_counts(study, layer)
    finished = study.finished.astype(float)
    together = finished.T @ finished
    for place, (one, other) in enumerate(combinations(range(len(study.plan.annotators)), 2)):
        if not together[one, other]:
            continue
        first, second = study.plan.annotators[one], study.plan.annotators[other]
        pair = PairFigures(first.id, second.id, (first.name, second.name), 0)
        if counts is not None:
            f1 = _f1(study, layer, counts[place], pair.names)
            decisions, confirmed = decided_places(study, layer.name, (one, other))
            pair = pair._replace(f1=f1._replace(decisions=decisions, confirmed=confirmed))
            pair = pair._replace(shared=int(pair.f1.counts["matched"]) if pair.f1 else 0)
        found.append(pair if table is None else _on_labels(study, table, one, other, pair))
    return tuple(found)


def _on_labels(study: Study, table: Table, one: int, other: int, pair: PairFigures) -> PairFigures:
    question, (codes, categories) = table.question, table.ratings
    two = _without_unused(codes[:, [one, other]], categories) if question.level == "nominal" else None
    ratings = two or Ratings(codes[:, [one, other]], categories)
    kappa = cohen_kappa(ratings, "linear" if question.level == "ordinal" else "nominal")
    alpha = figure_of_ratings("krippendorff_alpha", ratings, question.level)
    observed = figure_of_ratings("percent_agreement", ratings)
    small = table._replace(
        ratings=ratings, confirmed=table.confirmed[:, [one, other]], people=table.people[[one, other]]
    )
    decisions = decisions_of(small)
    kappa, alpha, observed = (
        decided(about(study, question, figure, pair.names), decisions) for figure in (kappa, alpha, observed)
    )
    return pair._replace(shared=kappa.pairable, kappa=kappa, alpha=alpha, observed=observed)


def _without_unused(codes: Codes, categories: tuple[str, ...]) -> Ratings | None:
    """The same ratings with only the categories that occur, if free text has too many for a matrix."""
    if len(categories) <= SQUARE:
        return None
    used, place = np.unique(codes[codes >= 0], return_inverse=True)
    small = np.full(codes.shape, -1, dtype=np.int32)
    small[codes >= 0] = place
    return Ratings(small, tuple(categories[code] for code in used))


def _f1_counts(study: Study, layer: Layer) -> np.ndarray | None:
    if layer.kind != "span":
        return None
    many = len(study.plan.annotators)
    return np.asarray(pair_table(study, spans_in(study.parts, layer.name, many)).sum(axis=0))


def _f1(study: Study, layer: Layer, counts: np.ndarray, names: tuple[str, str]) -> Figure:
    level = headline_level(study, layer)
    one, other, hits = (int(counts[PAIR_COLUMNS.index(name)]) for name in F1_COLUMNS[level])
    figure = framed("span_f1", one + other, one + other, level)
    figure = figure._replace(layer=layer.name, annotators=names, rule=place_rule(study, layer.name),
                             counts={"one": one, "other": other, "matched": hits})  # fmt: skip
    value = float(f1_of_counts(counts, level))
    return figure._replace(value=value) if one + other else undefined(figure, "no_spans")


def pooled_confusion(table: Table, pairs: np.ndarray | None) -> Confusion:
    """The confusion matrix over all pairs of annotators; for free text, of the most common answers only."""
    categories = table.ratings.categories
    if pairs is not None:
        return _shown("", "", pairs, categories)
    return _sparse("", "", table.ratings.codes, categories)


def confusions_of(study: Study, table: Table) -> tuple[Confusion, ...]:
    """A confusion matrix for each pair of annotators who share units."""
    codes, categories = table.ratings
    found = []
    for one, other in combinations(range(codes.shape[1]), 2):
        two = codes[:, [one, other]]
        if not (two >= 0).all(axis=1).any():
            continue
        names = study.plan.annotators[one].id, study.plan.annotators[other].id
        if len(categories) > SQUARE:
            found.append(_sparse(*names, two, categories, both_ways=False))
        else:
            found.append(_shown(*names, confusion(two[:, 0], two[:, 1], len(categories)), categories))
    return tuple(found)


def _shown(one: str, other: str, counts: np.ndarray, categories: tuple[str, ...]) -> Confusion:
    chosen = list(range(len(categories)))
    if len(chosen) > SHOWN:
        chosen = sorted(np.argsort(-(counts.sum(axis=0) + counts.sum(axis=1)), kind="stable")[:SHOWN].tolist())
    rows = tuple(tuple(float(counts[row, column]) for column in chosen) for row in chosen)
    return Confusion(one, other, tuple(categories[code] for code in chosen), rows)


def _sparse(one: str, other: str, codes: Codes, categories: tuple[str, ...], *, both_ways: bool = True) -> Confusion:
    """The same for the most common categories, if a table of all would be too large."""
    times = np.bincount(codes[codes >= 0], minlength=len(categories))
    chosen = np.sort(np.argsort(-times, kind="stable")[:SHOWN])
    place = np.full(len(categories) + 1, -1, dtype=np.int32)
    place[chosen] = np.arange(len(chosen))
    small = place[codes]
    n = counts_of(codes >= 0)
    counts = np.zeros((len(chosen), len(chosen)))
    for first, second in combinations(range(codes.shape[1]), 2):
        both = np.flatnonzero((small[:, first] >= 0) & (small[:, second] >= 0))
        weight = 1 / (n[both] - 1) if both_ways else np.ones(len(both))
        np.add.at(counts, (small[both, first], small[both, second]), weight)
    counts = counts + counts.T if both_ways else counts
    return _shown(one, other, counts, tuple(categories[code] for code in chosen))
