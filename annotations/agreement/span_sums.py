"""What two annotators of one article mark: how many places are the same, by several rules, and word by word."""

from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks, Matches
from annotations.agreement.ratings import Codes, Floats
from annotations.agreement.unitizing import Lengths, lengths_of_words

OPEN_IOU = 0.5  # the overlap needed for a match if the scheme does not require exact matches
PAIR_COLUMNS = ("one", "other", "exact", "exact_label", "close", "close_label", "any", "any_label",
                "one_signs", "other_signs", "signs", "signs_label")  # fmt: skip


class WordSums(NamedTuple):
    """Words with what annotators gave them: how many pairs agree, over n - 1, how often each label, how many words."""

    same: float
    values: Floats
    items: int


class SpanSums(NamedTuple):
    """The sums of one layer of one article. `pairs` has a row for each two annotators and `PAIR_COLUMNS`.

    `by_label` is for each two annotators and each label what one marked, the other, and both by the layer's own rule.
    `lengths` is for the 2016 family; `crossing` counts marks that were joined for it because they overlap others of
    the same annotator.
    """

    pairs: Floats
    by_label: Floats
    words: WordSums
    lengths: Lengths
    crossing: int = 0


def same_places(one: SpanSums, other: SpanSums) -> bool:
    """Whether two articles have the same sums."""
    mine, theirs = (
        (place.pairs, place.by_label, place.words.values, *place.lengths.arrays(), place.words.same, place.crossing)
        for place in (one, other)
    )
    return all(bool(np.all(a == b)) for a, b in zip(mine, theirs, strict=True))


def places_of(
    marks: Marks, found: Matches, finished: Bools, iou: float, kept: Bools, labels: int, signs: Marks | None = None
) -> SpanSums:
    """Sum up an article. Labels count from 1; `kept` are the words that count; `signs` are the spans in characters."""
    pairs = _pair_counts(marks, found, finished, iou)
    by_label = _label_counts(marks, found, finished, iou, labels)
    if not len(marks.start):
        return _nothing(pairs, by_label, finished, kept, labels)
    outer, first = _painted(marks, len(finished), len(kept))
    if signs is not None:
        pairs[:, 8:] = _sign_counts(_painted(signs, len(finished), int(signs.end.max()))[0], finished)
    tags = np.where(outer > 0, 2 * outer - first, 0)[finished][:, kept]
    held, label_of, crossing = _joined(marks, finished, kept)
    return SpanSums(
        pairs, by_label, _word_sums(tags, 1 + 2 * labels), lengths_of_words(held, label_of, labels), crossing
    )


def _pair_counts(marks: Marks, found: Matches, finished: Bools, iou: float) -> Floats:
    """Count the spans and matches of each pair of annotators who both finished; the rest are 0."""
    people = len(finished)
    one, other = np.triu_indices(people, 1)
    counts = np.zeros((len(one), len(PAIR_COLUMNS)))
    each, both = np.bincount(marks.annotator, minlength=people), finished[one] & finished[other]
    counts[:, 0], counts[:, 1] = each[one] * both, each[other] * both
    row = _pair_of(marks, found, people)
    for place, hits in enumerate((found.overlap == 1.0, found.agree(iou), found.overlap > 0)):
        counts[:, 2 + 2 * place] = np.bincount(row[hits], minlength=len(one))
        counts[:, 3 + 2 * place] = np.bincount(row[hits & found.same_label], minlength=len(one))
    return counts


def _label_counts(marks: Marks, found: Matches, finished: Bools, iou: float, labels: int) -> Floats:
    """Count the spans and matches of each pair of annotators who both finished, for each label."""
    people = len(finished)
    one, other = np.triu_indices(people, 1)
    each = np.bincount(marks.annotator * labels + marks.label - 1, minlength=people * labels).reshape(people, labels)
    hits = found.agree(iou) & found.same_label
    keys = _pair_of(marks, found, people)[hits] * labels + marks.label[found.one[hits]] - 1
    both = np.bincount(keys, minlength=len(one) * labels).reshape(len(one), labels)
    counts = np.stack([each[one], each[other], both], axis=2).astype(float)
    return np.asarray(counts * (finished[one] & finished[other])[:, None, None])


def _pair_of(marks: Marks, found: Matches, people: int) -> Codes:
    """The row of each match's pair of annotators."""
    one, other = np.triu_indices(people, 1)
    number = np.zeros((people, people), dtype=np.int64)
    number[one, other] = number[other, one] = np.arange(len(one))
    return np.asarray(number[marks.annotator[found.one], marks.annotator[found.other]])


