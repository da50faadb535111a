"""Compute every figure of an export of agreement again, from its units and marks and the definitions alone.

It shares no code with the program. NumPy draws the samples of articles, since its generator is part of the rule.
Usage: recompute.py EXPORT.json     prints the figures' values and intervals as JSON, in the order of the export
"""

import json
import sys
from itertools import combinations, permutations

import numpy as np
from recompute_ratings import alpha, of_ratings, specific

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


def painted(marks, who, first, last, size):
    """The label of each place of one annotator, and where a mark starts; the mark that starts first counts."""
    labels, starts = [None] * size, [False] * size
    for mark in sorted((m for m in marks if m["annotator"] == who), key=lambda m: (-m[first], m[last])):
        for place in range(mark[first], mark[last]):
            labels[place], starts[place] = mark["label"], place == mark[first]
    return labels, starts


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


def kept_words(layer, article):
    masked = set() if layer["masks"] else set(article["masked"])
    return [place for place in range(article["words"]) if place not in masked]


def word_alpha(layer, articles):
    rows = []
    for article in articles:
        marks = [mark for mark in layer["marks"] if mark["article"] == article["id"]]
        columns = []
        for who in article["finished"]:
            labels, starts = painted(marks, who, "first", "last", article["words"])
            columns.append([(label, start) for label, start in zip(labels, starts, strict=True)])
        if len(columns) > 1:
            rows += [[column[place] for column in columns] for place in kept_words(layer, article)]
    return alpha(rows, "nominal", sorted({value for row in rows for value in row}, key=str))


def joined(layer, article, who):
    """The number and label of the mark on each word that counts; marks of one annotator that overlap are one."""
    kept = kept_words(layer, article)
    place = [sum(k < edge for k in kept) for edge in range(article["words"] + 1)]
    own = [m for m in layer["marks"] if m["article"] == article["id"] and m["annotator"] == who]
    units = []
    for mark in sorted(own, key=lambda m: (m["first"], -m["last"])):
        start, end = place[mark["first"]], place[mark["last"]]
        if start < end and units and start < units[-1][1]:
            units[-1][1] = max(units[-1][1], end)
        elif start < end:
            units.append([start, end, mark["label"]])
    row = [(None, None)] * len(kept)
    for number, (start, end, label) in enumerate(units):
        row[start:end] = [(number, label)] * (end - start)
    return row


def meetings_of(rows):
    """How many words each mark shares with each of another annotator."""
    found = {}
    for one, other in permutations(rows, 2):
        for (mine, _), (theirs, _) in zip(rows[one], rows[other], strict=True):
            if mine is not None and theirs is not None:
                key = one, mine, other, theirs
                found[key] = found.get(key, 0) + 1
    return found


def squares_of(rows, which):
    """What is taken off the expectation: squares of lengths of marks, and plain lengths of gaps."""
    if which == "cu":
        return sum(length**2 for length in meetings_of(rows).values()) / (len(rows) - 1)
    total = 0
    for row in rows.values():
        for number in {mine for mine, _ in row}:
            long = sum(mine == number for mine, _ in row)
            total += long if number is None else long**2
    return total


def shared_of(rows, which):
    """How much text two annotators gave which two labels."""
    found = {}
    for one, other in permutations(rows, 2):
        for (_, label), (_, name) in zip(rows[one], rows[other], strict=True):
            if which != "cu" or (label is not None and name is not None):
                pair = (label, name) if which != "bu" else (label is None, name is None)
                found[pair] = found.get(pair, 0) + 1 / (len(rows) - 1)
    return found


def unitizing(layer, articles, which):
    """Alpha of 2016 by lengths: u of everything, bu with one label, cu where two have marked."""
    shared, squares, margins = {}, 0, {}
    for article in articles:
        rows = {who: joined(layer, article, who) for who in article["finished"]}
        for pair, long in shared_of(rows, which).items():
            shared[pair] = shared.get(pair, 0) + long
        squares += squares_of(rows, which)
    for (label, _), long in shared.items():
        margins[label] = margins.get(label, 0) + long
    total = sum(shared.values())
    free, unlike = total**2 - squares, total**2 - sum(long**2 for long in margins.values())
    differs = sum(long for (label, name), long in shared.items() if label != name)
    expected = total * unlike / free if free > 0 else 0
    return 1 - differs / expected if expected > 1e-12 else None


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
