"""Compute every figure of an export of agreement again, from its units and marks and the definitions alone.

It shares no code with the program. NumPy draws the samples of articles, since its generator is part of the rule.
Usage: recompute.py EXPORT.json     prints the figures' values and intervals as JSON, in the order of the export
"""

import json
import sys
from itertools import combinations

import numpy as np
from recompute_ratings import alpha, of_ratings, specific
from recompute_units import painted, unitizing, word_alpha

EXPORT = json.load(open(sys.argv[1], encoding="utf-8"))
NAMES = [annotator["name"] for annotator in EXPORT["annotators"]]
USED = [article for article in EXPORT["articles"] if article["used"]]


# ------------------------------------------------------------------------------------------------------ spans


def matched(marks):
    """Pairs of marks of two annotators, with how much they share and the label that both have, one to one."""
    roots = {}
    for mark in marks:
        roots.setdefault(mark["root"], []).append(mark["annotator"])
    candidates = []
    for one, other in combinations(marks, 2):
        if one["annotator"] == other["annotator"]:
            continue
        shared = max(min(one["last"], other["last"]) - max(one["first"], other["first"]), 0)
        union = one["last"] - one["first"] + other["last"] - other["first"] - shared
        family = roots[one["root"]] if one["root"] == other["root"] != "-1" else []
        akin = bool(family) and all(family.count(mark["annotator"]) == 1 for mark in (one, other))
        if shared or akin:
            ends = sorted((mark["first"], mark["last"], mark["id"]) for mark in (one, other))
            iou = shared / union if union else 0.0
            candidates.append((not akin, -iou, one["label"] != other["label"], ends, one, other))
    taken, found = set(), []
    for _, iou, unlike, _, one, other in sorted(candidates, key=lambda candidate: candidate[:4]):
        sides = {(one["id"], other["annotator"]), (other["id"], one["annotator"])}
        if not sides & taken:
            taken |= sides
            found.append(({one["annotator"], other["annotator"]}, -iou, None if unlike else one["label"]))
    return found


def pair_counts(layer, article, one, other, level):
    """How much one and the other marked, and how much of it is the same."""
    if not {one, other} <= set(article["finished"]):
        return 0, 0, 0
    marks = [mark for mark in layer["marks"] if mark["article"] == article["id"]]
    rule, _, with_label = level.partition("_")
    if rule == "characters":
        mine, theirs = (painted(marks, who, "start", "end", article["signs"])[0] for who in (one, other))
        same = sum(
            a is not None and b is not None and (a == b or not with_label) for a, b in zip(mine, theirs, strict=True)
        )
        return sum(a is not None for a in mine), sum(b is not None for b in theirs), same
    least = {"exact": 1.0, "iou": layer["iou"] or 1e-12, "any": 1e-12}[rule]
    hits = sum(
        people == {one, other} and iou >= least and (label is not None or not with_label)
        for people, iou, label in matched(marks)
    )
    return sum(m["annotator"] == one for m in marks), sum(m["annotator"] == other for m in marks), hits


def label_counts(layer, article, one, other, name):
    """The same of one label, by the layer's own rule."""
    if not {one, other} <= set(article["finished"]):
        return 0, 0, 0
    marks = [mark for mark in layer["marks"] if mark["article"] == article["id"]]
    least = layer["iou"] or 1e-12
    hits = sum(people == {one, other} and iou >= least and label == name for people, iou, label in matched(marks))
    own = [mark["annotator"] for mark in marks if mark["label"] == name]
    return own.count(one), own.count(other), hits


def f1(counts):
    one, other, hits = (sum(column) for column in zip(*counts, strict=True))
    return 2 * hits / (one + other) if one + other else None


def mean_f1(layer, articles, level):
    values = [
        f1([pair_counts(layer, article, one, other, level) for article in articles])
        for one, other in combinations(NAMES, 2)
    ]
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None


def of_spans(coefficient, level, layer, articles):
    if coefficient == "pairwise_span_f1_mean":
        return mean_f1(layer, articles, level)
    if coefficient == "token_alpha":
        return word_alpha(layer, articles)
    return unitizing(layer, articles, coefficient.partition("_")[0])


# -------------------------------------------------------------------------------------------------- intervals


def samples():
    """Lists of articles, drawn group by group."""
    keys = sorted({article["group"] or "\0" + article["id"] for article in USED})
    of_key = {key: [a for a in USED if (a["group"] or "\0" + a["id"]) == key] for key in keys}
    resamples, seed = EXPORT["settings"]["resamples"], EXPORT["settings"]["seed"]
    picks = np.random.default_rng(seed).integers(len(keys), size=(resamples, len(keys)))
    return [[article for pick in row for article in of_key[keys[pick]]] for row in picks.tolist()]


def interval(compute):
    values = sorted(value for value in map(compute, SAMPLES) if value is not None)

    def percentile(share):
        place = share * (len(values) - 1)
        low = int(place)
        high = min(low + 1, len(values) - 1)
        return values[low] + (values[high] - values[low]) * (place - low)

    return [percentile(0.025), percentile(0.975)]


def rows_of(question, articles, names=NAMES):
    by_article = {}
    for unit in question["units"]:
        by_article.setdefault(unit["article"], []).append([unit["ratings"][name] for name in names])
    return [row for article in articles for row in by_article.get(article["id"], [])]


def recomputed(figure):
    layer = next((layer for layer in EXPORT["layers"] if layer["layer"] == figure["layer"]), None)
    question = next(
        (q for q in EXPORT["questions"] if (q["layer"], q["field"]) == (figure["layer"], figure["field"])), None
    )
    coefficient, level = figure["coefficient"], figure["level"]

    def compute(articles):
        if question:
            return of_ratings(coefficient, level, rows_of(question, articles), question["categories"])
        return of_spans(coefficient, level, layer, articles)

    return {"value": compute(USED), "ci": interval(compute) if figure["ci"] else None}


def label_value(question, figure):
    rows = rows_of(question, USED)
    if figure["coefficient"] == "pairwise_span_f1_mean":
        layer = next(layer for layer in EXPORT["layers"] if layer["layer"] == figure["layer"])
        pairs = combinations(NAMES, 2)
        values = [f1([label_counts(layer, a, *pair, figure["label"]) for a in USED]) for pair in pairs]
        there = [value for value in values if value is not None]
        return sum(there) / len(there) if there else None
    if figure["coefficient"] == "specific_agreement":
        return specific(rows, figure["label"])
    rest = [[None if v is None else v == figure["label"] for v in row] for row in rows]
    return alpha(rest, "nominal", [False, True])


SAMPLES = samples() if any(figure["ci"] for figure in EXPORT["figures"]) else []
print(json.dumps({
    "figures": [recomputed(figure) for figure in EXPORT["figures"]],
    "labels": [[label_value(question, figure) for figure in question["labels"]] for question in EXPORT["questions"]],
    "pairs": [
        [
            of_ratings(f["coefficient"], f["level"], rows_of(question, USED, f["annotators"]), question["categories"])
            for f in question["pairs"]
        ]
        for question in EXPORT["questions"]
    ],
    "spans": [
        [f1([pair_counts(layer, article, *f["annotators"], f["level"]) for article in USED]) for f in layer["pairs"]]
        for layer in EXPORT["layers"]
    ],
}))  # fmt: skip