def _painted(marks: Marks, people: int, size: int) -> tuple[Codes, Codes]:
    """For each annotator the label of each word, or 0, and 1 where a span starts.

    Of overlapping spans the one that starts first counts; of those that start together, the longest.
    """
    outer, first = np.zeros((people, size), dtype=np.int64), np.zeros((people, size), dtype=np.int64)
    order = np.lexsort((-marks.end, marks.start, marks.annotator))
    who, start, end, label = marks.annotator[order], marks.start[order], marks.end[order], marks.label[order]
    if not _crossing(who, start, end):
        _fill(outer, who, start, end, label)
        first[who[start < end], start[start < end]] = 1
        return outer, first
    columns = (column[::-1].tolist() for column in (who, start, end, label))
    for annotator, begin, stop, name in zip(*columns, strict=True):
        outer[annotator, begin:stop] = name
        first[annotator, begin:stop] = 0
        first[annotator, begin : min(begin + 1, stop)] = 1
    return outer, first


def _crossing(who: Codes, start: Codes, end: Codes) -> bool:
    """Whether any spans of one annotator, in order, overlap."""
    return bool(((who[1:] == who[:-1]) & (start[1:] < end[:-1])).any())


def _fill(table: Codes, who: Codes, start: Codes, end: Codes, value: Codes) -> None:
    """Write values to spans that do not overlap, annotators by words."""
    long = np.maximum(end - start, 0)
    first = who * table.shape[1] + start
    places = np.repeat(first - np.cumsum(long) + long, long) + np.arange(int(long.sum()))
    table.reshape(-1)[places] = np.repeat(value, long)


def _sign_counts(outer: Codes, finished: Bools) -> Floats:
    """Count for each pair of annotators the characters that each marked, both marked, and both labelled the same."""
    rows = []
    for one, other in zip(*np.triu_indices(len(outer), 1), strict=True):
        these, those = outer[one], outer[other]
        both = (these > 0) & (those > 0)
        row = [np.count_nonzero(hit) for hit in (these > 0, those > 0, both, both & (these == those))]
        rows.append(row if finished[one] and finished[other] else [0] * 4)
    return np.array(rows, dtype=float).reshape(len(rows), 4)


def _word_sums(tags: Codes, size: int) -> WordSums:
    many, items = tags.shape
    if many < 2:
        return WordSums(0.0, np.zeros(size), 0)
    alike = (tags[:, None, :] == tags[None, :, :]).sum() - tags.size
    return WordSums(float(alike) / (many - 1), np.bincount(tags.ravel(), minlength=size).astype(float), items)


def _joined(marks: Marks, finished: Bools, kept: Bools) -> tuple[Codes, Codes, int]:
    """Number the spans word by word for all who finished; overlapping spans of one annotator are merged and counted.

    Returns the numbers, from 1, annotators by words that count; the label of each; and how many spans were merged.
    """
    place = np.append(0, np.cumsum(kept))
    order = np.lexsort((-marks.end, marks.start, marks.annotator))
    who, label = marks.annotator[order], marks.label[order]
    start, end = place[marks.start[order]], place[marks.end[order]]
    held = np.zeros((len(finished), int(place[-1])), dtype=np.int64)
    if not _crossing(who, start, end):
        some = start < end
        _fill(held, who[some], start[some], end[some], np.arange(1, int(some.sum()) + 1))
        return held[finished], np.append(0, label[some]), 0
    names, crossing, reach, last = [0], 0, 0, -1
    for annotator, begin, stop, name in zip(who.tolist(), start.tolist(), end.tolist(), label.tolist(), strict=True):
        if begin >= stop:
            continue
        if annotator == last and begin < reach:
            crossing += 1
        else:
            names.append(name)
            reach, last = begin, annotator
        held[annotator, max(begin, reach) : max(stop, reach)] = len(names) - 1
        reach = max(reach, stop)
    return held[finished], np.array(names), crossing


def _nothing(pairs: Floats, by_label: Floats, finished: Bools, kept: Bools, labels: int) -> SpanSums:
    """The sums where nobody has marked anything."""
    many, items = int(finished.sum()), int(kept.sum())
    values, shared, squares = np.zeros(1 + 2 * labels), np.zeros((labels + 1, labels + 1)), np.zeros(labels + 1)
    if many > 1:
        values[0] = shared[0, 0] = squares[0] = many * items
    words = WordSums(float(values[0]), values, items if many > 1 else 0)
    return SpanSums(pairs, by_label, words, Lengths(shared, squares, shared[1:, 1:].copy(), np.zeros(labels), 0))
