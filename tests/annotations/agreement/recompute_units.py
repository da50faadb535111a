"""Figures about spans, computed one by one from their definitions."""

from itertools import permutations

from recompute_ratings import alpha


def painted(marks, who, first, last, size):
    """The label of each place of one annotator, and where a mark starts; the mark that starts first counts."""
    labels, starts = [None] * size, [False] * size
    for mark in sorted((m for m in marks if m["annotator"] == who), key=lambda m: (-m[first], m[last])):
        for place in range(mark[first], mark[last]):
            labels[place], starts[place] = mark["label"], place == mark[first]
    return labels, starts


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
