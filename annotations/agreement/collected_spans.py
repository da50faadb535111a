"""The sums over spans of all articles of a study, put together as arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.collected import Part
from annotations.agreement.ratings import Codes, Floats
from annotations.agreement.span_sums import PAIR_COLUMNS, SpanSums


class SpansOf(NamedTuple):
    """The sums of one layer over a study's articles, of which each has a row. `many` is how many finished an article.

    `pairs` and `by_label` have a row for each pair of annotators who finished the same article: `pair_article` is that
    article, `pair` the number of the pair among all pairs.
    """

    many: Codes
    pair_article: Codes
    pair: Codes
    sums: SpanSums

    @property
    def same(self) -> Floats:
        """For each article the pairs of annotators who gave a word the same tag, over the annotators minus one."""
        return np.asarray(2.0 * self.sums.alike / (self.many - 1))

    @property
    def shared(self) -> Floats:
        """For each article the words by the labels of two annotators, over the annotators minus one."""
        halves = self.sums.shared / (self.many - 1).astype(float)[:, None, None]
        return np.asarray(halves + halves.transpose(0, 2, 1))

    @property
    def core_squares(self) -> Floats:
        """For each article the squared lengths that two annotators both marked, over the annotators minus one."""
        return np.asarray(self.sums.core_squares / (self.many - 1).astype(float)[:, None])

    def table(self, people: int) -> Floats:
        """The counts of `pairs`: articles by pairs of annotators by `PAIR_COLUMNS`; 0 where not both finished."""
        found = np.zeros((len(self.many), people * (people - 1) // 2, len(PAIR_COLUMNS)))
        found[self.pair_article, self.pair] = self.sums.pairs
        return found

    def labels(self, people: int) -> Floats:
        """The sums of `by_label`: pairs of annotators by labels by what one marked, the other, and both."""
        found = np.zeros((people * (people - 1) // 2, *self.sums.by_label.shape[1:]))
        np.add.at(found, self.pair, self.sums.by_label)
        return found


def spans_in(parts: Sequence[Part], layer: str, people: int) -> SpansOf | None:
    """The sums of a layer; none without articles."""
    if not parts:
        return None
    number = np.zeros((people, people), dtype=np.int64)
    number[np.triu_indices(people, 1)] = np.arange(people * (people - 1) // 2)
    many, owner, pair, sums, before = [], [], [], [], 0
    for part in parts:
        pairs, found = part.batch.pairs, part.batch.layers[layer].places
        assert found is not None
        each = np.diff(pairs.at)[part.places]
        first = pairs.at[part.places]
        rows = np.repeat(first - np.cumsum(each) + each, each) + np.arange(int(each.sum()))
        many.append(pairs.many[part.places])
        owner.append(before + np.repeat(np.arange(len(each)), each))
        pair.append(number[pairs.one[rows], pairs.other[rows]])
        sums.append(SpanSums(found.pairs[rows], found.by_label[rows], *(column[part.places] for column in found[2:])))
        before += len(each)
    whole = SpanSums(*(np.concatenate(columns) for columns in zip(*sums, strict=True)))
    return SpansOf(np.concatenate(many), np.concatenate(owner), np.concatenate(pair), whole)
