"""Spans painted onto the words of a slice of articles: who gave which word which label.

Everyone who finished an article has a seat in it, and each seat a row of words. Words that all of them masked do not
count.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks
from annotations.agreement.ratings import Codes


class Held(NamedTuple):
    """The span on each word, seats by words, from 1; 0 for none. Overlapping spans of one annotator are joined.

    `label_of`, `article` and `long` are about spans by number, `crossing` counts for each article those joined.
    """

    spans: Codes
    label_of: Codes
    article: Codes
    long: Codes
    crossing: Codes


class Canvas:
    """The words of a slice. `at` is where each article's slots begin, `counts` how many words it has.

    `seat` has the seat of each annotator in each article, `many` the number of seats. With `masked` words, `items`
    counts the others.
    """

    def __init__(self, at: Codes, counts: Codes, seat: Codes, many: Codes, masked: Bools | None = None) -> None:
        self._seat, self._many, self._masked = seat, many, masked
        self._articles, self._size, self._seats = len(counts), int(at[-1]), int(many.max(initial=0))
        self._owner = np.repeat(np.arange(len(counts)), np.diff(at))
        self.items = counts
        if masked is not None:
            self.items = counts - np.bincount(self._owner[masked], minlength=len(counts))

    def tags(self, marks: Marks, article: Codes) -> Codes:
        """Tag words by seat: 0 outside, 2 · label − 1 where a span starts, 2 · label later.

        Of overlapping spans the one that starts first counts; of those that start together, the longest.
        """
        order = np.lexsort((-marks.end, marks.start, marks.annotator, article))[::-1]
        order = order[marks.start[order] < marks.end[order]]
        start, end, label = marks.start[order], marks.end[order], marks.label[order]
        row = self._seat[article[order], marks.annotator[order]] * self._size
        table = np.zeros((self._seats, self._size), dtype=np.int32)
        places = ranges(row + start, row + end)
        value = np.repeat(2 * label, end - start)
        value[np.cumsum(end - start) - (end - start)] -= 1
        table.reshape(-1)[places] = value  # of several values for a word the last one stays
        if self._masked is not None:
            table[:, self._masked] = 0
        return table

    def alike(self, tags: Codes, size: int) -> tuple[Codes, Codes]:
        """For each article how many pairs of seats gave a word the same tag, and how many words have which tag."""
        row, word = np.nonzero(tags)
        values = np.bincount(self._owner[word] * size + tags[row, word], minlength=self._articles * size)
        values = values.reshape(-1, size)
        values[:, 0] = self.items * self._many - values.sum(axis=1)
        pairs = self.items * (self._many * (self._many - 1) // 2)
        for one, other in self._pairs():
            differ = self._owner[np.flatnonzero(tags[one] != tags[other])]
            pairs = pairs - np.bincount(differ[self._many[differ] > other], minlength=self._articles)
        return pairs, values

    def joined(self, marks: Marks, article: Codes) -> Held:
        """Number the spans word by word, without masked words."""
        order = np.lexsort((-marks.end, marks.start, marks.annotator, article))
        start, end = marks.start[order], marks.end[order]
        if self._masked is not None:
            place = np.append(0, np.cumsum(~self._masked))
            start, end = place[start], place[end]
        some = start < end
        order, start, end = order[some], start[some], end[some]
        row = self._seat[article[order], marks.annotator[order]]
        fresh = np.append(True, (np.diff(article[order]) != 0) | (np.diff(row) != 0))[: len(order)]
        shift = np.cumsum(fresh) * (self._size + 1)
        reach = np.append(0, np.maximum.accumulate(end + shift)[:-1])[: len(order)] - shift
        crosses = ~fresh & (start < reach)
        number = np.cumsum(~crosses)
        begin, stop = np.where(crosses, reach, start), np.where(crosses, np.maximum(end, reach), end)
        spans = np.zeros((self._seats, self._size), dtype=np.int32)
        spans.reshape(-1)[ranges(row * self._size + begin, row * self._size + stop)] = np.repeat(number, stop - begin)
        first = order[~crosses]
        return Held(
            spans, np.append(0, marks.label[first]), article[first],
            np.bincount(number, stop - begin, len(first) + 1).astype(np.int64)[1:],
            np.bincount(article[order[crosses]], minlength=self._articles),
        )  # fmt: skip

    def lengths(self, held: Held, labels: int) -> tuple[Codes, Codes, Codes]:
        """The counts behind unitizing alpha by article: see `SpanSums`."""
        size, owner = labels + 1, self._owner
        if self._masked is not None:
            owner = owner[~self._masked]
        squares = np.bincount(
            held.article * size + held.label_of[1:], held.long.astype(float) ** 2, self._articles * size
        )
        squares = squares.astype(np.int64).reshape(-1, size)
        squares[:, 0] = self.items * self._many - np.bincount(held.article, held.long, self._articles).astype(np.int64)
        shared = np.zeros((self._articles, size * size), dtype=np.int64)
        core = np.zeros((self._articles, labels), dtype=np.int64)
        for one, other in self._pairs():
            these, those = held.spans[one], held.spans[other]
            some = np.flatnonzero(these | those)
            some = some[self._many[owner[some]] > other]
            here, these, those = owner[some], these[some], those[some]
            keys = here * size * size + held.label_of[these] * size + held.label_of[those]
            shared += np.bincount(keys, minlength=self._articles * size * size).reshape(-1, size * size)
            _add_meetings(core, held, these, those)
        shared[:, 0] = self.items * (self._many * (self._many - 1) // 2) - shared.sum(axis=1)
        return shared.reshape(-1, size, size), squares, core

    def signs(self, tags: Codes, at: Codes) -> Codes:
        """For each pair of seats what each marked, what both did, and what both gave the same label.

        `at` is where the pairs of each article begin.
        """
        found = np.zeros((int(at[-1]), 4), dtype=np.int64)
        labels = (tags + 1) // 2
        for one, other in self._pairs():
            there = np.flatnonzero(self._many > other)
            row = at[there] + one * self._many[there] - one * (one + 1) // 2 + other - one - 1
            these, those = labels[one] > 0, labels[other] > 0
            for column, hits in enumerate((these, those, these & those, these & (labels[one] == labels[other]))):
                found[row, column] = np.bincount(self._owner[hits], minlength=self._articles)[there]
        return found

    def _pairs(self) -> Iterator[tuple[int, int]]:
        return combinations(range(self._seats), 2)


def _add_meetings(core: Codes, held: Held, these: Codes, those: Codes) -> None:
    """Add the squared lengths that spans of two seats share, for the label of either span."""
    both = np.flatnonzero((these > 0) & (those > 0))
    these, those = these[both], those[both]
    edges = np.flatnonzero(np.append(True, (np.diff(these) != 0) | (np.diff(those) != 0))[: len(both)])
    long = np.diff(np.append(edges, len(both)))
    for spans in (these[edges], those[edges]):
        np.add.at(core, (held.article[spans - 1], held.label_of[spans] - 1), long**2)


def ranges(start: Codes, end: Codes) -> Codes:
    """All numbers from each start to its end, one range after the other."""
    long = end - start
    return np.repeat(start - np.cumsum(long) + long, long) + np.arange(int(long.sum()))
