"""What annotators mark in the articles of a slice: how many places are the same, by several rules, and word by word.

All counts are whole numbers; what must be divided is divided when it is used.
"""

from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks, Matches
from annotations.agreement.painting import Canvas
from annotations.agreement.ratings import Codes, narrowed

OPEN_IOU = 0.5  # the overlap needed for a match if the scheme does not require exact matches
PAIR_COLUMNS = ("one", "other", "exact", "exact_label", "close", "close_label", "any", "any_label",
                "one_signs", "other_signs", "signs", "signs_label")  # fmt: skip
SIGNS = PAIR_COLUMNS.index("one_signs")


class Pairs(NamedTuple):
    """The pairs of annotators who both finished an article: of all articles, article after article.

    `at` is where each article's pairs begin, `one` and `other` are annotators, `article` the article of each pair.
    """

    at: Codes
    article: Codes
    one: Codes
    other: Codes
    seat: Codes  # of each annotator among those who finished an article; articles by annotators
    many: Codes  # how many finished each article

    def of(self, article: Codes, one: Codes, other: Codes) -> Codes:
        """The row of each pair."""
        here, there = self.seat[article, one], self.seat[article, other]
        first, second = np.minimum(here, there), np.maximum(here, there)
        return np.asarray(self.at[article] + first * self.many[article] - first * (first + 1) // 2 + second - first - 1)


class SpanSums(NamedTuple):
    """The sums of one layer, with a row for each article or, in `pairs` and `by_label`, for each pair in `Pairs`.

    `pairs` has `PAIR_COLUMNS`; `by_label` has for each label what one marked, the other, and both by the layer's own
    rule. `alike` counts pairs of annotators who gave a word the same tag, `values` words by tag. `shared` counts words
    by the labels of two annotators, `squares` squared lengths by label, and `core_squares` those of what two marked.
    `crossing` counts marks that were joined because they overlap others of the same annotator.
    """

    pairs: Codes
    by_label: Codes
    alike: Codes
    values: Codes
    items: Codes
    shared: Codes
    squares: Codes
    core_squares: Codes
    units: Codes
    crossing: Codes

    def same(self, here: int, other: "SpanSums", there: int, mine: slice, theirs: slice) -> bool:
        """Whether an article has the same sums as another; `mine` and `theirs` are the rows of their pairs."""
        rows = zip(self[2:], other[2:], strict=True)
        return (
            np.array_equal(self.pairs[mine], other.pairs[theirs])
            and np.array_equal(self.by_label[mine], other.by_label[theirs])
            and all(np.array_equal(one[here], two[there]) for one, two in rows)
        )


def pairs_of(finished: Bools) -> Pairs:
    """List the pairs of those who finished the same article."""
    many = finished.sum(axis=1)
    seat = np.cumsum(finished, axis=1) - 1
    rows = [np.flatnonzero(row) for row in finished]
    ends = [np.triu_indices(len(row), 1) for row in rows]
    none = np.zeros(0, dtype=np.int64)
    one = np.concatenate([none, *(row[first] for row, (first, _) in zip(rows, ends, strict=True))])
    other = np.concatenate([none, *(row[second] for row, (_, second) in zip(rows, ends, strict=True))])
    each = many * (many - 1) // 2
    return Pairs(np.append(0, np.cumsum(each)), np.repeat(np.arange(len(many)), each), one, other, seat, many)


def sums_of_spans(
    marks: Marks, found: Matches, article: Codes, pairs: Pairs, canvas: Canvas, iou: float, labels: int
) -> SpanSums:
    """Sum up a slice, word by word. Labels count from 1; `article` is the article of each span."""
    counts = np.zeros((len(pairs.one), len(PAIR_COLUMNS)), dtype=np.int64)
    by_label = np.zeros((len(pairs.one), labels, 3), dtype=np.int64)
    people, row = pairs.seat.shape[1], pairs.of(article[found.one], marks.annotator[found.one],
                                                marks.annotator[found.other])  # fmt: skip
    owner = article * people + marks.annotator
    each = np.bincount(owner * labels + marks.label - 1, minlength=len(pairs.many) * people * labels)
    each = each.reshape(-1, labels)
    for column, who in enumerate((pairs.one, pairs.other)):
        by_label[:, :, column] = each[pairs.article * people + who]
        counts[:, column] = by_label[:, :, column].sum(axis=1)
    close = found.agree(iou)
    for place, hits in enumerate((found.overlap == 1.0, close, found.overlap > 0)):
        counts[:, 2 + 2 * place] = np.bincount(row[hits], minlength=len(counts))
        counts[:, 3 + 2 * place] = np.bincount(row[hits & found.same_label], minlength=len(counts))
    both = close & found.same_label
    keys = row[both] * labels + marks.label[found.one[both]] - 1
    by_label[:, :, 2] = np.bincount(keys, minlength=len(counts) * labels).reshape(-1, labels)
    alike, values = canvas.alike(canvas.tags(marks, article), 1 + 2 * labels)
    held = canvas.joined(marks, article)
    shared, squares, core = canvas.lengths(held, labels)
    units = np.bincount(held.article, minlength=len(pairs.many))
    found_sums = counts, by_label, alike, values, canvas.items, shared, squares, core, units, held.crossing
    return SpanSums(*map(narrowed, found_sums))
